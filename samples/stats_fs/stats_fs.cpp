// SPDX-License-Identifier: GPL-2.0 OR MIT
//! stats_fs: measures again and again how late a work item runs, and shows it in sysfs and debugfs.
//!
//!     insmod stats_fs.ko
//!     cat /sys/kernel/stats_fs/latency/most_ns
//!     echo 20 > /sys/kernel/stats_fs/period_ms
//!     cat /sys/kernel/debug/stats_fs/ring		the last samples, one per line

#include <kernel/attr/debugfs.hpp>
#include <kernel/attr/sysfs.hpp>
#include <kernel/defer/system_queue.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/sync/mutex.hpp>
#include <kernel/time/time.hpp>

using namespace kernel;

namespace {

/// The last samples, and the statistics of all of them. Times are in nanoseconds.
struct Samples {
	static constexpr u32 room = 256;

	u64 ring[room] = {};
	u64 count = 0;
	u64 total = 0;
	u64 least = 0;
	u64 most = 0;

	void add(u64 late)
	{
		ring[count % room] = late;
		least = count == 0 || late < least ? late : least;
		most = late > most ? late : most;
		total += late;
		count++;
	}
	void forget() { count = total = least = most = 0; }
	/// The index of the oldest sample that is still stored.
	u64 first() const { return count > room ? count - room : 0; }
};

class StatsFs final : Pinned {
	using Lock = Mutex<Samples, "stats_fs.samples">;

public:
	Result<> init()
	{
		auto dir = debug_.publish("stats_fs");
		dir.read_only<&StatsFs::summary>("summary");
		dir.sequence<Ring>("ring");
		dir.binary<&StatsFs::raw>("raw");
		dir.read_write<&StatsFs::paused_>("paused");

		TRY(files_.publish<attr::ReadWrite<"period_ms", &StatsFs::period, &StatsFs::set_period>,
				   attr::ReadOnly<"samples", &StatsFs::samples>,
				   attr::WriteOnly<"reset", &StatsFs::reset>,
				   sysfs::Group<"latency", attr::ReadOnly<"least_ns", &StatsFs::least>,
						attr::ReadOnly<"most_ns", &StatsFs::most>,
						attr::ReadOnly<"mean_ns", &StatsFs::mean>>>("stats_fs"));
		again();
		return ok;
	}

private:
	/// Lines of the file "ring", the oldest sample first.
	class Ring {
	public:
		explicit Ring(const StatsFs &stats) : samples_(stats.samples_.lock()) {}

		const u64 *at(u64 index) const __lifetimebound
		{
			const u64 number = samples_->first() + index;

			return number < samples_->count ? &samples_->ring[number % Samples::room] : nullptr;
		}
		void header(Seq &seq) const { seq.print(fmt("{} samples, late by ns:\n", samples_->count)); }
		void show(Seq &seq, const u64 &late) const { seq.print(fmt("{}\n", late)); }

	private:
		GuardOf<Lock> samples_;
	};

	void summary(Seq &seq) const
	{
		auto samples = samples_.lock();

		seq.print(fmt("every {} ms{}\n", period(), paused_.load(relaxed) ? ", paused" : ""));
		seq.print(fmt("{} samples, late by {} to {} ns\n", samples->count, samples->least, samples->most));
	}
	/// The bytes of the ring.
	Result<usize> raw(Span<u8> to, u64 position) const
	{
		auto samples = samples_.lock();
		auto rest = span_of(samples->ring).bytes().drop(position);
		const usize size = to.size() < rest.size() ? to.size() : rest.size();

		TRY(to.first(size).copy_from(rest.first(size)));
		return size;
	}

	u32 period() const { return period_ms_.load(relaxed); }
	Result<> set_period(u32 milliseconds) const
	{
		if (milliseconds < 1 || milliseconds > 10000)
			return ERANGE;
		period_ms_.store(milliseconds, relaxed);
		return ok;
	}
	u64 samples() const { return samples_.lock()->count; }
	u64 least() const { return samples_.lock()->least; }
	u64 most() const { return samples_.lock()->most; }
	u64 mean() const
	{
		auto samples = samples_.lock();

		return samples->count ? samples->total / samples->count : 0;
	}
	Result<> reset(bool really) const
	{
		if (!really)
			return EINVAL;
		samples_.lock()->forget();
		return ok;
	}

	/// Runs in a kernel worker.
	void sample() const
	{
		const i64 late = Instant<>::now().nanoseconds() - due_.load(relaxed);

		// The kernel's ticks and its clock differ slightly.
		if (!paused_.load(relaxed))
			samples_.lock()->add(late > 0 ? static_cast<u64>(late) : 0);
		again();
	}
	void again() const
	{
		const u32 milliseconds = period();

		due_.store((Instant<>::now() + Delta::milliseconds(milliseconds)).nanoseconds(), relaxed);
		workqueue::system().enqueue_delayed(work_, Jiffies::milliseconds(milliseconds));
	}

	Lock samples_;
	Atomic<u32> period_ms_{ 100 };
	Atomic<bool> paused_{ false };
	Atomic<i64> due_{ 0 };
	// The last members: destroyed first, they stop what uses the others.
	DelayedWork<StatsFs, "stats_fs.work"> work_{
		calls<&StatsFs::sample, &StatsFs::work_, &StatsFs::debug_, &StatsFs::files_>
	};
	debugfs::ScopedDir<StatsFs> debug_{ this_is<&StatsFs::debug_, &StatsFs::files_> };
	sysfs::Dir<StatsFs> files_{ this_is<&StatsFs::files_> };
};

} // namespace

KERNEL_MODULE(StatsFs, {
	.name = "stats_fs",
	.license = "GPL",
	.authors = { "The kxx authors" },
	.description = "Shows in sysfs and debugfs how late a work item runs",
})
