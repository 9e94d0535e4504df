// SPDX-License-Identifier: GPL-2.0
//! The file has a poll().

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/wait/wait.hpp>

using namespace kernel;

class Doorbell final : Pinned {
public:
	Result<usize> read(const File &file, UserWriter to) const
	{
		if (!rings_.load(relaxed) && file.nonblocking())
			return EAGAIN;
		TRY(rang_.wait_interruptible([&] { return rings_.load(relaxed) > 0; }));
		TRY(to.write(rings_.exchange(0)));
		return sizeof(u32);
	}
	Result<usize> write(const File &, UserReader from) const
	{
		rings_.inc();
		rang_.wake_up_poll(EPOLLIN);
		return from.size();
	}
	PollEvents poll(const File &, PollTable &table) const
	{
		table.wait<&Doorbell::rang_>(*this);
		return rings_.load(relaxed) ? EPOLLIN | EPOLLRDNORM : PollEvents();
	}

private:
	Atomic<u32> rings_;
	WaitQueue<"doorbell.rang"> rang_;
};

class DoorbellModule final : Pinned {
public:
	Result<> init() { return device_.publish({ .mode = 0666 }); }

private:
	misc::Device<Doorbell, "doorbell"> device_;
};
