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

		if (body.size() > 64)
			return EMSGSIZE;
		TRY(frame.push(address, GFP_KERNEL));
		TRY(frame.push(static_cast<u8>(body.size()), GFP_KERNEL));
		TRY(frame.extend(body, GFP_KERNEL));
		frame_ = std::move(frame);
		next_ = 0;
		return ok;
	}
	Result<u8> next()
	{
		const u8 *byte = frame_.get(next_);

		if (!byte)
			return ENODATA;
		next_++;
		return *byte;
	}

private:
	Vec<u8> frame_;
	usize next_ = 0;
};
