// SPDX-License-Identifier: GPL-2.0
//! The function says that the payload is a part of the frame.

#include <kernel/prelude.hpp>

using namespace kernel;

struct Frame {
	u16 type = 0;
	Vec<u8> bytes;
};

inline Span<const u8> payload(const Frame &frame __lifetimebound)
{
	constexpr usize header = 14;

	if (frame.bytes.size() < header)
		return {};
	return frame.bytes.span().drop(header);
}

class Decoder {
public:
	Result<u32> checksum(Span<const u8> raw) const
	{
		const Frame frame = TRY(decode(raw));
		Span<const u8> data = payload(frame);
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
