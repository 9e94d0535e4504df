// SPDX-License-Identifier: GPL-2.0
//! On one branch the message has been moved away when its size is counted.

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
		if (message.urgent) {
			TRY(urgent_.push(std::move(message), GFP_KERNEL));
			wakeups_++;
		} else if (message.channel != 0) {
			TRY(normal_.push(std::move(message), GFP_KERNEL));
		} else {
			return EINVAL;
		}
		bytes_ += message.body.size(); // BUG: use-after-move
		return ok;
	}
	usize bytes() const { return bytes_; }
	u32 wakeups() const { return wakeups_; }

private:
	Vec<Message> urgent_, normal_;
	usize bytes_ = 0;
	u32 wakeups_ = 0;
};
