// SPDX-License-Identifier: GPL-2.0
//! Descriptors, devices that come and go, and wait queues that poll() uses.
#include <kernel/file/file.hpp>
#include <kernel/file/miscdevice.hpp>
#include <kernel/file/poll.hpp>
#include <kernel/prelude.hpp>
#include <kernel/task/task.hpp>
#include <kernel/test/kunit.hpp>

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
		test.expect_error(File::get(first), EBADF); // no file is installed yet
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
	// The device was withdrawn, so its name can be published again.
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
	static auto open(const File &, Arc<Shared> shared) { return in_place::value<Sharing>(std::move(shared)); }
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
	test.expect(std::move(shared).into_unique_or_drop().is_ok()); // the device dropped its owner
	return ok;
}

/// Does the same as epoll, whose entry stays on the queue.
struct Waiter {
	::poll_table_struct table{ ._qproc = add, ._key = ~0u };
	::wait_queue_entry entry{};
	u32 woken = 0;

	static void add(::file *, ::wait_queue_head *queue, ::poll_table_struct *table)
	{
		auto *self = reinterpret_cast<Waiter *>(table);
		self->entry.func = wake;
		self->entry.entry.next = self->entry.entry.prev = &self->entry.entry;
		::add_wait_queue(queue, &self->entry);
	}
	static int wake(::wait_queue_entry *entry, unsigned, int, void *)
	{
		auto *self =
			reinterpret_cast<Waiter *>(reinterpret_cast<char *>(entry) - __builtin_offsetof(Waiter, entry));
		self->woken++;
		return 0;
	}
};

constinit WaitQueue<"suite.files.static"> static_queue;

/// A state from which queues are reached in every possible way.
struct Polled {
	struct Inner {
		WaitQueue<"suite.files.inner"> queue;
	};
	struct Shared : Pinned {
		const Box<Inner> box;

		explicit Shared(Box<Inner> box) : box(std::move(box)) {}
	};
	WaitQueue<"suite.files.own"> own;
	Inner inner;
	const Arc<Shared> shared;

	explicit Polled(Arc<Shared> shared) : shared(std::move(shared)) {}
};
struct First {
	u32 first = 0;
};
struct Derived : First, Polled {
	using Polled::Polled;
};

Result<> poll_paths(kunit::Test &test)
{
	::file nobody{};
	// SAFETY: nothing reads the file.
	const File &file = File::from_raw(unsafe, &nobody);
	Waiter waiter;
	auto make = []() -> Result<Box<Derived>> {
		return make_box<Derived>(GFP_KERNEL, TRY(make_arc<Polled::Shared>(
							     GFP_KERNEL, TRY(make_box<Polled::Inner>(GFP_KERNEL)))));
	};
	auto state = TRY(make()), other = TRY(make());
	// SAFETY: a poll of our own; the state is destroyed when nothing is on its queues, as in release().
	PollTable table(unsafe, file, &waiter.table, &*state);
	auto shown = [&](const auto &queue) {
		const bool there = queue.has_waiters();

		queue.wake_up_poll(EPOLLIN);
		if (there)
			::remove_wait_queue(queue.as_raw(), &waiter.entry);
		return there && std::exchange(waiter.woken, 0) == 1;
	};

	table.wait<&Polled::own>(*other); // a queue in the state of another file
	test.expect(!other->own.has_waiters());
	table.wait<&Derived::own>(*state);
	test.expect(shown(state->own));
	table.wait<&Polled::inner, &Polled::Inner::queue>(*state);
	test.expect(shown(state->inner.queue));
	table.wait<&Polled::shared, &Polled::Shared::box, &Polled::Inner::queue>(*state);
	test.expect(shown(state->shared->box->queue));
	table.wait<&static_queue>();
	test.expect(shown(static_queue));
	return ok;
}

KUNIT_SUITE(files, { "descriptors", descriptors }, { "flags", flags }, { "published", published },
	    { "published_with_shared", published_with_shared }, { "poll_paths", poll_paths });

} // namespace
