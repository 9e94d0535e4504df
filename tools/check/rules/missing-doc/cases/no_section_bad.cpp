// SPDX-License-Identifier: GPL-2.0
//! A function that takes unsafe_t, and says what it does, but not what its callers promise.
#include <kernel/prelude.hpp>

using namespace kernel;

/// The number of vowels in a text.
usize vowels(unsafe_t, const char *text); // BUG: missing-doc
usize vowels(unsafe_t, const char *text)
{
	// SAFETY: the text ends with a NUL, as the caller promises.
	const BStr bytes = CStr::from_raw(unsafe, text);
	usize count = 0;

	for (usize i = 0; i < bytes.size(); i++)
		if (const char *letter = bytes.get(i))
			count += *letter == 'a' || *letter == 'e';
	return count;
}
