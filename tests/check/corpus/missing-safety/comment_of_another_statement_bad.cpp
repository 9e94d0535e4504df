// SPDX-License-Identifier: GPL-2.0
//! The comment was moved away from its use of unsafe when a statement was inserted between them.

#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/wait/completion.hpp>

using namespace kernel;

namespace {

class Handshake final {
public:
	void restart() const
	{
		// SAFETY: no task waits between two rounds, since round() has returned.
		rounds_.inc();
		pr_debug("round {}", rounds_.load(relaxed));
		done_.reinit(unsafe); // BUG: missing-safety
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
