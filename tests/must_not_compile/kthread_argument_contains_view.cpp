// SPDX-License-Identifier: GPL-2.0
//! A view in a container is a view.
// EXPECT: what a thread is given must not borrow

#include <kernel/kthread.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

Result<> start(Vec<CString> owned, Vec<BStr> looked_at);
Result<> start(Vec<CString> owned, Vec<BStr> looked_at)
{
#ifdef FIXED
	Kthread thread = TRY(Kthread::run(fmt("worker"), [](const ThisKthread &, Vec<CString>) {},
					  std::move(owned)));
	(void)looked_at;
#else
	Kthread thread = TRY(Kthread::run(fmt("worker"), [](const ThisKthread &, Vec<BStr>) {},
					  std::move(looked_at)));
	(void)owned;
#endif
	return ok;
}
