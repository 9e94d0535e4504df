// SPDX-License-Identifier: GPL-2.0
//! Only a thread asks whether it should stop: of another task the answer is garbage.
// EXPECT: cannot call member function|non-static|without object|private

#include <kernel/kthread.hpp>

using namespace kernel;

bool done(const ThisKthread &self);
bool done(const ThisKthread &self)
{
	(void)self;
#ifdef FIXED
	return self.should_stop();
#else
	return ThisKthread::should_stop();
#endif
}
