// SPDX-License-Identifier: GPL-2.0
//! Tasks as C sees them: their numbers and namespaces, references, signals.
#include <helpers/sched.hpp>
#include <linux/pid.hpp>
#include <linux/sched.hpp>

#include <kernel/prelude.hpp>
#include <kernel/task/kthread.hpp>
#include <kernel/task/pid.hpp>
#include <kernel/task/task.hpp>
#include <kernel/test/kunit.hpp>
#include <kernel/time/delay.hpp>

using namespace kernel;

namespace {

void as_c(kunit::Test &test)
{
	auto me = current();
	::task_struct *raw = ::kxx_current();

	test.expect_eq(me->as_raw(), raw);
	test.expect_eq(me->pid(), ::task_pid_nr(raw));
	test.expect_eq(me->tgid(), ::task_tgid_nr(raw));
	test.expect_eq(me->pid(), raw->pid);
	test.expect_eq(me->comm().text, static_cast<const char *>(raw->comm));
	test.expect_eq(me->nice(), ::task_nice(raw));
	test.expect_eq(me.group_leader().as_raw(), raw->group_leader);
	test.expect(me->same_process(*me));
	test.expect(me->same_process(me.group_leader()));
}

void its_state(kunit::Test &test)
{
	test.expect(!current()->signal_pending());
	test.expect(!current()->fatal_signal_pending());
	test.expect(!current()->wake_up()); // it is running already
	test.expect(*current() == *current());
}

void shares(kunit::Test &test)
{
	Ref<Task> first = current()->share();
	Ref<Task> second = first.share();

	test.expect(ptr_eq(first, second));
	test.expect_eq(second->pid(), current()->pid());
}

void in_namespaces(kunit::Test &test)
{
	auto me = current();

	test.expect(PidNamespace::initial() == me.pid_namespace());
	test.expect_eq(PidNamespace::initial().level(), 0u);
	test.expect_eq(me->pid_in(PidNamespace::initial()), me->pid());
	test.expect_eq(me->tgid_in(me.pid_namespace()), me->tgid());
	Ref<PidNamespace> kept = me.pid_namespace().share();
	test.expect(*kept == PidNamespace::initial());
	Result<Ref<PidNamespace>> found = me->pid_namespace();
	test.expect(found.is_ok());
}

Result<> by_number(kunit::Test &test)
{
	Ref<Pid> mine = TRY(Pid::of(*current()));
	Ref<Pid> found = TRY(Pid::find(current()->pid()));

	test.expect(ptr_eq(mine, found));
	Ref<Pid> again = mine.share();
	test.expect(*mine == *again);
	test.expect_eq(found->number(), current()->pid());
	test.expect_eq(found->number_here(), current()->pid());
	test.expect_eq(found->number_in(PidNamespace::initial()), current()->pid());
	Ref<Task> task = TRY(found->task());
	test.expect(*task == *current());
	test.expect_error(Pid::find(-1), ESRCH);
	test.expect_error(Pid::find(0x7fffffff), ESRCH);
	return ok;
}

Result<> of_a_thread_that_ended(kunit::Test &test)
{
	auto thread = TRY(Kthread::run(fmt("kxx-gone"), [](const ThisKthread &) {}));
	Ref<Task> task = TRY(thread.task());
	Result<Ref<Pid>> pid = Pid::of(*task);
	const i32 number = task->pid();

	test.expect_gt(number, 0);
	test.expect(task->is_kernel_thread());
	(void)thread.stop();
	// The struct outlives the task, but its number no longer leads to it.
	test.expect_eq(task->comm().text, "kxx-gone");
	if (Ref<Pid> *identity = pid.get()) {
		for (int i = 0; i < 1000 && identity->as_raw() && (*identity)->task().is_ok(); i++)
			sleep(1_ms);
		test.expect_error((*identity)->task(), ESRCH);
		test.expect_error((*identity)->send_signal(signal::user1), ESRCH);
	}
	test.expect_error(thread.task(), ESRCH);
	return ok;
}

Result<> scheduling(kunit::Test &test)
{
	auto thread = TRY(Kthread::run(fmt("kxx-nice"), [](const ThisKthread &self) {
		while (!self.should_stop())
			self.sleep();
	}));
	Ref<Task> task = TRY(thread.task());

	TRY(task->set_nice(7));
	test.expect_eq(task->nice(), 7);
	test.expect_error(task->set_nice(-21), EINVAL);
	test.expect_error(task->set_nice(20), EINVAL);
	test.expect(task->policy() == Policy::Normal);
	task->set_fifo();
	test.expect(task->policy() == Policy::Fifo);
	task->set_fifo_low();
	test.expect(task->policy() == Policy::Fifo);
	TRY(task->set_normal(-5));
	test.expect(task->policy() == Policy::Normal);
	test.expect_eq(task->nice(), -5);
	test.expect_error(task->set_normal(99), EINVAL);
	return ok;
}

void signals(kunit::Test &test)
{
	test.expect_eq(signal::kill.number(), 9);
	test.expect_eq(signal::terminate.number(), 15);
	test.expect(Signal::from(9).is_ok());
	test.expect_error(Signal::from(0), EINVAL);
	test.expect_error(Signal::from(65), EINVAL);
	test.expect_error(Signal::from(-1), EINVAL);
	// A kernel thread ignores signals that it has not allowed.
	test.expect(current()->is_kernel_thread() || current()->tgid() > 0);
}

KUNIT_SUITE(task, { "as_c", as_c }, { "its_state", its_state }, { "shares", shares },
	    { "in_namespaces", in_namespaces }, { "by_number", by_number },
	    { "of_a_thread_that_ended", of_a_thread_that_ended }, { "scheduling", scheduling }, { "signals", signals });

} // namespace
