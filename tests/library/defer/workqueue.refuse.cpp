// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/defer/workqueue.hpp refuses.
#include <kernel/defer/workqueue.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED work_copied: use of deleted function
// A work item stays where it is.
struct Item : WorkItem<Item, "test.item"> {
	static void run(Box<Item>) {}
};

Result<Box<Item>> use(const Item &item)
{
#ifdef FIXED
	return make_box<Item>(GFP_KERNEL);
#else
	return make_box<Item>(GFP_KERNEL, item);
#endif
}

// REFUSED work_delayed_at_once: only a DelayedWorkItem has a delay
// A plain WorkItem has no timer, so it cannot be delayed.
struct Item : WorkItem<Item, "test.item"> {
	static void run(Arc<Item>) {}
};

void use(const Workqueue &queue, Arc<Item> item)
{
#ifdef FIXED
	queue.enqueue(std::move(item)).ignore();
#else
	queue.enqueue_delayed(std::move(item), 5_ms).ignore();
#endif
}

// REFUSED work_enqueued_dropped: ignoring return(ed)? value
// An item that the queue refused is returned, and must not be ignored.
struct Item : WorkItem<Item, "test.item"> {
	static void run(Arc<Item>) {}
};

void use(const Workqueue &queue, Arc<Item> item)
{
#ifdef FIXED
	queue.enqueue(std::move(item)).ignore();
#else
	queue.enqueue(std::move(item));
#endif
}

// REFUSED work_item_run_returns: run\(\) of a work item returns nothing
// Nobody would look at what run() of a work item returns.
struct Item : WorkItem<Item, "test.item"> {
#ifdef FIXED
	static void run(Box<Item>) {}
#else
	static Result<> run(Box<Item>) { return ok; }
#endif
};

Result<Box<Item>> make()
{
	return make_box<Item>(GFP_KERNEL);
}

// REFUSED work_item_without_run: a work item has a public .static void run
// A work item needs a run().
struct Item : WorkItem<Item, "test.item"> {
#ifdef FIXED
	static void run(Box<Item>) {}
#else
	static void run(Item &) {}
#endif
};

void use(const Workqueue &queue, Box<Item> item)
{
	queue.enqueue(std::move(item));
}

Result<Box<Item>> make()
{
	return make_box<Item>(GFP_KERNEL);
}

// REFUSED work_member_not_const: a work item calls a .void function\(\) const
// A work item runs while other tasks use its owner.
class Disk final : Pinned {
#ifdef FIXED
	void flush() const {}
#else
	void flush() {}
#endif

	Work<Disk, "test.flush"> flush_{ calls<&Disk::flush, &Disk::flush_> };
};

Result<Box<Disk>> make()
{
	return make_box<Disk>(GFP_KERNEL);
}

// REFUSED work_member_not_last: declare the callback member last
// A member after the work item would be destroyed while the item may still run.
class Disk final : Pinned {
	void flush() const {}

#ifdef FIXED
	u64 sectors_ = 0;
#endif
	Work<Disk, "test.flush"> flush_{ calls<&Disk::flush, &Disk::flush_> };
#ifndef FIXED
	u64 sectors_ = 0;
#endif

public:
	u64 sectors() const { return sectors_; }
};

Result<Box<Disk>> make()
{
	return make_box<Disk>(GFP_KERNEL);
}

// REFUSED work_member_of_open_class: a class with a callback member is final
// Members of a derived class would be destroyed before the work item.
class Disk
#ifdef FIXED
	final
#endif
	: Pinned {
	void flush() const {}

	Work<Disk, "test.flush"> flush_{ calls<&Disk::flush, &Disk::flush_> };
};

Result<Box<Disk>> make()
{
	return make_box<Disk>(GFP_KERNEL);
}

// REFUSED work_members_of_one_name: two work items of one class have different names
// Two work items of one class are told apart by their names.
#ifdef FIXED
#define SECOND "test.second"
#else
#define SECOND "test.first"
#endif

class Disk final : Pinned {
	void flush() const {}

	Work<Disk, "test.first"> first_{ calls<&Disk::flush, &Disk::first_, &Disk::second_> };
	Work<Disk, SECOND> second_{ calls<&Disk::flush, &Disk::second_> };
};

Result<Box<Disk>> make()
{
	return make_box<Disk>(GFP_KERNEL);
}

