// SPDX-License-Identifier: GPL-2.0
//! The log of accesses.

#include "log.hpp"

#include <linux/vmalloc.hpp>

namespace phy_bus {

constinit Log log;

Result<> Log::create()
{
	auto state = state_.lock();

	state->blob.data = ::__vmalloc(room, GFP_KERNEL.bits());
	if (!state->blob.data)
		return ENOMEM;
	state->blob.size = 0;
	directory_ = ::debugfs_create_dir("phy_bus", nullptr);
	::debugfs_create_blob("log", 0444, directory_, &state->blob);
	return ok;
}

void Log::destroy()
{
	// The file is removed first, so nobody reads the buffer afterwards.
	::debugfs_remove(std::exchange(directory_, nullptr));
	::vfree(std::exchange(state_.lock()->blob.data, nullptr));
}

void Log::clear() const
{
	state_.lock()->blob.size = 0;
}

void Log::fail(u32 count, Error error) const
{
	{
		auto state = state_.lock();

		state->fails_in = count;
		state->error = error.to_c();
		state->failed = false;
	}
	if (count)
		add("fail %u\n", count);
}

bool Log::failed() const
{
	return state_.lock()->failed;
}

Result<> Log::begin() const
{
	auto state = state_.lock();

	if (state->fails_in == 0 || --state->fails_in != 0)
		return ok;
	state->failed = true;
	return Error::from_c(state->error);
}

void Log::read(const char *reg, const Result<u16> &value) const
{
	if (const u16 *read = value.get())
		add("r %s %04x\n", reg, static_cast<unsigned>(*read));
	else
		add("r %s e%d\n", reg, -value.to_c());
}

void Log::write(const char *reg, u16 value, Result<> done) const
{
	if (done)
		add("w %s %04x\n", reg, static_cast<unsigned>(value));
	else
		add("w %s e%d\n", reg, -done.to_c());
}

void Log::link(bool up, int speed, bool full) const
{
	if (up)
		add("link up %d %s\n", speed, full ? "full" : "half");
	else
		add("link down\n");
}

} // namespace phy_bus
