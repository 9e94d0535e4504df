// SPDX-License-Identifier: GPL-2.0
//! Options are walked with a pointer that advances by a length from the data.
//! Like parsers of TLVs that trust the length of the last element.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

constexpr u8 mtu_option = 5;

Result<u8> find_mtu(Span<const u8> options)
{
	const u8 *at = options.data();
	const u8 *end = options.end();

	while (at < end) {
		if (at[0] == mtu_option) // BUG: below
			return at[2];	 // BUG: below
		at += at[1];		 // BUG: below
	}
	return ENOENT;
}

} // namespace

Result<u8> mtu();
Result<u8> mtu()
{
	const u8 options[] = { 1, 3, 0, 5, 3, 9 };

	return find_mtu(span_of(options));
}
