// SPDX-License-Identifier: GPL-2.0
//! Every access to a register, in order, as text in debugfs; and accesses that fail on demand.
#pragma once

#include <linux/debugfs.hpp>
#include <linux/sprintf.hpp>

#include <kernel/memory/alloc.hpp>
#include <kernel/prelude.hpp>

namespace phy_bus {

using namespace kernel;

struct LogState {
	::debugfs_blob_wrapper blob{};
	/// The number of accesses up to the one that fails; 0 for none.
	u32 fails_in = 0;
	int error = 0;
	bool failed = false;
};

/// /sys/kernel/debug/phy_bus/log. A line is "r REGISTER VALUE", "w REGISTER VALUE", the same with an
/// errno ("e5") for the value, or what the net device saw ("link up 100 full").
class Log final : Pinned {
public:
	constexpr Log() = default;

	Result<> create();
	/// Called when nobody writes any more.
	void destroy();
	void clear() const;
	/// Makes the `count`-th access from now fail with `error`, once, and records that. 0 stands for none.
	void fail(u32 count, Error error) const;
	/// Whether that access has happened.
	bool failed() const;

	/// Returns whether an access may continue.
	Result<> begin() const;
	void read(const char *reg, const Result<u16> &value) const;
	void write(const char *reg, u16 value, Result<> done) const;
	void link(bool up, int speed, bool full) const;

private:
	/// Room for several logs of 24 KiB of firmware, with a line for each byte.
	static constexpr usize room = 2 * 1024 * 1024;

	template <typename... Args>
	void add(const char *format, Args... args) const
	{
		auto state = state_.lock();
		char *text = static_cast<char *>(state->blob.data);
		unsigned long &used = state->blob.size;

		used += static_cast<unsigned long>(::scnprintf(text + used, room - used, format, args...));
	}

	Mutex<LogState, "phy_bus.log"> state_;
	::dentry *directory_ = nullptr;
};

extern constinit Log log;

} // namespace phy_bus
