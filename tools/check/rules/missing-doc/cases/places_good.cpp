// SPDX-License-Identifier: GPL-2.0
//! Sections at a declaration and at a template; a private function, and one without unsafe_t.
#include <kernel/prelude.hpp>

using namespace kernel;

/// The length of a text.
///
/// Safety:
/// - `text` ends with a NUL.
usize length(unsafe_t, const char *text);

usize length(unsafe_t, const char *text)
{
	// SAFETY: the text ends with a NUL, as the caller promises.
	return CStr::from_raw(unsafe, text).size();
}

/// The length of several texts.
///
/// Safety:
/// - Each ends with a NUL.
template <typename... Texts>
usize lengths(unsafe_t, Texts... texts)
{
	// SAFETY: each text ends with a NUL, as the caller promises.
	return (length(unsafe, texts) + ...);
}

usize twice(usize size);
usize twice(usize size)
{
	return 2 * size;
}

usize all_lengths();
usize all_lengths()
{
	// SAFETY: both texts are literals, which end with a NUL.
	return twice(lengths(unsafe, "one", "two"));
}
