// SPDX-License-Identifier: GPL-2.0
//! A thread that nobody owns would be stopped at once.
// EXPECT: nodiscard|ignoring return

#include <kernel/kthread.hpp>

using namespace kernel;

Result<> start();
Result<> start()
{
#ifdef FIXED
	Kthread thread = TRY(Kthread::run(fmt("worker"), [](const ThisKthread &) {}));
#else
	Kthread::run(fmt("worker"), [](const ThisKthread &) {});
#endif
	return ok;
}
