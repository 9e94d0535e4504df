// SPDX-License-Identifier: GPL-2.0
//! The helper gets GFP_ATOMIC.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Events final {
public:
	Result<> note(u32 event) const
	{
		auto events = events_.lock_irqsave();

		return append(*events, event, GFP_ATOMIC);
	}

private:
	static Result<> append(Vec<u32> &events, u32 event, AtomicGfp flags) { return events.push(event, flags); }

	SpinLock<Vec<u32>, "port.events"> events_;
};

} // namespace

Result<> note_twice(u32 event);
Result<> note_twice(u32 event)
{
	Events events;

	TRY(events.note(event));
	return events.note(event);
}
