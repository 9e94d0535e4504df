// SPDX-License-Identifier: GPL-2.0
//! A device that is unregistered while tasks poll its files, and a file whose poll() sleeps.
#include <kernel/sync/revocable.hpp>
#include <kernel/file/miscdevice.hpp>
#include <kernel/file/poll.hpp>
#include <kernel/memory/arc.hpp>
#include <kernel/prelude.hpp>
#include <kernel/wait/completion.hpp>

using namespace kernel;

namespace {

constinit Completion<"poll_unplug.let_go"> let_go;
constinit WaitQueue<"poll_unplug.anybody"> anybody;

/// The state that exists only while the device is plugged in.
struct Registers : Pinned {
	u64 all[32] = {};
};

/// The state that the open files share. It lives as long as the last of them.
struct Shared : Pinned {
	explicit Shared(Box<Registers> made) : registers(std::move(made)) {}

	Revocable<Box<Registers>> registers;
	WaitQueue<"poll_unplug.changed"> changed;
};

class Opened final : Pinned {
public:
	explicit Opened(Arc<Shared> shared) : shared_(std::move(shared)) {}
	static Result<Box<Opened>> open(const File &, Arc<Shared> shared)
	{
		return make_box<Opened>(GFP_KERNEL, std::move(shared));
	}

	PollEvents poll(const File &, PollTable &table) const
	{
		table.wait<&Opened::shared_, &Shared::changed>(*this);
		table.wait<&anybody>();
		return shared_->registers.revoked() ? EPOLLHUP : PollEvents();
	}
	/// Unplugs the device.
	Result<usize> write(const File &, UserReader from) const
	{
		if (!shared_->registers.revoke())
			return ENODEV;
		shared_->changed.wake_up_poll(EPOLLHUP);
		return from.size();
	}

private:
	const Arc<Shared> shared_;
};

/// A task that polls this file sleeps in its poll() until somebody writes to the file.
class Slow final : Pinned {
public:
	PollEvents poll(const File &, PollTable &table) const
	{
		table.wait<&Slow::changed_>(*this);
		let_go.wait();
		return {};
	}
	Result<usize> write(const File &, UserReader from) const
	{
		let_go.complete_all();
		return from.size();
	}

private:
	WaitQueue<"poll_unplug.slow"> changed_;
};

class PollUnplug final : Pinned {
public:
	explicit PollUnplug(Arc<Shared> shared) : device_(std::move(shared)) {}
	static Result<Box<PollUnplug>> create()
	{
		auto registers = TRY(make_box<Registers>(GFP_KERNEL));
		auto shared = TRY(make_arc<Shared>(GFP_KERNEL, std::move(registers)));
		auto self = TRY(make_box<PollUnplug>(GFP_KERNEL, std::move(shared)));

		TRY(self->device_.publish());
		TRY(self->slow_.publish());
		return self;
	}

private:
	misc::Device<Opened, "poll-unplug", Shared> device_;
	misc::Device<Slow, "poll-unplug-slow"> slow_;
};

} // namespace

KERNEL_MODULE(PollUnplug, { .name = "poll_unplug", .license = "GPL" })
