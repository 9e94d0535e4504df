// SPDX-License-Identifier: GPL-2.0
//! Nobody adds to an enumerator.
// EXPECT: arithmetic is for integers

#include <kernel/sync/atomic.hpp>

using namespace kernel;

enum class State : u32 { Idle, Busy };
constinit Atomic<State> state;
void use()
{
#ifdef FIXED
	(void)state.exchange(State::Busy);
#else
	state.inc();
#endif
}
