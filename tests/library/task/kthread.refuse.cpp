// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/task/kthread.hpp refuses.
#include <kernel/prelude.hpp>
#include <kernel/task/kthread.hpp>

using namespace kernel;

// REFUSED kthread_argument_borrows: what a thread is given must not borrow
// A local variable may be gone before the thread is.
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

// REFUSED kthread_argument_contains_view: what a thread is given must not borrow
// A container of views borrows as a view does.
Result<> start(Vec<CString> owned, Vec<BStr> looked_at);
Result<> start(Vec<CString> owned, Vec<BStr> looked_at)
{
#ifdef FIXED
	Kthread thread = TRY(Kthread::run(fmt("worker"), [](const ThisKthread &, Vec<CString>) {}, std::move(owned)));
	(void)looked_at;
#else
	Kthread thread = TRY(Kthread::run(fmt("worker"), [](const ThisKthread &, Vec<BStr>) {}, std::move(looked_at)));
	(void)owned;
#endif
	return ok;
}

// REFUSED kthread_argument_not_sendable: what a thread is given must be sendable
// An object that belongs to this task must not go to another.
struct Section : TaskBound {
	u32 depth = 0;
};
Result<> start();
Result<> start()
{
#ifdef FIXED
	Kthread thread = TRY(Kthread::run(fmt("worker"), [](const ThisKthread &, u32) {}, 1u));
#else
	Kthread thread = TRY(Kthread::run(fmt("worker"), [](const ThisKthread &, Section) {}, Section()));
#endif
	return ok;
}

// REFUSED kthread_argument_text: what a thread is given must not borrow
// A CStr may refer to a buffer, so a text is passed as a CString, which owns it.
Result<> start(CStr name);
Result<> start(CStr name)
{
#ifdef FIXED
	Kthread thread = TRY(
		Kthread::run(fmt("worker"), [](const ThisKthread &, CString) {}, TRY(CString::copy(name, GFP_KERNEL))));
#else
	Kthread thread = TRY(Kthread::run(fmt("worker"), [](const ThisKthread &, CStr) {}, name));
#endif
	return ok;
}

// REFUSED kthread_captures: a thread.s function captures nothing
// The compiler cannot check what a lambda captures.
Result<> start(u32 rounds);
Result<> start(u32 rounds)
{
#ifdef FIXED
	Kthread thread = TRY(Kthread::run(fmt("worker"), [](const ThisKthread &, u32) {}, rounds));
#else
	Kthread thread = TRY(Kthread::run(fmt("worker"), [rounds](const ThisKthread &) { (void)rounds; }));
#endif
	return ok;
}

// REFUSED kthread_copied: use of deleted function
// A thread has one owner.
void keep(Kthread &thread);
void keep(Kthread &thread)
{
#ifdef FIXED
	Kthread mine = std::move(thread);
#else
	Kthread mine = thread;
#endif
}

// REFUSED kthread_dropped: nodiscard|ignoring return
// A thread that nobody owns would be stopped at once.
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

// REFUSED kthread_should_stop_elsewhere: cannot call member function|non-static|without object|private
// Only a thread asks whether it should stop: asked about another task, the answer is garbage.
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

// REFUSED kthread_without_self: a thread.s function takes a const ThisKthread
// A thread's function takes a ThisKthread, to ask whether it should stop.
Result<> start();
Result<> start()
{
#ifdef FIXED
	Kthread thread = TRY(Kthread::run(fmt("worker"), [](const ThisKthread &) {}));
#else
	Kthread thread = TRY(Kthread::run(fmt("worker"), [] {}));
#endif
	return ok;
}