// REFUSED work_one_of_several: of several, say which
// For an object with several work items, the caller names the one to enqueue.
struct Item : WorkItem<Item, "test.left">, WorkItem<Item, "test.right"> {
	static void run(Arc<Item>, On<"test.left">) {}
	static void run(Arc<Item>, On<"test.right">) {}
};

void use(const Workqueue &queue, Arc<Item> item)
{
#ifdef FIXED
	queue.enqueue<"test.left">(std::move(item)).ignore();
#else
	queue.enqueue(std::move(item)).ignore();
#endif
}

// REFUSED work_plain_reference: enqueue takes a Work, or an Arc or a Box of a WorkItem
// The queue keeps its items alive, which a plain reference cannot do.
struct Item : WorkItem<Item, "test.item"> {
	static void run(Arc<Item>) {}
};

void use(const Workqueue &queue, const Arc<Item> &item)
{
#ifdef FIXED
	queue.enqueue(item.share()).ignore();
#else
	queue.enqueue(*item);
#endif
}

// REFUSED work_queue_copied: use of deleted function
// A work queue has one owner.
void use(Workqueue &queue)
{
#ifdef FIXED
	Workqueue other = std::move(queue);
#else
	Workqueue other = queue;
#endif
	other.flush();
}

// REFUSED work_spawn_captures: spawn: the function captures nothing
// The captures of a spawned function could not be checked.
Result<> use(const Workqueue &queue, Arc<u32> number)
{
#ifdef FIXED
	return queue.spawn<"test.spawn">(GFP_KERNEL, [](Arc<u32> n) { pr_info("{}", *n); }, std::move(number));
#else
	return queue.spawn<"test.spawn">(GFP_KERNEL, [&number] { pr_info("{}", *number); });
#endif
}

// REFUSED work_spawn_not_sendable: spawn: an argument is not sendable
// An object that belongs to one task must not go to another.
struct Section
#ifndef FIXED
	: TaskBound
#endif
{
};

Result<> use(const Workqueue &queue, Box<Section> section)
{
	return queue.spawn<"test.spawn">(GFP_KERNEL, [](Box<Section>) {}, std::move(section));
}

// REFUSED work_spawn_pointer: spawn: a plain pointer, a Span
// A plain pointer says nothing about who keeps the object.
Result<> use(const Workqueue &queue, Box<u32> number)
{
#ifdef FIXED
	return queue.spawn<"test.spawn">(GFP_KERNEL, [](Box<u32> n) { pr_info("{}", *n); }, std::move(number));
#else
	return queue.spawn<"test.spawn">(GFP_KERNEL, [](u32 *n) { pr_info("{}", *n); }, number.get());
#endif
}

// REFUSED work_spawn_view: spawn: a plain pointer, a Span, a BStr or a CStr says nothing
// The array may be gone when the function runs.
Result<> use(const Workqueue &queue)
{
	const u8 bytes[] = { 1, 2 };
#ifdef FIXED
	return queue.spawn<"test.spawn">(
		GFP_KERNEL, [](Vec<u8> b) { pr_info("{}", b.size()); }, TRY(Vec<u8>::from(span_of(bytes), GFP_KERNEL)));
#else
	return queue.spawn<"test.spawn">(GFP_KERNEL, [](Span<const u8> b) { pr_info("{}", b.size()); }, span_of(bytes));
#endif
}

// REFUSED work_stray_item: is private within this context
// A WorkItem<T> is the base of T and of no other class.
struct Item : WorkItem<Item, "test.item"> {
	static void run(Box<Item>) {}
};

struct Other
#ifdef FIXED
	: WorkItem<Other, "test.other">
#else
	: WorkItem<Item, "test.item">
#endif
{
	Other() {}
	static void run(Box<Other>) {}
};

// REFUSED work_wrong_kind_of_owner: run\(\) takes a Box, so a Box is what is enqueued
// An item that is run as a Box is enqueued as a Box.
struct Item : WorkItem<Item, "test.item"> {
	static void run(Box<Item>) {}
};

#ifdef FIXED
void use(const Workqueue &queue, Box<Item> item)
{
	queue.enqueue(std::move(item));
}
#else
void use(const Workqueue &queue, Arc<Item> item)
{
	queue.enqueue(std::move(item)).ignore();
}
#endif
