// SPDX-License-Identifier: GPL-2.0
//! Comments that give no reason.
#include <kernel/prelude.hpp>

using namespace kernel;

constexpr char title[] = "kxx";

usize sizes();
usize sizes()
{
	// SAFETY: TODO find out why
	usize size = CStr::from_raw(unsafe, title).size(); // BUG: missing-safety
	// SAFETY: CStr from_raw unsafe title size
	size += CStr::from_raw(unsafe, title).size(); // BUG: missing-safety
	// SAFETY: title is a static array that ends with a NUL.

	size += CStr::from_raw(unsafe, title).size();	  // BUG: missing-safety
	size += CStr::from_raw(unsafe_t{}, title).size(); // BUG: missing-safety
	return size;
}
