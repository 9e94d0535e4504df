// SPDX-License-Identifier: GPL-2.0
//! The sum is compared with the limit, so nothing is subtracted below zero.
//! Like CVE-2022-0185: legacy_parse_param() compared a length with PAGE_SIZE - 2 - size, which underflowed.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Options final {
	static constexpr usize limit = 256;

public:
	Result<> add(Span<const u8> option)
	{
		if (option.size() > limit || option.size() + 2 + used_ > limit)
			return EINVAL;
		bytes_[used_++] = ',';
		for (u8 byte : option)
			bytes_[used_++] = byte;
		if (used_ < limit)
			bytes_[used_] = 0;
		return ok;
	}
	usize used() const { return used_; }

private:
	u8 bytes_[limit] = {};
	usize used_ = 0;
};

} // namespace

Result<usize> parse_options();
Result<usize> parse_options()
{
	Options options;
	const u8 option[] = { 'r', 'o' };

	for (u32 i = 0; i < 200; i++)
		TRY(options.add(span_of(option)));
	return options.used();
}
