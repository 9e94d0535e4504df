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

		if (body.size() > 64)
			return EMSGSIZE;
		frame[0] = address;
		frame[1] = static_cast<u8>(body.size());
		TRY(span_of(frame).sub(2, body.size()).copy_from(body));
		left_ = span_of(frame).first(body.size() + 2); // BUG: escaping-loan
		return ok;
	}
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
	Span<const u8> left_;
};
