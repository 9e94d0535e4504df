// SPDX-License-Identifier: GPL-2.0
//! A command on the stack times out, and the worker completes it when its function has returned.

#include <kernel/defer/workqueue.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/time/delay.hpp>
#include <kernel/wait/completion.hpp>

using namespace kernel;

struct Command {
	Atomic<u32> status;
	Completion<"mailbox.done"> done;
};

struct Submission {
	const Command *command;
	u32 opcode;
};

class Mailbox {
public:
	explicit Mailbox(Workqueue queue) : queue_(std::move(queue)) {}

	Result<u32> execute(u32 opcode) const
	{
		Command command;

		TRY(send({ &command, opcode }));
		TRY(command.done.wait_timeout(1_s));
		return command.status.load(relaxed);
	}

private:
	Result<> send(Submission submission) const
	{
		return queue_.spawn<"mailbox.run">(GFP_KERNEL, run, std::move(submission)); // BUG: types
	}
	static void run(Submission submission)
	{
		sleep(Delta::milliseconds(submission.opcode));
		submission.command->status.store(submission.opcode + 1, relaxed);
		submission.command->done.complete();
	}

	Workqueue queue_;
};
