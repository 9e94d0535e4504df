// SPDX-License-Identifier: GPL-2.0
//! A device owns the buffer that it transmits from.

#include <kernel/prelude.hpp>

using namespace kernel;

class Transmitter {
public:
	/// Frames a message and begins to transmit it.
	Result<> start(u8 address, Span<const u8> body)
	{
		Vec<u8> frame;
		u8 sum = address;

		if (body.size() > 64 || !left_.empty())
			return EMSGSIZE;
		TRY(frame.push(address, GFP_KERNEL));
		for (u8 byte : body) {
			TRY(frame.push(byte, GFP_KERNEL));
			sum ^= byte;
		}
		TRY(frame.push(sum, GFP_KERNEL));
		frame_ = std::move(frame);
		left_ = frame_.span();
		return ok;
	}
	/// The next byte, asked for by the interrupt handler.
	Result<u8> next()
	{
		const u8 *byte = left_.front();

		if (!byte)
			return ENODATA;
		const u8 value = *byte;

		left_ = left_.drop(1);
		return value;
	}

private:
	Vec<u8> frame_;
	Span<u8> left_;
};
