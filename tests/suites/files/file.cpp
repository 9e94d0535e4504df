// SPDX-License-Identifier: GPL-2.0
//! Descriptors, devices that come and go, and wait queues that poll() was shown.
#include <kernel/file.hpp>
#include <kernel/kunit.hpp>
#include <kernel/miscdevice.hpp>
#include <kernel/poll.hpp>
#include <kernel/prelude.hpp>
#include <kernel/task.hpp>

using namespace kernel;

namespace {

Result<> descriptors(kunit::Test &test)
{
	test.expect_error(File::get(-1), EBADF);
	test.expect_error(File::get(1000000), EBADF);
	if (current()->is_kernel_thread()) {
		test.expect_error(File::get(0), EBADF);
		test.expect_error(FdReservation::reserve(), EBADF);
		return ok;
	}
	i32 first;
	{
		auto reserved = TRY(FdReservation::reserve(O_CLOEXEC));
		first = reserved.fd();
		test.expect_error(File::get(first), EBADF); // nothing is there yet
		auto second = TRY(FdReservation::reserve());
		test.expect(second.fd() != first);
		FdReservation moved = std::move(reserved);
		test.expect_eq(moved.fd(), first);
		test.expect_eq(reserved.fd(), -1);
	}
	test.expect_eq(TRY(FdReservation::reserve()).fd(), first); // both were given back
	return ok;
}

void flags(kunit::Test &test)
{
	test.expect((O_NONBLOCK | O_APPEND).contains(O_APPEND));
	test.expect(!O_NONBLOCK.contains(O_NONBLOCK | O_APPEND));
	test.expect(O_SYNC.contains(O_DSYNC));
	test.expect(FileFlags() == FileFlags(0));
}

class Silent final : Pinned {
public:
	Result<usize> read(const File &, UserWriter) const { return 0; }
};

Result<> published(kunit::Test &test)
{
	for (int round = 0; round < 3; round++) {
		misc::Device<Silent, "suite-files"> device;
		TRY(device.publish());
		test.expect_error(device.publish(), EBUSY);
	}
	// Withdrawn, published again.
	misc::Device<Silent, "suite-files"> never;
	misc::Device<Silent, "suite-files-2"> other;
	TRY(other.publish({ .mode = 0444 }));
	return ok;
}

struct Shared {
	u32 number;
};
class Sharing final : Pinned {
public:
	explicit Sharing(Arc<Shared> shared) : shared_(std::move(shared)) {}
	static auto open(const File &, ArcBorrow<Shared> shared)
	{
		return init::value<Sharing>(shared.share());
	}
	Result<usize> read(const File &, UserWriter) const { return shared_->number; }

private:
	Arc<Shared> shared_;
};

Result<> published_with_shared(kunit::Test &test)
{
	auto shared = TRY(make_arc<Shared>(GFP_KERNEL, Shared{ 3 }));
	{
		misc::Device<Sharing, "suite-files", Shared> device(shared.share());
		TRY(device.publish());
	}
	test.expect(std::move(shared).into_unique_or_drop().is_ok()); // the device let go of it
	return ok;
}

/// What epoll does: an entry that stays on the queue, and is told when the queue goes.
struct Waiter {
	::poll_table_struct table{ ._qproc = add, ._key = ~0u };
	::wait_queue_entry entry{};
	u32 freed = 0;

	static void add(::file *, ::wait_queue_head *queue, ::poll_table_struct *table)
	{
		auto *self = reinterpret_cast<Waiter *>(table);
		self->entry.func = woken;
		self->entry.entry.next = self->entry.entry.prev = &self->entry.entry;
		::add_wait_queue(queue, &self->entry);
	}
	static int woken(::wait_queue_entry *entry, unsigned, int, void *key)
	{
		auto *self = reinterpret_cast<Waiter *>(reinterpret_cast<char *>(entry) - __builtin_offsetof(Waiter, entry));
		if (reinterpret_cast<usize>(key) & ::macro::POLLFREE) {
			self->freed++;
			entry->entry.prev->next = entry->entry.next;
			entry->entry.next->prev = entry->entry.prev;
			entry->entry.next = entry->entry.prev = &entry->entry;
		}
		return 0;
	}
};

Result<> poll_queue_goes_first(kunit::Test &test)
{
	::file nobody{};
	// SAFETY: nothing looks at it.
	const File &file = File::from_raw(unsafe, &nobody);
	Waiter waiter;
	{
		auto queue = TRY((make_box<PollQueue<"suite.files.poll">>(GFP_KERNEL)));
		// SAFETY: a poll of our own; the queue is not in any file's state.
		PollTable table(unsafe, file, &waiter.table, &waiter);
		table.wait(*queue);
		test.expect(queue->has_waiters());
		queue->wake_up_poll(EPOLLIN);
		test.expect_eq(waiter.freed, 0u);
	}
	test.expect_eq(waiter.freed, 1u);
	// In the state of the file the kernel has taken everybody off before.
	struct State {
		WaitQueue<"suite.files.wait"> queue;
	};
	{
		State state, other;
		// SAFETY: as above; the state is destroyed behind the removal, as in release().
		PollTable table(unsafe, file, &waiter.table, &state);
		table.wait<&State::queue>(other);
		test.expect(!other.queue.has_waiters());
		table.wait<&State::queue>(state);
		test.expect(state.queue.has_waiters());
		::remove_wait_queue(state.queue.as_raw(), &waiter.entry);
	}
	test.expect_eq(waiter.freed, 1u);
	return ok;
}

KUNIT_SUITE(files, { "descriptors", descriptors }, { "flags", flags }, { "published", published },
	    { "published_with_shared", published_with_shared }, { "poll_queue_goes_first", poll_queue_goes_first });

} // namespace
