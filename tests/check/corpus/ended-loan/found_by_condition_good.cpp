// SPDX-License-Identifier: GPL-2.0
//! A reader looks for a message; if there is none, the condition of the wait looks again, each time under the lock.

#include <kernel/container/list.hpp>
#include <kernel/prelude.hpp>
#include <kernel/wait/wait.hpp>

using namespace kernel;

namespace {

struct Message {
	Message(u64 sequence, u32 level) : sequence(sequence), level(level) {}

	const u64 sequence;
	const u32 level;
	ListLink link;
};

class Channel final : Pinned {
	struct State {
		const Message *find(u64 sequence) const __lifetimebound
		{
			for (const Message &message : messages)
				if (message.sequence >= sequence)
					return &message;
			return nullptr;
		}

		List<Box<Message>, &Message::link> messages;
		u64 next = 0;
	};

public:
	Result<> append(u32 level) const
	{
		auto state = state_.lock();

		state->messages.push_back(TRY(make_box<Message>(GFP_KERNEL, state->next++, level)));
		changed_.wake_up_all();
		return ok;
	}
	void forget() const { state_.lock()->messages.clear(); }
	/// The level of the next message, for which it waits if there is none.
	Result<u32> read(u64 sequence) const
	{
		auto state = state_.lock();
		const Message *message = state->find(sequence);

		if (!message)
			TRY(changed_.wait_interruptible(state, [&] {
				message = state->find(sequence);
				return message != nullptr;
			}));
		return message->level;
	}

private:
	Mutex<State, "channel.state"> state_;
	WaitQueue<"channel.changed"> changed_;
};

class Messages final : Pinned {
public:
	Result<> init()
	{
		TRY(channel_.append(3));
		pr_info("level {}", TRY(channel_.read(0)));
		channel_.forget();
		return ok;
	}

private:
	Channel channel_;
};

} // namespace

KERNEL_MODULE(Messages, { .name = "minimal", .license = "GPL" })
