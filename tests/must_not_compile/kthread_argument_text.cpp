// SPDX-License-Identifier: GPL-2.0
//! A CStr may be of a buffer: a text is handed over by an owner.
// EXPECT: what a thread is given must not borrow

#include <kernel/kthread.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

Result<> start(CStr name);
Result<> start(CStr name)
{
#ifdef FIXED
	Kthread thread = TRY(Kthread::run(fmt("worker"), [](const ThisKthread &, CString) {},
					  TRY(CString::copy(name, GFP_KERNEL))));
#else
	Kthread thread = TRY(Kthread::run(fmt("worker"), [](const ThisKthread &, CStr) {}, name));
#endif
	return ok;
}
