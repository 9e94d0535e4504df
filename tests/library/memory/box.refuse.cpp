// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/memory/box.hpp refuses.
#include <kernel/defer/timer.hpp>
#include <kernel/defer/work.hpp>
#include <kernel/memory/box.hpp>
#include <kernel/memory/init.hpp>
#include <kernel/prelude.hpp>
#include <kernel/task/kthread.hpp>

using namespace kernel;

// REFUSED box_copied: use of deleted function
// A Box has one owner.
void use(Box<int> &a)
{
#ifdef FIXED
	Box<int> b = std::move(a);
#else
	Box<int> b = a;
#endif
}

// REFUSED box_from_raw_without_unsafe: cannot convert|no matching function|could not convert
// Taking ownership back is unsafe, and says so.
Box<int> use(int *raw)
{
#ifdef FIXED
	// SAFETY: the caller got it from into_raw().
	return Box<int>::from_raw(unsafe, raw);
#else
	return Box<int>::from_raw(raw);
#endif
}

// REFUSED box_get_of_temporary: use of deleted function
// A pointer into a temporary Box would dangle.
Box<int> make();
int use()
{
#ifdef FIXED
	Box<int> box = make();
	return *box.get();
#else
	return *make().get();
#endif
}

// REFUSED box_initialiser_not_moved: an initialiser is used once
// An initialiser is used once.
Result<Box<int>> use()
{
	auto five = in_place::value<int>(5);
#ifdef FIXED
	return make_box<int>(GFP_KERNEL, std::move(five));
#else
	return make_box<int>(GFP_KERNEL, five);
#endif
}

// REFUSED box_inner_of_pinned: into_inner\(\) moves the T out|use of deleted function
// A pinned object stays in its Box.
struct Fixed : Pinned {};
void use(Box<Fixed> box)
{
#ifdef FIXED
	Box<Fixed> other = std::move(box);
#else
	Fixed other = std::move(box).into_inner();
#endif
}

// REFUSED box_of_array: a Box owns one object: for an array use Vec
// A Box owns one object; arrays are Vecs.
#ifdef FIXED
void use(Vec<int> &)
{
}
Vec<int> numbers;
#else
usize use(Box<int[4]> &box)
{
	return sizeof(*box);
}
#endif

// REFUSED box_too_aligned: the allocator does not align that much
// No allocator aligns to more than a page.
#ifdef FIXED
struct alignas(4096) Table {
#else
struct alignas(8192) Table {
#endif
	char bytes[8192];
};
Result<Box<Table, Vmalloc>> use()
{
	return make_box<Table, Vmalloc>(GFP_KERNEL);
}

// REFUSED box_uninit_assumed_without_unsafe: no matching function|too few arguments
// The caller has to prove that the memory holds an object.
Result<Box<int>> use()
{
	auto memory = TRY(make_box_uninit<int>(GFP_KERNEL));
#ifdef FIXED
	return std::move(memory).write(1);
#else
	return std::move(memory).assume_init();
#endif
}

// REFUSED box_uninit_read: has no member named|base operand of|no match for
// Uninitialised memory cannot be read as an object.
Result<int> use()
{
	auto memory = TRY(make_box_uninit<int>(GFP_KERNEL));
#ifdef FIXED
	auto number = std::move(memory).write(1);
	return *number;
#else
	return *memory;
#endif
}

// REFUSED box_upcast_without_virtual_destructor: needs a virtual destructor
// Destroying through a base needs a virtual destructor.
struct Base {
#ifdef FIXED
	virtual ~Base() = default;
#endif
};
struct Derived : Base {};
Box<Base> use(Box<Derived> box)
{
	return Box<Base>(std::move(box));
}

// REFUSED box_without_flags: no matching function|could not convert|cannot convert
// Every allocation names its flags.
Result<Box<int>> use()
{
#ifdef FIXED
	return make_box<int>(GFP_KERNEL, 1);
#else
	return make_box<int>(1);
#endif
}

// REFUSED box_leak_with_timer: leak.*T contains a timer
// A leaked timer would call the module after it is gone.
class Beat final : Pinned {
public:
	void start() const { timer_.arm(1_ms); }

private:
	void tick() const { start(); }
	Timer<Beat, "t.beat"> timer_{ calls<&Beat::tick, &Beat::timer_> };
};
Box<Beat> *kept;
void use(Box<Beat> beat)
{
#ifdef FIXED
	kept->swap(beat);
#else
	std::move(beat).leak().start();
#endif
}

// REFUSED box_leak_of_box_with_work: leak.*T contains a timer
// The owner of a work item is found in the arguments of a template.
class Disk final : Pinned {
#ifndef FIXED
	void flush() const {}
	Work<Disk, "t.flush"> flush_{ calls<&Disk::flush, &Disk::flush_> };
#endif
};
void use(Box<Vec<Box<Disk>>> disks)
{
	std::move(disks).leak();
}

// REFUSED box_leak_of_thread: leak.*T contains a timer
// A thread runs the module's code.
#ifdef FIXED
using Kept = u32;
#else
using Kept = Kthread;
#endif
void use(Box<Kept> kept)
{
	std::move(kept).leak();
}
