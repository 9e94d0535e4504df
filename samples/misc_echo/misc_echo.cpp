// SPDX-License-Identifier: GPL-2.0 OR MIT
//! /dev/misc-echo: each open file returns what was written to it.
//!
//!     insmod misc_echo.ko
//!     exec 3<>/dev/misc-echo; echo hello >&3; head -n 1 <&3
//!
//! A read waits for bytes and a write for room, unless the file is O_NONBLOCK. misc_echo.h has the
//! ioctls; the device also has poll(), O_ASYNC and a page with the counters.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Info {
	u64 written;
	u64 read;
	u32 waiting;
	u32 limit;
};

struct Find {
	u32 byte;
	u32 position;
};

using Clear = ioctl::None<'e', 0>;
using GetInfo = ioctl::Read<'e', 1, Info>;
using SetLimit = ioctl::Write<'e', 2, u32>;
using FindByte = ioctl::ReadWrite<'e', 3, Find>;

/// An open file. Several tasks may use it at once, if a process was forked or has threads.
class Echo final : Pinned {
	struct State {
		Info info{ .limit = sizeof(bytes) };
		u8 bytes[1024];

		usize room() const { return info.waiting < info.limit ? info.limit - info.waiting : 0; }
	};

public:
	explicit Echo(UserMemory page) : page_(std::move(page)) { page_.store(state_.lock()->info); }

	static Result<Box<Echo>> open(const File &)
	{
		return make_box<Echo>(GFP_KERNEL_ACCOUNT, TRY(UserMemory::alloc(sizeof(Info))));
	}

	Result<usize> read(const File &file, UserWriter to) const
	{
		auto state = TRY(state_.lock_interruptible());

		if (to.empty())
			return 0;
		if (!state->info.waiting && file.nonblocking())
			return EAGAIN;
		TRY(changed_.wait_interruptible(state, [&] { return state->info.waiting > 0; }));

		auto waiting = span_of(state->bytes).first(state->info.waiting);
		const usize count = to.write_some(waiting);
		if (!count)
			return EFAULT;
		auto rest = waiting.drop(count);
		TRY(waiting.first(rest.size()).copy_from(rest));
		state->info.waiting -= static_cast<u32>(count);
		state->info.read += count;
		announce(state->info, EPOLLOUT | EPOLLWRNORM, SignalBand::Out);
		return count;
	}

	Result<usize> write(const File &file, UserReader from) const
	{
		auto state = TRY(state_.lock_interruptible());

		if (from.empty())
			return 0;
		if (!state->room() && file.nonblocking())
			return EAGAIN;
		TRY(changed_.wait_interruptible(state, [&] { return state->room() > 0; }));

		const usize count = from.read_some(span_of(state->bytes).sub(state->info.waiting, state->room()));
		if (!count)
			return EFAULT;
		state->info.waiting += static_cast<u32>(count);
		state->info.written += count;
		announce(state->info, EPOLLIN | EPOLLRDNORM, SignalBand::In);
		return count;
	}

	PollEvents poll(const File &, PollTable &table) const
	{
		PollEvents ready;

		table.wait<&Echo::changed_>(*this);
		auto state = state_.lock();
		if (state->info.waiting)
			ready |= EPOLLIN | EPOLLRDNORM;
		if (state->room())
			ready |= EPOLLOUT | EPOLLWRNORM;
		return ready;
	}

	Result<> mmap(const File &, VmArea &area) const
	{
		TRY(area.refuse_writing());
		return area.map(page_);
	}

	Result<> clear(const File &) const
	{
		auto state = state_.lock();

		state->info.waiting = 0;
		announce(state->info, EPOLLOUT | EPOLLWRNORM, SignalBand::Out);
		return ok;
	}
	Result<Info> info(const File &) const { return state_.lock()->info; }
	Result<> limit(const File &, const u32 &bytes) const
	{
		auto state = state_.lock();

		if (bytes == 0 || bytes > sizeof(state->bytes))
			return EINVAL;
		state->info.limit = bytes;
		announce(state->info, EPOLLOUT | EPOLLWRNORM, SignalBand::Out);
		return ok;
	}
	Result<> find(const File &, Find &what) const
	{
		auto state = state_.lock();
		auto waiting = span_of(state->bytes).first(state->info.waiting);
		const u8 *found = waiting.find(what.byte);

		if (!found)
			return ENOENT;
		what.position = static_cast<u32>(found - waiting.data());
		return ok;
	}

	using Ioctls = ioctl::Table<ioctl::On<Clear, &Echo::clear>, ioctl::On<GetInfo, &Echo::info>,
				    ioctl::On<SetLimit, &Echo::limit>, ioctl::On<FindByte, &Echo::find>>;

private:
	/// Informs programs that mapped the page, wait, poll or want a signal.
	void announce(const Info &info, PollEvents events, SignalBand band) const
	{
		page_.store(info);
		changed_.wake_up_poll(events);
		signals_.notify(band);
	}

	Mutex<State, "misc_echo.state"> state_;
	WaitQueue<"misc_echo.changed"> changed_;
	FasyncQueue signals_;
	UserMemory page_;

public:
	static constexpr auto fasync = &Echo::signals_;
};

class MiscEcho final : Pinned {
public:
	Result<> init() { return device_.publish({ .mode = 0666 }); }

private:
	misc::Device<Echo, "misc-echo"> device_;
};

} // namespace

KERNEL_MODULE(MiscEcho, {
	.name = "misc_echo",
	.license = "GPL",
	.authors = { "The kxx authors" },
	.description = "A device that says what it was told",
})
