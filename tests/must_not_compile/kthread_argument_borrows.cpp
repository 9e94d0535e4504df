// SPDX-License-Identifier: GPL-2.0
//! A local variable may be gone before the thread is.
// EXPECT: what a thread is given must not borrow

#include <kernel/kthread.hpp>

using namespace kernel;

Result<> start();
Result<> start()
{
#ifdef FIXED
	auto number = TRY(make_box<u32>(GFP_KERNEL, 1u));
	Kthread thread = TRY(Kthread::run(fmt("worker"), [](const ThisKthread &, Box<u32>) {}, std::move(number)));
#else
	u32 number = 1;
	Kthread thread = TRY(Kthread::run(fmt("worker"), [](const ThisKthread &, u32 *) {}, &number));
#endif
	return ok;
}
