// SPDX-License-Identifier: GPL-2.0
//! The override only wakes the thread, as its comment says.

#include <kernel/prelude.hpp>
#include <kernel/task/kthread.hpp>

using namespace kernel;

namespace {

class Sink {
public:
	virtual ~Sink() = default;
	/// Takes a value.
	///
	/// Context: any.
	virtual void take(u32 value) = 0;
};

void drain(const ThisKthread &self)
{
	while (!self.should_stop())
		self.sleep();
}

class ThreadSink final : public Sink {
public:
	explicit ThreadSink(Kthread thread) : thread_(std::move(thread)) {}

	/// Takes a value, and lets the thread see it.
	///
	/// Context: any; never sleeps.
	void take(u32 value) override
	{
		last_ = value;
		thread_.wake_up();
	}
	u32 last() const { return last_; }

private:
	Kthread thread_;
	u32 last_ = 0;
};

} // namespace

Result<u32> fill_sink(u32 value);
Result<u32> fill_sink(u32 value)
{
	ThreadSink sink(TRY(Kthread::run(fmt("sink"), drain)));

	sink.take(value);
	return sink.last();
}
