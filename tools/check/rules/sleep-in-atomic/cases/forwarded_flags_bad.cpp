// SPDX-License-Identifier: GPL-2.0
//! The flags that a boxed log allocates with were given to its constructor, and a spinlock is held when it grows.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Log final {
public:
	Log(u32 most, Gfp flags) : most_(most), flags_(flags) {}
	Result<> add(u32 line)
	{
		if (lines_.size() == most_)
			return ENOSPC;
		return lines_.push(line, flags_);
	}

private:
	u32 most_;
	Gfp flags_;
	Vec<u32> lines_;
};

class Logger final : Pinned {
public:
	static Result<Box<Logger>> create()
	{
		auto log = TRY(make_box<Log>(GFP_KERNEL, 64u, GFP_KERNEL));

		return make_box<Logger>(GFP_KERNEL, std::move(log));
	}
	explicit Logger(Box<Log> log) : log_(std::move(log)) { note(1); }
	void note(u32 line) const
	{
		auto log = log_.lock_bh();

		(*log)->add(line).ignore(); // BUG: sleep-in-atomic
	}

private:
	SpinLock<Box<Log>, "logger.log"> log_;
};

} // namespace

KERNEL_MODULE(Logger, { .name = "minimal", .license = "GPL" })
