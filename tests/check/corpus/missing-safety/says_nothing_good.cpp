// SPDX-License-Identifier: GPL-2.0
//! The SAFETY comment says why the condition of the function holds.

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
	// SAFETY: banner is a static array that ends with a NUL.
	return vowels(CStr::from_raw(unsafe, banner));
}
