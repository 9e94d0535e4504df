// SPDX-License-Identifier: GPL-2.0
//! Box in memory from each allocator: it owns, moves, and destroys once.
#include <kernel/prelude.hpp>
#include <kernel/test/kunit.hpp>

#include "../counted_by.hpp"

using namespace kernel;

namespace {

template <typename Allocator>
class Boxes final : Pinned {
	struct Tag;
	using Object = CountedBy<Tag>;

public:
	~Boxes() { Object::alive = 0; }

	Result<> owns(kunit::Test &test)
	{
		{
			auto box = TRY((make_box<Object, Allocator>(GFP_KERNEL, 7u)));
			test.expect_eq(box->number, 7);
			test.expect_eq(Object::alive, 1);
		}
		test.expect_eq(Object::alive, 0);
		return ok;
	}

	Result<> moves(kunit::Test &test)
	{
		{
			auto box = TRY((make_box<Object, Allocator>(GFP_KERNEL, 7u)));
			auto moved = std::move(box);
			test.expect_null(box.get());
			test.expect_eq(moved->number, 7);
			test.expect_eq(Object::alive, 1);
		}
		test.expect_eq(Object::alive, 0);
		return ok;
	}

	Result<> goes_raw_and_back(kunit::Test &test)
	{
		auto box = TRY((make_box<Object, Allocator>(GFP_KERNEL, 7u)));
		Object *raw = std::move(box).into_raw();
		test.expect_eq(Object::alive, 1);
		// SAFETY: raw came from into_raw() of a Box of the same type, two lines above.
		auto back = Box<Object, Allocator>::from_raw(unsafe, raw);
		test.expect_eq(back->number, 7);
		return ok;
	}

	Result<> assigns(kunit::Test &test)
	{
		auto box = TRY((make_box<Object, Allocator>(GFP_KERNEL, 7u)));
		box = TRY((make_box<Object, Allocator>(GFP_KERNEL, 8u)));
		test.expect_eq(box->number, 8);
		test.expect_eq(Object::alive, 1);
		return ok;
	}
};

struct Base {
	virtual ~Base() = default;
	virtual u32 answer() const { return 1; }
	u64 first = 1;
};
struct Other {
	virtual ~Other() = default;
	virtual u32 other_answer() const { return 3; }
	u64 second = 2;
};
/// Its base Other is not at the beginning of the object.
struct Derived final : Base, Other {
	explicit Derived(u32 *destroyed) : destroyed_(destroyed) {}
	~Derived() override { ++*destroyed_; }
	u32 answer() const override { return 2; }
	u32 other_answer() const override { return 4; }

private:
	u32 *destroyed_;
};

Result<> becomes_box_of_base(kunit::Test &test)
{
	u32 destroyed = 0;
	{
		Box<Base> base = TRY(make_box<Derived>(GFP_KERNEL, &destroyed));
		Box<Other> other = TRY(make_box<Derived>(GFP_KERNEL, &destroyed));
		test.expect_eq(base->answer(), 2);
		test.expect_eq(other->other_answer(), 4);
	}
	test.expect_eq(destroyed, 2);
	return ok;
}

using Kmalloced = Boxes<Kmalloc>;
using Vmalloced = Boxes<Vmalloc>;
using KVmalloced = Boxes<KVmalloc>;

} // namespace

KUNIT_SUITE(box_allocators, { "kmalloc_owns", kunit::fixture<&Kmalloced::owns> },
	    { "kmalloc_moves", kunit::fixture<&Kmalloced::moves> },
	    { "kmalloc_goes_raw_and_back", kunit::fixture<&Kmalloced::goes_raw_and_back> },
	    { "kmalloc_assigns", kunit::fixture<&Kmalloced::assigns> },
	    { "vmalloc_owns", kunit::fixture<&Vmalloced::owns> },
	    { "vmalloc_moves", kunit::fixture<&Vmalloced::moves> },
	    { "vmalloc_goes_raw_and_back", kunit::fixture<&Vmalloced::goes_raw_and_back> },
	    { "vmalloc_assigns", kunit::fixture<&Vmalloced::assigns> },
	    { "kvmalloc_owns", kunit::fixture<&KVmalloced::owns> },
	    { "kvmalloc_moves", kunit::fixture<&KVmalloced::moves> },
	    { "kvmalloc_goes_raw_and_back", kunit::fixture<&KVmalloced::goes_raw_and_back> },
	    { "kvmalloc_assigns", kunit::fixture<&KVmalloced::assigns> },
	    { "becomes_box_of_base", becomes_box_of_base });
