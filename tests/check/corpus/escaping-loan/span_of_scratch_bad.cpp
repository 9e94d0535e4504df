// SPDX-License-Identifier: GPL-2.0
//! A device keeps a view of a buffer on the stack of the function that filled it.

#include <kernel/prelude.hpp>

using namespace kernel;

class Transmitter {
public:
	/// Frames a message and begins to transmit it.
	Result<> start(u8 address, Span<const u8> body)
	{
		u8 frame[66];
		u8 sum = address;

		if (body.size() > 64)
			return EMSGSIZE;
		frame[0] = address;
		for (usize i = 0; i < body.size(); i++) {
			frame[i + 1] = body.data()[i];
			sum ^= body.data()[i];
		}
		frame[body.size() + 1] = sum;
		left_ = span_of(frame).first(body.size() + 2); // BUG: escaping-loan
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
	Span<u8> left_;
};
