// SPDX-License-Identifier: GPL-2.0
//! Options are walked by dropping bytes from a Span, which checks each step.
//! Like parsers of TLVs that trust the length of the last element.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

constexpr u8 mtu_option = 5;

Result<u8> find_mtu(Span<const u8> options)
{
	while (options.size() >= 3) {
		const u8 *kind = options.get(0);
		const u8 *length = options.get(1);
		const u8 *value = options.get(2);

		if (!kind || !length || !value || !*length)
			return EINVAL;
		if (*kind == mtu_option)
			return *value;
		options = options.drop(*length);
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
