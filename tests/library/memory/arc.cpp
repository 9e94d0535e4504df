// SPDX-License-Identifier: GPL-2.0
//! Arc, UniqueArc, UninitArc, ArcBorrow: one object, many owners, destroyed once.
#include <kernel/memory/arc.hpp>
#include <kernel/memory/init.hpp>

#include "../life.hpp"

namespace {

i32 alive()
{
	return Life::alive.load(relaxed);
}

Result<> last_owner_destroys(kunit::Test &test)
{
	{
		auto first = TRY(make_arc<Life>(GFP_KERNEL, 3u));
		{
			Arc<Life> second = first.share();
			test.expect_eq(second->number, 3u);
			test.expect(ptr_eq(first, second));
			test.expect(second->stayed());
		}
		test.expect_eq(alive(), 1);
	}
	test.expect_eq(alive(), 0);
	return ok;
}

Result<> moves_count_nothing(kunit::Test &test)
{
	{
		auto first = TRY(make_arc<Life>(GFP_KERNEL, 1u));
		auto other = TRY(make_arc<Life>(GFP_KERNEL, 2u));
		Arc<Life> moved = std::move(first);
		test.expect_eq(moved->number, 1u);
		moved = std::move(other);
		test.expect_eq(moved->number, 2u);
		test.expect_eq(alive(), 1);
		auto third = TRY(make_arc<Life>(GFP_KERNEL, 3u));
		moved.swap(third);
		test.expect_eq(moved->number, 3u);
		test.expect(!ptr_eq(moved, third));
		// There is one owner: a move does not change the count.
		test.expect(std::move(moved).into_unique_or_drop().is_ok());
	}
	test.expect_eq(alive(), 0);
	return ok;
}

Result<> borrow_makes_owners(kunit::Test &test)
{
	{
		auto owner = TRY(make_arc<Life>(GFP_KERNEL, 4u));
		auto keep = [](ArcBorrow<Life> life) { return life.share(); };
		ArcBorrow<Life> look = owner.borrow();
		test.expect_eq(look->number, 4u);
		test.expect(&*look == &*owner);
		Arc<Life> kept = keep(look);
		test.expect(ptr_eq(owner, kept));
		test.expect_error(std::move(owner).into_unique_or_drop(), EBUSY);
		test.expect_eq(alive(), 1);
		test.expect_eq(kept->number, 4u);
	}
	test.expect_eq(alive(), 0);
	return ok;
}

Result<> unique_before_shared(kunit::Test &test)
{
	{
		auto unique = TRY(make_unique_arc<Life>(GFP_KERNEL, 1u));
		unique->number = 5;
		(*unique).number++;
		const Life *address = &*unique;
		Arc<Life> shared = std::move(unique);
		test.expect_eq(shared->number, 6u);
		test.expect(&*shared == address);
		auto again = TRY(std::move(shared).into_unique_or_drop());
		again->number = 7;
		test.expect(&*again == address);
		test.expect_eq(again->number, 7u);
	}
	test.expect_eq(alive(), 0);
	{
		auto dropped = TRY(make_unique_arc<Life>(GFP_KERNEL));
		test.expect_eq(alive(), 1);
	}
	test.expect_eq(alive(), 0);
	return ok;
}

Result<> memory_first(kunit::Test &test)
{
	{
		auto memory = TRY(UninitArc<Life>::create(GFP_KERNEL));
		test.expect_eq(alive(), 0);
		Arc<Life> shared = std::move(memory).write(8u);
		test.expect_eq(shared->number, 8u);
		auto unused = TRY(UninitArc<Life>::create(GFP_KERNEL));
	}
	test.expect_eq(alive(), 0);
	return ok;
}

Result<> initialisers(kunit::Test &test)
{
	{
		auto built = TRY(make_arc<Life>(GFP_KERNEL, in_place::value<Life>(2u)));
		test.expect_eq(built->number, 2u);
		test.expect(built->stayed());
		auto fails = make_arc<Life>(GFP_KERNEL, in_place::then<Life>(in_place::value<Life>(3u),
									     [](Life &) -> Result<> { return EIO; }));
		test.expect(fails.is_error());
		test.expect(fails.error() == EIO || fails.error() == ENOMEM);
		test.expect_eq(alive(), 1);
		auto memory = TRY(UninitArc<Life>::create(GFP_KERNEL));
		auto late = TRY(std::move(memory).init(in_place::value<Life>(4u)));
		test.expect_eq(late->number, 4u);
	}
	test.expect_eq(alive(), 0);
	return ok;
}

struct Shape {
	virtual ~Shape() = default;
	virtual u32 corners() const = 0;
};
struct Square final : Shape {
	explicit Square(u32 size) : life(size) {}
	u32 corners() const override { return 4; }
	Life life;
};

Result<> becomes_its_base(kunit::Test &test)
{
	{
		Arc<Shape> shape = TRY(make_arc<Square>(GFP_KERNEL, 2u));
		Arc<Shape> other = shape.share();
		test.expect_eq(other->corners(), 4u);
		test.expect_eq(alive(), 1);
	}
	test.expect_eq(alive(), 0);
	return ok;
}

Result<> through_raw(kunit::Test &test)
{
	{
		auto owner = TRY(make_arc<Life>(GFP_KERNEL, 9u));
		const Life *raw = std::move(owner).into_raw();
		test.expect_eq(alive(), 1);
		test.expect_eq(raw->number, 9u);
		{
			// SAFETY: the reference that into_raw() left keeps it alive.
			Arc<Life> more = ArcBorrow<Life>::from_raw(unsafe, raw).share();
		}
		test.expect_eq(alive(), 1);
		// SAFETY: raw came from into_raw(), and is taken back once.
		auto back = Arc<Life>::from_raw(unsafe, raw);
		test.expect_eq(back->number, 9u);
	}
	test.expect_eq(alive(), 0);
	return ok;
}

template <typename T>
Result<> aligned(kunit::Test &test)
{
	auto owner = TRY(make_arc<T>(GFP_KERNEL, T{ 1 }));

	test.expect_eq(reinterpret_cast<usize>(&*owner) % alignof(T), 0u);
	test.expect(*owner == 1);
	return ok;
}
Result<> every_alignment(kunit::Test &test)
{
	TRY(aligned<u8>(test));
	TRY(aligned<u16>(test));
	TRY(aligned<u32>(test));
	TRY(aligned<u64>(test));
	return ok;
}

// Which objects may be shared, and the consequences for their owners.
struct Cache : OneTaskAtATime {};
struct Section : TaskBound {};
struct Derived : Section {};
struct Private : private Cache {};
static_assert(shareable<u32> && sendable<u32> && shareable<Life>);
static_assert(!shareable<Cache> && sendable<Cache> && !shareable<Private>);
static_assert(!shareable<Section> && !sendable<Section> && !sendable<Derived>);
static_assert(!shareable<Box<Cache>> && sendable<Box<Cache>> && !sendable<Vec<Box<Section>>>);
static_assert(!shareable<const Cache> && !shareable<Cache[3]> && !shareable<Result<Cache>>);
static_assert(!sendable<Cache &> && sendable<u32 &> && shareable<Arc<u32>>);
static_assert(sizeof(Arc<u64>) == sizeof(void *) && sizeof(ArcBorrow<u64>) == sizeof(void *));

} // namespace

KUNIT_SUITE(arc, { "last_owner_destroys", last_owner_destroys }, { "moves_count_nothing", moves_count_nothing },
	    { "borrow_makes_owners", borrow_makes_owners }, { "unique_before_shared", unique_before_shared },
	    { "memory_first", memory_first }, { "initialisers", initialisers },
	    { "becomes_its_base", becomes_its_base }, { "through_raw", through_raw },
	    { "every_alignment", every_alignment });
