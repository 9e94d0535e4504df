// SPDX-License-Identifier: GPL-2.0
//! Values of one of several types, and the way back from a base.
#include <kernel/base/one_of.hpp>
#include <kernel/memory/downcast.hpp>
#include <kernel/prelude.hpp>
#include <kernel/test/kunit.hpp>

using namespace kernel;

namespace {

/// Counts its live objects.
class Alive {
public:
	explicit Alive(u32 &count) : count_(&count) { ++*count_; }
	Alive(Alive &&other) noexcept : count_(other.count_) { ++*count_; }
	Alive &operator=(Alive &&) = delete;
	~Alive() { --*count_; }

private:
	u32 *count_;
};
struct Small {
	u8 value;
};

Result<> holds_one(kunit::Test &test)
{
	OneOf<Small, u64, Box<u32>> value = Small{ 7 };

	test.expect(value.is<Small>() && !value.is<u64>());
	TRY(test.require(value.get<Small>()));
	test.expect_eq(value.get<Small>()->value, 7);
	test.expect_null(value.get<u64>());
	value = ~u64{ 0 };
	test.expect_eq(*value.get<u64>(), ~u64{ 0 });
	value = TRY(make_box<u32>(GFP_KERNEL, 5u));
	const auto sum = value.match([](Small small) { return u64{ small.value }; }, [](u64 wide) { return wide; },
				     [](const Box<u32> &box) { return u64{ *box }; });
	test.expect_eq(sum, 5u);
	// match() on an rvalue hands out the value itself.
	Box<u32> mine = TRY(std::move(value).match([](Small) -> Result<Box<u32>> { return EINVAL; },
						   [](u64) -> Result<Box<u32>> { return EINVAL; },
						   [](Box<u32> &&box) -> Result<Box<u32>> { return std::move(box); }));
	test.expect_eq(*mine, 5u);
	static_assert(sizeof(OneOf<Small, u8>) == 2 && std::is_trivially_destructible_v<OneOf<Small, u8>>);
	static_assert(!shareable<OneOf<u8, Vec<OneTaskAtATime>>>);
	return ok;
}

void destroys_one(kunit::Test &test)
{
	u32 alive = 0;
	{
		OneOf<Alive, Small> value{ Alive(alive) };
		test.expect_eq(alive, 1u);
		OneOf<Alive, Small> other(std::move(value));
		test.expect_eq(alive, 2u);
		value = Small{ 1 };
		test.expect_eq(alive, 1u);
		value = std::move(other);
		test.expect_eq(alive, 2u);
		value = OneOf<Alive, Small>(Small{ 2 });
		test.expect_eq(alive, 1u);
	}
	test.expect_eq(alive, 0u);
}

struct Branch;
using Tree = OneOf<Small, Branch>;
struct Rest {
	virtual ~Rest() = default;
	virtual Tree &tree() = 0;
};
struct Branch {
	Box<Rest> rest;
	Alive alive;
};
struct Inner final : Rest {
	explicit Inner(Tree tree) : tree_(std::move(tree)) {}
	Tree &tree() override { return tree_; }

	Tree tree_;
};

Result<> assigned_a_part_of_itself(kunit::Test &test)
{
	u32 alive = 0;
	{
		auto leaf = TRY(make_box<Inner>(GFP_KERNEL, Small{ 7 }));
		auto inner = TRY(make_box<Inner>(GFP_KERNEL, Branch{ std::move(leaf), Alive(alive) }));
		Tree tree = Branch{ std::move(inner), Alive(alive) };

		tree = std::move(tree.get<Branch>()->rest->tree());
		test.expect_eq(alive, 1u);
		TRY(test.require(tree.get<Branch>()));
		tree = std::move(tree.get<Branch>()->rest->tree());
		test.expect_eq(alive, 0u);
		TRY(test.require(tree.get<Small>()));
		test.expect_eq(tree.get<Small>()->value, 7);
	}
	test.expect_eq(alive, 0u);
	return ok;
}

class Shape : public AnyKind {
public:
	explicit Shape(u32 &alive) : alive_(alive) { ++alive_; }
	~Shape() override { --alive_; }
	virtual u32 corners() const = 0;

private:
	u32 &alive_;
};
class Square final : public Kind<Square, Shape> {
public:
	using Kind::Kind;
	u32 corners() const override { return 4; }
	u32 side = 3;
};
class Circle final : public Kind<Circle, Shape> {
public:
	using Kind::Kind;
	u32 corners() const override { return 0; }
};

Result<> finds_the_class(kunit::Test &test)
{
	u32 alive = 0;
	{
		Arc<Shape> shape = TRY(make_arc<Square>(GFP_KERNEL, alive));
		Arc<Shape> second = shape.share();
		test.expect_null(downcast<Circle>(*shape));
		TRY(test.require(downcast<Square>(*shape)));
		test.expect_eq(downcast<Square>(*shape)->side, 3u);
		test.expect_error(downcast<Circle>(std::move(shape)), EINVAL);
		test.expect_eq(shape->corners(), 4u); // the failed downcast kept its owner
		Arc<Square> square = TRY(downcast<Square>(std::move(shape)));
		test.expect_eq(square->side, 3u);
		test.expect_eq(alive, 1u);
	}
	test.expect_eq(alive, 0u);
	{
		Box<Shape> shape = TRY(make_box<Circle>(GFP_KERNEL, alive));
		test.expect_error(downcast<Square>(std::move(shape)), EINVAL);
		Box<Circle> circle = TRY(downcast<Circle>(std::move(shape)));
		test.expect_eq(circle->corners(), 0u);
		test.expect_eq(alive, 1u);
	}
	test.expect_eq(alive, 0u);
	return ok;
}

KUNIT_SUITE(one_of, { "holds_one", holds_one }, { "destroys_one", destroys_one },
	    { "assigned_a_part_of_itself", assigned_a_part_of_itself });
KUNIT_SUITE(downcasts, { "finds_the_class", finds_the_class });

} // namespace
