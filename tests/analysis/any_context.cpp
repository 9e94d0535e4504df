// SPDX-License-Identifier: GPL-2.0
//! Functions of the library that never sleep, where nothing may sleep: no line is to be warned about.
#include <kernel/defer/hrtimer.hpp>
#include <kernel/defer/system_queue.hpp>
#include <kernel/defer/timer.hpp>
#include <kernel/container/xarray.hpp>
#include <kernel/log/bug.hpp>
#include <kernel/memory/arc.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/sync/rcu.hpp>
#include <kernel/sync/rcu_ptr.hpp>
#include <kernel/sync/revocable.hpp>
#include <kernel/sync/spinlock.hpp>
#include <kernel/sync/srcu.hpp>
#include <kernel/task/task.hpp>
#include <kernel/time/delay.hpp>
#include <kernel/wait/completion.hpp>
#include <kernel/wait/wait.hpp>

using namespace kernel;

using Fast = SpinLock<u32, "test.fast">;

void waits_busily() __atomic;
void waits_busily() __atomic
{
	delay(10_us);
	delay_at_most_20ms(5_us);
}

void speaks(Error error) __atomic;
void speaks(Error error) __atomic
{
	pr_info("{} of {}", 1, 2u);
	pr_warn_once("{}", error);
	pr_err_ratelimited("{}", "text");
	pr_debug("{}", true);
}

u32 reads(const RcuPtr<u32> &number) __atomic;
u32 reads(const RcuPtr<u32> &number) __atomic
{
	rcu::ReadGuard reading;
	const u32 *now = number.get(reading);
	return now ? *now : 0;
}

struct Node {
	u32 number;
};

void drops(Arc<Node> node) __atomic;
void drops(Arc<Node> node) __atomic
{
	Arc<Node> second = node.share();
	ArcBorrow<Node> look = second.borrow();
	Arc<Node> third = look.share();
	Arc<Node> gone = std::move(node);
}

void frees(Box<Node> node) __atomic;
void frees(Box<Node> node) __atomic
{
	Box<Node> gone = std::move(node);
}

void forgets(CString text, Vec<u32> numbers, Ref<Task> task, UniqueArc<Node> &unique) __atomic;
void forgets(CString text, Vec<u32> numbers, Ref<Task> task, UniqueArc<Node> &unique) __atomic
{
	CString gone = std::move(text);
	Vec<u32> empty = std::move(numbers);
	Ref<Task> put = std::move(task);
	Arc<Node> shared = std::move(unique);
}

u32 looks(const Revocable<Node> &node, const XArray<Box<Node>, "test.nodes"> &nodes,
	  const Srcu<"test.srcu"> &srcu) __atomic;
u32 looks(const Revocable<Node> &node, const XArray<Box<Node>, "test.nodes"> &nodes,
	  const Srcu<"test.srcu"> &srcu) __atomic
{
	u32 sum = 0;
	if (auto access = node.access(); auto *now = access.get())
		sum += (*now)->number;
	auto held = nodes.lock();
	if (const Node *first = held.find(1))
		sum += first->number;
	auto reading = srcu.read();
	warn_on(sum > 100);
	return sum;
}

u32 locks(const Fast &fast) __atomic;
u32 locks(const Fast &fast) __atomic
{
	if (auto number = fast.try_lock(); auto *held = number.get())
		return **held;
	auto number = fast.lock();
	*number += 1;
	return *number;
}

void wakes(const Completion<"test.done"> &done, const WaitQueue<"test.queue"> &queue, Atomic<u32> &count) __atomic;
void wakes(const Completion<"test.done"> &done, const WaitQueue<"test.queue"> &queue, Atomic<u32> &count) __atomic
{
	count.inc();
	if (count.dec_and_test())
		done.complete();
	queue.wake_up();
}

class Disk final : Pinned {
public:
	void later() const __atomic
	{
		timer_.arm(1_ms);
		exact_.start(1_ms);
		workqueue::system().enqueue(work_);
		timer_.cancel();
	}

private:
	void work() const {}
	void expired() const {}
	HrRestart exact(const HrExpiry<clock::Monotonic> &expiry) const __atomic { return expiry.forward(1_ms); }

	Work<Disk, "test.work"> work_{ calls<&Disk::work, &Disk::work_, &Disk::timer_, &Disk::exact_> };
	Timer<Disk, "test.timer"> timer_{ calls<&Disk::expired, &Disk::timer_, &Disk::exact_> };
	HrTimer<Disk> exact_{ calls<&Disk::exact, &Disk::exact_> };
};

Result<u32> fails(Result<u32> number) __atomic;
Result<u32> fails(Result<u32> number) __atomic
{
	const u32 value = TRY(std::move(number));
	if (value > 5)
		return EINVAL;
	return value + 1;
}
