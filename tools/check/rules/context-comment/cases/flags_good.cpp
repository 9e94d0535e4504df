// SPDX-License-Identifier: GPL-2.0
//! Flags of the caller, a parameter that is moved away, and a comment that says "may sleep".
#include <kernel/defer/workqueue.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Log final {
public:
	/// Takes the queue over. Context: any.
	explicit Log(Workqueue queue) : queue_(std::move(queue)) {}

	/// Adds a line. Context: any; the flags say whether it waits.
	Result<> add(u32 line, Gfp flags) { return lines_.push(line, flags); }
	/// Counts. Context: any.
	void count() const
	{
		auto count = count_.lock();

		++*count;
	}
	/// Stops it all. Context: process; may sleep.
	void stop() { lines_.clear(); }

private:
	SpinLock<u32, "log.count"> count_;
	Vec<u32> lines_;
	Workqueue queue_;
};

} // namespace

Result<> logged();
Result<> logged()
{
	Log log(TRY(Workqueue::create(fmt("log"))));

	log.count();
	TRY(log.add(1, GFP_KERNEL));
	log.stop();
	return ok;
}
