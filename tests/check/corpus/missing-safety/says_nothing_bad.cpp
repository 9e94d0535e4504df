// SPDX-License-Identifier: GPL-2.0
//! The SAFETY comment claims that the code is safe, and gives no reason.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

constexpr char banner[] = "kxx demo";

u32 vowels(CStr text)
{
	u32 count = 0;

	for (char letter : text.bytes())
		count += letter == 'a' || letter == 'e' || letter == 'o';
	return count;
}

} // namespace

u32 vowels_of_banner();
u32 vowels_of_banner()
{
	// SAFETY: this is safe.
	return vowels(CStr::from_raw(unsafe, banner)); // BUG: missing-safety
}
