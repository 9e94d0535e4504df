// SPDX-License-Identifier: GPL-2.0
//! A request waits for its answer under the lock that whoever answers needs.

#include <kernel/defer/system_queue.hpp>
#include <kernel/prelude.hpp>
#include <kernel/wait/completion.hpp>

using namespace kernel;

namespace {

class Channel final : Pinned {
public:
	Result<> init()
	{
		pr_info("{}", ask());
		return ok;
	}

private:
	u32 ask() const
	{
		auto reply = reply_.lock();

		workqueue::system().enqueue(answer_);
		answered_.wait(); // BUG: held-again
		return *reply;
	}
	void answer() const
	{
		auto reply = reply_.lock();

		*reply = 42;
		answered_.complete();
	}

	Mutex<u32, "channel.reply"> reply_;
	Completion<"channel.answered"> answered_;
	Work<Channel, "channel.answer"> answer_{ calls<&Channel::answer, &Channel::answer_> };
};

} // namespace

KERNEL_MODULE(Channel, { .name = "minimal", .license = "GPL" })
