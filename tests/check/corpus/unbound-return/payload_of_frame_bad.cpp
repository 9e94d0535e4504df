// SPDX-License-Identifier: GPL-2.0
//! A function returns a part of the frame that it is given, and callers do not learn of it.

#include <kernel/prelude.hpp>

using namespace kernel;

struct Frame {
	u16 type = 0;
	Vec<u8> bytes;
};

inline Span<const u8> payload(const Frame &frame)
{
	constexpr usize header = 14;

	if (frame.bytes.size() < header)
		return {};
	return frame.bytes.span().drop(header); // BUG: unbound-return
}

class Decoder {
public:
	Result<u32> checksum(Span<const u8> raw) const
	{
		Span<const u8> data = payload(TRY(decode(raw)));
		u32 sum = 0;

		for (u8 byte : data)
			sum += byte;
		return sum;
	}

private:
	static Result<Frame> decode(Span<const u8> raw)
	{
		Frame frame;

		TRY(frame.bytes.extend(raw, GFP_KERNEL));
		return frame;
	}
};
