// SPDX-License-Identifier: GPL-2.0
//! Boxes of every allocator: one owner, one destruction, the right place.
#include "../counted.hpp"

#include <kernel/memory/init.hpp>

using namespace kernel;

namespace {

template <typename Allocator>
Result<> one_owner(kunit::Test &test)
{
	Tally tally;

	{
		auto box = TRY((make_box<Counted, Allocator>(GFP_KERNEL, tally, 5u)));
		test.expect_eq(tally.alive, 1);
		auto other = std::move(box);
		test.expect_eq(other->number(), 5u);
		test.expect_eq(tally.alive, 1);
		auto third = TRY((make_box<Counted, Allocator>(GFP_KERNEL, tally, 6u)));
		third = std::move(other);
		test.expect_eq(third->number(), 5u);
		test.expect_eq(tally.destroyed, 1u);
	}
	test.expect_eq(tally.alive, 0);
	test.expect_eq(tally.destroyed, 2u);
	return ok;
}

Result<> raw(kunit::Test &test)
{
	Tally tally;
	auto box = TRY(make_box<Counted>(GFP_KERNEL, tally, 1u));
	void *data = std::move(box).into_raw();

	test.expect_eq(tally.alive, 1);
	{
		// SAFETY: from into_raw() above, taken back once.
		auto again = Box<Counted>::from_raw(unsafe, static_cast<Counted *>(data));
		test.expect_eq(again->number(), 1u);
	}
	test.expect_eq(tally.alive, 0);
	return ok;
}

Result<> into_inner(kunit::Test &test)
{
	Tally tally;
	{
		auto box = TRY(make_box<Counted>(GFP_KERNEL, tally, 3u));
		Counted inner = std::move(box).into_inner();
		test.expect_eq(inner.number(), 3u);
		test.expect_eq(tally.alive, 1);
	}
	test.expect_eq(tally.alive, 0);
	test.expect_eq(tally.destroyed, 1u);
	return ok;
}

Result<> two_phases(kunit::Test &test)
{
	Tally tally;

	{
		auto unused = TRY(make_box_uninit<Counted>(GFP_KERNEL));
		auto memory = TRY(make_box_uninit<Counted>(GFP_KERNEL));
		test.expect_eq(tally.alive, 0);
		Box<Counted> box = std::move(memory).write(tally, 4u);
		test.expect_eq(box->number(), 4u);
		Counted *place = box.get();
		auto emptied = std::move(box).drop_contents();
		test.expect_eq(tally.alive, 0);
		Box<Counted> second = std::move(emptied).write(tally, 8u);
		test.expect_eq(second.get(), place);
		unused = TRY(make_box_uninit<Counted>(GFP_KERNEL));
	}
	test.expect_eq(tally.alive, 0);
	test.expect_eq(tally.destroyed, 2u);
	return ok;
}

/// An initialiser that fails.
struct Refused {
	Error why;

