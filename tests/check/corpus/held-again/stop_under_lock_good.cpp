// SPDX-License-Identifier: GPL-2.0
//! A setter holds the settings while it stops the work, whose function wants the settings.

#include <kernel/attr/sysfs.hpp>
#include <kernel/defer/system_queue.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Scanner final : Pinned {
	struct Settings {
		u32 period = 10;
		u32 scans = 0;
	};

public:
	Result<> init()
	{
		TRY(files_.publish<attr::ReadWrite<"period", &Scanner::period, &Scanner::set_period>>("scanner"));
		restart(10);
		return ok;
	}

private:
	u32 period() const { return settings_.lock()->period; }
	Result<> set_period(u32 milliseconds) const
	{
		if (milliseconds < 1 || milliseconds > 1000)
			return ERANGE;
		pause();
		settings_.lock()->period = milliseconds;
		restart(milliseconds);
		return ok;
	}
	void pause() const { scan_.cancel_sync(); }
	void restart(u32 milliseconds) const
	{
		workqueue::system().enqueue_delayed(scan_, Jiffies::milliseconds(milliseconds));
	}
	void scan() const
	{
		auto settings = settings_.lock();

		settings->scans++;
		restart(settings->period);
	}

	Mutex<Settings, "scanner.settings"> settings_;
	DelayedWork<Scanner, "scanner.scan"> scan_{ calls<&Scanner::scan, &Scanner::scan_, &Scanner::files_> };
	sysfs::Dir<Scanner> files_{ this_is<&Scanner::files_> };
};

} // namespace

KERNEL_MODULE(Scanner, { .name = "minimal", .license = "GPL" })
