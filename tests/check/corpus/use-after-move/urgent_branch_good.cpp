// SPDX-License-Identifier: GPL-2.0
//! The size of a message is counted before one of the branches moves it.

#include <kernel/prelude.hpp>

using namespace kernel;

struct Message {
	u32 channel = 0;
	bool urgent = false;
	Vec<u8> body;
};

/// Collects messages for a mailbox; the urgent ones go first.
class Outbox {
public:
	Result<> add(Message message)
	{
		bytes_ += message.body.size();
		if (message.urgent) {
			TRY(urgent_.push(std::move(message), GFP_KERNEL));
			wakeups_++;
		} else if (message.channel != 0) {
			TRY(normal_.push(std::move(message), GFP_KERNEL));
		} else {
			return EINVAL;
		}
		return ok;
	}
	usize bytes() const { return bytes_; }
	u32 wakeups() const { return wakeups_; }

private:
	Vec<Message> urgent_, normal_;
	usize bytes_ = 0;
	u32 wakeups_ = 0;
};