	Result<> construct(unsafe_t, Counted *) && { return why; }
};

Result<> initialisers(kunit::Test &test)
{
	Tally tally;

	{
		auto box = TRY(make_box<Counted>(GFP_KERNEL, in_place::from([&] { return Counted(tally, 9); })));
		test.expect_eq(box->number(), 9u);
		test.expect_error(make_box<Counted>(GFP_KERNEL, Refused{ ENODEV }), ENODEV);
		auto memory = TRY(make_box_uninit<Counted>(GFP_KERNEL));
		test.expect_error(std::move(memory).init(Refused{ EBUSY }), EBUSY);
		auto more = TRY(make_box_uninit<Counted>(GFP_KERNEL));
		auto built = TRY(std::move(more).init(in_place::from([&] { return Counted(tally, 2); })));
		test.expect_eq(built->number(), 2u);
	}
	test.expect_eq(tally.alive, 0);
	test.expect_eq(tally.destroyed, 2u);
	return ok;
}

struct Numbers {
	u64 a, b;
	void *p;
	u8 rest[100];
};

template <typename Allocator>
Result<> zeroed(kunit::Test &test)
{
	{
		// Fills memory with other bytes, and frees it.
		auto dirt = TRY((make_box_uninit<Numbers, Allocator>(GFP_KERNEL)));
		// SAFETY: the memory is only written.
		__builtin_memset(static_cast<void *>(dirt.as_raw(unsafe)), 0xaa, sizeof(Numbers));
	}
	auto box = TRY((make_box_zeroed<Numbers, Allocator>(GFP_KERNEL)));
	test.expect_eq(box->a, 0u);
	test.expect_null(box->p);
	u32 sum = 0;
	for (u8 byte : box->rest)
		sum += byte;
	test.expect_eq(sum, 0u);
	return ok;
}

template <usize align, usize size>
struct alignas(align) Aligned {
	u8 bytes[size];
};

template <typename Allocator, usize align, usize size>
Result<> aligned_one(kunit::Test &test)
{
	using T = Aligned<align, size>;
	const u32 many = test.rounds(24);
	Vec<Box<T, Allocator>> boxes;

	TRY(boxes.reserve(many, GFP_KERNEL));
	for (usize i = 0; i < many; i++) {
		auto box = TRY((make_box_uninit<T, Allocator>(GFP_KERNEL)));
		// SAFETY: only its address is looked at; bytes have no wrong value.
		test.expect_eq(address(box.as_raw(unsafe)) % align, 0u);
		__builtin_memset(static_cast<void *>(box.as_raw(unsafe)), 1, sizeof(T));
		// SAFETY: just written.
		TRY(boxes.push_reserved(std::move(box).assume_init(unsafe)));
	}
	return ok;
}

template <typename Allocator>
Result<> aligned(kunit::Test &test)
{
	TRY((aligned_one<Allocator, 16, 1>(test)));
	TRY((aligned_one<Allocator, 16, 48>(test)));
	TRY((aligned_one<Allocator, 32, 96>(test)));
	TRY((aligned_one<Allocator, 64, 65>(test)));
	TRY((aligned_one<Allocator, 64, 192>(test)));
	TRY((aligned_one<Allocator, 128, 384>(test)));
	TRY((aligned_one<Allocator, 512, 1536>(test)));
	TRY((aligned_one<Allocator, 4096, 1>(test)));
	TRY((aligned_one<Allocator, 4096, 8193>(test)));
	return ok;
}

class Shape {
public:
	explicit Shape(Tally &tally) : counted_(tally, 0) {}
	virtual ~Shape() = default;
	virtual u32 corners() const = 0;

private:
	Counted counted_;
};
class Named {
public:
	virtual ~Named() = default;
	u64 name[4] = {};
};
class Square final : public Named, public Shape {
public:
	explicit Square(Tally &tally) : Shape(tally) {}
	u32 corners() const override { return 4; }
};

// The base is not at the beginning of the object, but the whole object is freed.
Result<> to_second_base(kunit::Test &test)
{
	Tally tally;
	{
		auto square = TRY(make_box<Square>(GFP_KERNEL, tally));
		const void *begin = square.get();
		Box<Shape> shape = std::move(square);
		test.expect_ne(static_cast<const void *>(shape.get()), begin);
		test.expect_eq(shape->corners(), 4u);
	}
	test.expect_eq(tally.alive, 0);
	return ok;
}

struct Empty {};

Result<> empty_class(kunit::Test &test)
{
	auto a = TRY(make_box<Empty>(GFP_KERNEL));
	auto b = TRY(make_box<Empty>(GFP_KERNEL));

	test.expect_ne(a.get(), b.get());
	return ok;
}

Result<> leaked(kunit::Test &test)
{
	Tally tally;
	auto box = TRY(make_box<Counted>(GFP_KERNEL, tally, 1u));
	Counted &stays = std::move(box).leak();

	test.expect_eq(stays.number(), 1u);
	test.expect_eq(tally.alive, 1);
	// SAFETY: from leak(), which left it without an owner.
	{
		auto again = Box<Counted>::from_raw(unsafe, &stays);
	}
	test.expect_eq(tally.alive, 0);
	return ok;
}

// An object that is larger than the largest kmalloc() is refused, and nothing is constructed.
void too_large(kunit::Test &test)
{
	struct Huge {
		u8 bytes[64 << 20];
	};
	test.expect_error(make_box_uninit<Huge>(GFP_KERNEL | __GFP_NOWARN), ENOMEM);
}

Result<> pinned(kunit::Test &test)
{
	struct Fixed : Pinned {
		explicit Fixed(u32 n) : number(n), self(this) {}
		u32 number;
		const Fixed *self;
	};
	auto box = TRY(make_box<Fixed>(GFP_KERNEL, 5u));
	auto other = std::move(box);

	test.expect_eq(other->self, other.get());
	return ok;
}

} // namespace

KUNIT_SUITE(box, { "one_owner_kmalloc", one_owner<Kmalloc> }, { "one_owner_vmalloc", one_owner<Vmalloc> },
	    { "one_owner_kvmalloc", one_owner<KVmalloc> }, { "raw", raw }, { "into_inner", into_inner },
	    { "two_phases", two_phases }, { "initialisers", initialisers }, { "zeroed_kmalloc", zeroed<Kmalloc> },
	    { "zeroed_vmalloc", zeroed<Vmalloc> }, { "zeroed_kvmalloc", zeroed<KVmalloc> },
	    { "aligned_kmalloc", aligned<Kmalloc> }, { "aligned_vmalloc", aligned<Vmalloc> },
	    { "aligned_kvmalloc", aligned<KVmalloc> }, { "to_second_base", to_second_base },
	    { "empty_class", empty_class }, { "leaked", leaked }, { "too_large", too_large }, { "pinned", pinned });
