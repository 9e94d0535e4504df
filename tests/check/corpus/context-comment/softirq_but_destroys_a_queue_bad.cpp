// SPDX-License-Identifier: GPL-2.0
//! A function whose comment allows softirqs destroys a work queue, which waits for all its items.

#include <kernel/defer/workqueue.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Backend final {
public:
	explicit Backend(Workqueue queue) : queue_(std::move(queue)) {}
	Backend(Backend &&) = default;

	void note() { notes_++; }
	u32 notes() const { return notes_; }

private:
	Workqueue queue_;
	u32 notes_ = 0;
};

/// Ends a backend and returns the number of its notes.
///
/// Context: process or softirq; does not sleep.
u32 retire(Backend backend) // BUG: context-comment
{
	backend.note();
	return backend.notes();
}

} // namespace

Result<u32> retire_one();
Result<u32> retire_one()
{
	Backend backend(TRY(Workqueue::create(fmt("backend"))));

	backend.note();
	return retire(std::move(backend));
}
