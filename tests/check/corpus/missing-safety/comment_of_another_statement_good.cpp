// SPDX-License-Identifier: GPL-2.0
//! The comment stands directly above the use of unsafe.

#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/wait/completion.hpp>

using namespace kernel;

namespace {

class Handshake final {
public:
	void restart() const
	{
		rounds_.inc();
		pr_debug("round {}", rounds_.load(relaxed));
		// SAFETY: no task waits between two rounds, since round() has returned.
		done_.reinit(unsafe);
	}
	bool round() const
	{
		done_.complete();
		return done_.try_wait();
	}

private:
	Atomic<u32> rounds_;
	Completion<"handshake.done"> done_;
};

} // namespace

bool two_rounds();
bool two_rounds()
{
	Handshake handshake;
	const bool first = handshake.round();

	handshake.restart();
	return first && handshake.round();
}
