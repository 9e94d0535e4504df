// SPDX-License-Identifier: GPL-2.0
//! Vec: every element is destroyed once, and a failure leaves everything unchanged.
#include "../counted.hpp"
#include "../watching.hpp"

using namespace kernel;

namespace {

/// Whether `v` holds exactly these numbers.
template <typename V>
bool holds(const V &v, std::initializer_list<u32> numbers)
{
	usize i = 0;

	if (v.size() != numbers.size())
		return false;
	for (u32 n : numbers)
		if (v.get(i++)->number() != n)
			return false;
	return true;
}

Result<Vec<Counted>> up_to(Tally &tally, u32 count)
{
	Vec<Counted> made;

	for (u32 i = 0; i < count; i++)
		TRY(made.push(Counted(tally, i), GFP_KERNEL));
	return made;
}

template <typename Allocator>
Result<> grows(kunit::Test &test)
{
	Tally tally;
	{
		Vec<Counted, Allocator> objects;
		Vec<u16, Allocator> numbers;
		usize reallocations = 0, capacity = 0;

		for (u32 i = 0; i < 3000; i++) {
			TRY(objects.push(Counted(tally, i), GFP_KERNEL));
			TRY(numbers.push(static_cast<u16>(i), GFP_KERNEL));
			reallocations += std::exchange(capacity, numbers.capacity()) != numbers.capacity();
		}
		test.expect_lt(reallocations, 10u);
		test.expect_eq(tally.alive, 3000);
		u32 wrong = 0;
		for (u32 i = 0; i < 3000; i++)
			wrong += objects.get(i)->number() != i || *numbers.get(i) != i;
		test.expect_eq(wrong, 0u);
		TRY(numbers.shrink_to_fit(GFP_KERNEL));
		test.expect_eq(numbers.capacity(), 3000u);
		test.expect_eq(*numbers.get(2999), 2999);
		objects.truncate(10);
		TRY(objects.shrink_to_fit(GFP_KERNEL));
		test.expect_eq(objects.capacity(), 10u);
		test.expect_eq(tally.alive, 10);
	}
	test.expect_eq(tally.alive, 0);
	test.expect_eq(tally.destroyed, 3000u);
	return ok;
}

Result<> nothing_allocated(kunit::Test &test)
{
	Vec<u32> v;

	test.expect_eq(v.capacity(), 0u);
	test.expect_null(v.begin());
	test.expect_null(v.get(0));
	test.expect_null(v.front());
	test.expect_null(v.back());
	v.pop();
	v.clear();
	v.truncate(0);
	v.erase(0, 1);
	v.retain([](u32) { return false; });
	v.drain(0, 5, [&](u32) { test.fail("an empty Vec yielded an element"); });
	v.sort();
	test.expect_error(v.take_last(), ENOENT);
	test.expect_error(v.remove(0), ERANGE);
	test.expect_error(v.swap_remove(0), ERANGE);
	TRY(v.reserve(0, GFP_KERNEL));
	TRY(v.extend(Span<const u32>(), GFP_KERNEL));
	TRY(v.shrink_to_fit(GFP_KERNEL));
	test.expect_eq(TRY(v.clone(GFP_KERNEL)).capacity(), 0u);
	test.expect_eq(TRY(Vec<u32>::with_capacity(0, GFP_KERNEL)).capacity(), 0u);
	test.expect_eq(v.capacity(), 0u);
	return ok;
}

Result<> too_many(kunit::Test &test)
{
	Tally tally;
	auto v = TRY(up_to(tally, 3));
	const Counted *before = v.begin();

	test.expect_error(v.reserve(~usize{ 0 }, GFP_KERNEL), EOVERFLOW);
	test.expect_error(v.reserve(~usize{ 0 } / sizeof(Counted), GFP_KERNEL), EOVERFLOW);
	test.expect_error(v.reserve(largest_object / sizeof(Counted) - 3, GFP_KERNEL | __GFP_NOWARN), ENOMEM);
	Vec<u8> bytes;
	test.expect_error(bytes.resize(usize{ 1 } << 40, 0, GFP_KERNEL | __GFP_NOWARN), ENOMEM);
	test.expect_eq(bytes.size(), 0u);
	test.expect_eq(v.begin(), before);
	test.expect(holds(v, { 0, 1, 2 }));
	return ok;
}

Result<> inserts(kunit::Test &test)
{
	Tally tally;
	{
		auto v = TRY(up_to(tally, 4));
		test.expect_error(v.insert(5, Counted(tally, 9), GFP_KERNEL), ERANGE);
		test.expect_eq(tally.alive, 4);
		TRY(v.insert(4, Counted(tally, 14), GFP_KERNEL));
		TRY(v.insert(0, Counted(tally, 10), GFP_KERNEL));
		TRY(v.insert(2, Counted(tally, 12), GFP_KERNEL));
		test.expect(holds(v, { 10, 0, 12, 1, 2, 3, 14 }));
		Vec<u32> numbers;
		for (u32 i = 0; i < 100; i++)
			TRY(numbers.insert(i / 2, i, GFP_KERNEL));
		test.expect_eq(*numbers.get(0), 1u);
		test.expect_eq(*numbers.get(49), 99u);
		test.expect_eq(*numbers.get(99), 0u);
	}
	test.expect_eq(tally.alive, 0);
	return ok;
}

Result<> removes(kunit::Test &test)
{
	Tally tally;
	{
		auto v = TRY(up_to(tally, 6));
		test.expect_eq(TRY(v.remove(2)).number(), 2u);
		test.expect(holds(v, { 0, 1, 3, 4, 5 }));
		test.expect_eq(TRY(v.swap_remove(0)).number(), 0u);
		test.expect(holds(v, { 5, 1, 3, 4 }));
		test.expect_eq(TRY(v.swap_remove(3)).number(), 4u);
		test.expect_eq(TRY(v.take_last()).number(), 3u);
		test.expect_eq(TRY(v.remove(1)).number(), 1u);
		test.expect_eq(tally.alive, 1);
		test.expect_error(v.remove(1), ERANGE);
		v.pop();
		test.expect_eq(tally.alive, 0);
	}
	test.expect_eq(tally.destroyed, 6u);
	return ok;
}

// Drains every range, and compares the rest with a simple computation.
Result<> drains(kunit::Test &test)
{
	constexpr u32 size = 5;

	for (usize from : { usize{ 0 }, usize{ 1 }, usize{ 4 }, usize{ 5 }, usize{ 9 }, ~usize{ 0 } })
		for (usize count : { usize{ 0 }, usize{ 1 }, usize{ 3 }, usize{ 5 }, ~usize{ 0 } }) {
			Tally tally;
			auto v = TRY(up_to(tally, size)), w = TRY(up_to(tally, size));
			const usize gone = from >= size ? 0 : count < size - from ? count : size - from;
			u32 next = static_cast<u32>(from);

			v.drain(from, count, [&](Counted taken) {
				test.expect_eq(taken.number(), next++);
				test.expect(v.empty());
			});
			w.erase(from, count);
			test.expect_eq(v.size(), size - gone);
			test.expect(v == w);
			test.expect_eq(tally.alive, 2 * (size - gone));
			for (usize i = 0; i < v.size(); i++)
				test.expect_eq(v.get(i)->number(), i < from ? i : i + gone);
		}
	return ok;
}

Result<> retains(kunit::Test &test)
{
	Tally tally;
	{
		auto v = TRY(up_to(tally, 10));
		v.retain([](const Counted &c) { return c.number() % 3 == 0; });
		test.expect(holds(v, { 0, 3, 6, 9 }));
		test.expect_eq(tally.alive, 4);
		// Changes that the callable makes to the Vec itself are lost, and do no other harm.
		v.retain([&](const Counted &c) {
			v.push(Counted(tally, 77), GFP_KERNEL).ignore();
			v.clear();
			return c.number() != 3;
		});
		test.expect(holds(v, { 0, 6, 9 }));
		v.retain([](const Counted &) { return false; });
		test.expect(v.empty());
	}
	test.expect_eq(tally.alive, 0);
	return ok;
}

Result<> resizes(kunit::Test &test)
{
	Tally tally;
	{
		Vec<Copied> v;
		TRY(v.resize(3, Copied(tally, 7), GFP_KERNEL));
		test.expect(holds(v, { 7, 7, 7 }));
		test.expect_eq(tally.alive, 3);
		TRY(v.push(Copied(tally, 8), GFP_KERNEL));
		TRY(v.resize(40, *v.back(), GFP_KERNEL)); // copies an element of the Vec, which moves while it grows
		test.expect_eq(v.get(39)->number(), 8u);
		TRY(v.resize(2, Copied(tally, 1), GFP_KERNEL));
		test.expect(holds(v, { 7, 7 }));
		v.truncate(5);
		test.expect_eq(v.size(), 2u);
		auto three = TRY(Vec<u32>::from_elem(6u, 3, GFP_KERNEL));
		const u32 sixes[] = { 6, 6, 6 };
		test.expect(three == span_of(sixes));
	}
	test.expect_eq(tally.alive, 0);
	return ok;
}

Result<> extends(kunit::Test &test)
{
	Tally tally;
	{
		const u32 digits[] = { 3, 1, 4 };
		Vec<u32> v;
		TRY(v.extend(digits, GFP_KERNEL));
		TRY(v.extend(span_of(digits).first(1), GFP_KERNEL));
		// Appends the Vec to itself, with and without growing.
		for (u32 i = 0; i < 6; i++)
			TRY(v.extend(v.span(), GFP_KERNEL));
		test.expect_eq(v.size(), 256u);
		u32 wrong = 0;
		for (usize i = 0; i < v.size(); i++)
			wrong += *v.get(i) != (i % 4 == 3 ? 3 : digits[i % 4]);
		test.expect_eq(wrong, 0u);
		Vec<Copied> objects;
		TRY(objects.push(Copied(tally, 1), GFP_KERNEL));
		TRY(objects.push(Copied(tally, 2), GFP_KERNEL));
		for (u32 i = 0; i < 4; i++)
			TRY(objects.extend(objects.span(), GFP_KERNEL));
		test.expect_eq(objects.size(), 32u);
		test.expect_eq(objects.get(31)->number(), 2u);
	}
	test.expect_eq(tally.alive, 0);
	return ok;
}

Result<> appends_itself(kunit::Test &test)
{
	Tally tally;
	{
		Vec<Copied> v;
		TRY(v.push(Copied(tally, 1), GFP_KERNEL));
		TRY(v.push(Copied(tally, 2), GFP_KERNEL));
		// The Vec is appended to itself, with and without room for that.
		TRY(v.shrink_to_fit(GFP_KERNEL));
		TRY(v.append_range(v, GFP_KERNEL));
		test.expect(holds(v, { 1, 2, 1, 2 }));
		TRY(v.shrink_to_fit(GFP_KERNEL));
		TRY(v.append_range(v.span().last(3), GFP_KERNEL));
		test.expect(holds(v, { 1, 2, 1, 2, 2, 1, 2 }));
		TRY(v.reserve(10, GFP_KERNEL));
		TRY(v.append_range(v.span().first(1), GFP_KERNEL));
		test.expect(holds(v, { 1, 2, 1, 2, 2, 1, 2, 1 }));
	}
	test.expect_eq(tally.alive, 0);
	// The Vec is extended with its own bytes, through a view of another type.
	Vec<u16> numbers;
	TRY(numbers.push(0x0201, GFP_KERNEL));
	TRY(numbers.shrink_to_fit(GFP_KERNEL));
	// SAFETY: the bytes of its only element.
	auto bytes = Span<const u8>::of(unsafe, reinterpret_cast<const u8 *>(numbers.begin()), sizeof(u16));
	TRY(numbers.append_range(bytes, GFP_KERNEL));
	const u16 expected[] = { 0x0201, 1, 2 };
	test.expect(numbers == span_of(expected));
	return ok;
}

Result<> collects(kunit::Test &test)
{
	const u8 bytes[] = { 1, 2, 3 };
	auto numbers = TRY(Vec<u32>::collect(bytes, GFP_KERNEL));
	const u32 wide[] = { 1, 2, 3 };
	test.expect(numbers == span_of(wide));
	auto boxed = TRY(KVVec<u64>::collect(numbers, GFP_KERNEL));
	test.expect_eq(*boxed.back(), 3u);
	Tally tally;
	auto first = TRY(up_to(tally, 3)), second = TRY(up_to(tally, 2));
	TRY(first.append(second, GFP_KERNEL));
	test.expect(second.empty());
	test.expect(holds(first, { 0, 1, 2, 0, 1 }));
	test.expect_error(first.append(first, GFP_KERNEL), EINVAL);
	test.expect_eq(tally.alive, 5);
	return ok;
}

Result<> clones(kunit::Test &test)
{
	Tally tally;
	{
		Vec<Copied> v;
		TRY(v.push(Copied(tally, 1), GFP_KERNEL));
		TRY(v.push(Copied(tally, 2), GFP_KERNEL));
		auto copy = TRY(v.clone(GFP_KERNEL));
		test.expect_eq(tally.alive, 4);
		v.clear();
		test.expect(holds(copy, { 1, 2 }));
	}
	test.expect_eq(tally.alive, 0);
	Vec<Vec<u32>> table;
	TRY(table.push(TRY(Vec<u32>::from_elem(5u, 3, GFP_KERNEL)), GFP_KERNEL));
	auto copy = TRY(table.clone(GFP_KERNEL));
	test.expect(*copy.front() == *table.front());
	test.expect_ne(copy.front()->begin(), table.front()->begin());
	return ok;
}

Result<> moves(kunit::Test &test)
{
	Tally tally;
	auto v = TRY(up_to(tally, 3));
	const Counted *data = v.begin();
	Vec<Counted> w = std::move(v);

	test.expect_eq(w.begin(), data);
	test.expect(v.empty());
	test.expect_null(v.begin());
	v = TRY(up_to(tally, 1));
	v = std::move(w);
	test.expect(holds(v, { 0, 1, 2 }));
	test.expect_eq(tally.alive, 3);
	Vec<Counted> &same = v;
	v = std::move(same);
	test.expect(holds(v, { 0, 1, 2 }));
	return ok;
}

Result<> raw_parts(kunit::Test &test)
{
	Tally tally;
	auto v = TRY(up_to(tally, 3));
	auto raw = std::move(v).into_raw();

	test.expect_eq(raw.size, 3u);
	test.expect_eq(tally.alive, 3);
	{
		// SAFETY: from into_raw() above, taken back once.
		auto again = Vec<Counted>::from_raw(unsafe, raw);
		test.expect(holds(again, { 0, 1, 2 }));
	}
	test.expect_eq(tally.alive, 0);
	auto bytes = TRY(Vec<u8>::with_capacity(10, GFP_KERNEL));
	// SAFETY: the memory is only written.
	auto spare = bytes.spare(unsafe);
	test.expect_eq(spare.size(), bytes.capacity());
	spare.first(4).fill(9);
	// SAFETY: the first four were just written.
	bytes.set_size(unsafe, 4);
	test.expect_eq(*bytes.back(), 9);
	return ok;
}

Result<> reserved(kunit::Test &test)
{
	Tally tally;
	{
		auto v = TRY(Vec<Counted>::with_capacity(2, GFP_KERNEL));
		const usize room = v.capacity();
		for (usize i = 0; i < room; i++)
			TRY(v.push_reserved(Counted(tally, 0)));
		test.expect_error(v.push_reserved(Counted(tally, 1)), ENOSPC);
		test.expect_eq(v.size(), room);
		test.expect_eq(tally.alive, static_cast<i64>(room));
	}
	test.expect_eq(tally.alive, 0);
	return ok;
}

struct alignas(64) Line {
	u64 number;
};
struct alignas(32) Odd {
	explicit Odd(u32 n) : number(n) {}
	Odd(Odd &&other) noexcept : number(other.number) {}
	~Odd() {}
	u32 number;
	u8 rest[60];
};

template <typename Allocator>
Result<> aligned(kunit::Test &test)
{
	Vec<Line, Allocator> lines;
	Vec<Odd, Allocator> odds;
	const u32 many = test.rounds(200);
	u32 wrong = 0;

	for (u32 i = 0; i < many; i++) {
		TRY(lines.push(Line{ i }, GFP_KERNEL));
		TRY(odds.push(Odd(i), GFP_KERNEL));
		wrong += address(lines.begin()) % 64 != 0 || address(odds.begin()) % 32 != 0;
		if (i % 50 == 0) {
			TRY(lines.shrink_to_fit(GFP_KERNEL));
			TRY(odds.shrink_to_fit(GFP_KERNEL));
			wrong += address(lines.begin()) % 64 != 0 || address(odds.begin()) % 32 != 0;
		}
	}
	for (u32 i = 0; i < many; i++)
		wrong += lines.get(i)->number != i || odds.get(i)->number != i;
	test.expect_eq(wrong, 0u);
	return ok;
}

Result<> sorts(kunit::Test &test)
{
	Tally tally;
	{
		Vec<Counted> v;
		u32 number = 1;
		for (u32 i = 0; i < 500; i++) {
			number = number * 1103515245 + 12345;
			TRY(v.push(Counted(tally, number >> 16), GFP_KERNEL));
		}
		v.sort();
		const Vec<Counted> &sorted = v;
		test.expect(is_sorted(sorted.span()));
		v.sort([](const Counted &a, const Counted &b) { return b < a; });
		test.expect(!(*v.front() < *v.back()));
		test.expect_eq(tally.alive, 500);
	}
	test.expect_eq(tally.alive, 0);
	test.expect_eq(tally.destroyed, 500u);
	return ok;
}

// An operation either succeeds or changes nothing. The walk over failures makes each allocation fail.
Result<> fails_cleanly(kunit::Test &test)
{
	Tally tally;
	auto v = TRY(up_to(tally, 3));
	const usize capacity = v.capacity();

	for (u32 i = 0; i < 20; i++) {
		const usize size = v.size();

		if (v.push(Counted(tally, i), GFP_KERNEL).is_error()) {
			test.expect_eq(v.size(), size);
			test.expect_eq(v.get(2)->number(), 2u);
			test.expect_eq(tally.alive, static_cast<i64>(size));
		}
	}
	test.expect_ge(v.capacity(), capacity);
	return ok;
}

/// A node owns nodes: its class is incomplete where it names them.
struct Tree {
	Vec<Tree> children;
	Vec<Box<Tree>> boxed;
	Counted self;
};

Result<> holds_its_own_class(kunit::Test &test)
{
	Tally tally;

	{
		Tree root{ {}, {}, Counted(tally, 1u) };
		Tree child{ {}, {}, Counted(tally, 2u) };

		TRY(child.children.push(Tree{ {}, {}, Counted(tally, 3u) }, GFP_KERNEL));
		TRY(root.children.push(std::move(child), GFP_KERNEL));
		Tree other{ {}, {}, Counted(tally, 4u) };
		TRY(root.boxed.push(TRY(make_box<Tree>(GFP_KERNEL, std::move(other))), GFP_KERNEL));
		test.expect_eq(root.children.get(0)->children.get(0)->self.number(), 3u);
		test.expect_eq((*root.boxed.get(0))->self.number(), 4u);
	}
	test.expect_eq(tally.alive, 0);
	return ok;
}

/// An element whose destructor reads the Vec that contains it.
struct Looks {
	Looks(const Vec<Looks> &around, u32 &most) : around(&around), most(&most) {}
	Looks(Looks &&other) noexcept : around(std::exchange(other.around, nullptr)), most(other.most) {}
	~Looks()
	{
		if (around && around->size() > *most)
			*most = static_cast<u32>(around->size());
	}

	const Vec<Looks> *around;
	u32 *most;
};

/// No destructor sees elements that are already destroyed, or are being destroyed.
Result<> destroys_what_is_not_counted(kunit::Test &test)
{
	u32 most = 0;
	Vec<Looks> v;

	for (u32 i = 0; i < 8; i++)
		TRY(v.push(Looks(v, most), GFP_KERNEL));
	most = 0;
	v.erase(1, 2);
	test.expect_eq(most, 0u);
	test.expect_eq(v.size(), 6u);
	v.truncate(4);
	test.expect_eq(most, 4u);
	v.pop();
	v.clear();
	test.expect_eq(most, 4u);
	return ok;
}

template <typename T>
using PlainVec = Vec<T>;
using Watcher = Watching<PlainVec>;

template <typename Vector>
u32 digits_of(const Vector &vector)
{
	u32 digits = 0;

	for (const auto &each : vector)
		digits = digits * 10 + each.number();
	return digits;
}

/// No element that is moved or destroyed on the way sees one that is not there yet, or not any more.
Result<> moves_what_is_not_counted(kunit::Test &test)
{
	u32 dead = 0;
	Vec<Watcher> v, more;

	for (u32 i = 1; i <= 5; i++)
		TRY(v.push(Watcher(v, dead, i), GFP_KERNEL));
	test.expect_eq(dead, 0u);
	TRY(v.insert(1, Watcher(v, dead, 6), GFP_KERNEL));
	test.expect_eq(dead, 0u);
	test.expect_eq(digits_of(v), 162345u);
	test.expect_eq(TRY(v.remove(2)).number(), 2u);
	test.expect_eq(TRY(v.swap_remove(0)).number(), 1u);
	test.expect_eq(TRY(v.take_last()).number(), 4u);
	test.expect_eq(digits_of(v), 563u);
	test.expect_eq(dead, 0u);
	for (u32 i = 7; i <= 9; i++)
		TRY(more.push(Watcher(more, dead, i), GFP_KERNEL));
	TRY(v.append(more, GFP_KERNEL));
	TRY(v.shrink_to_fit(GFP_KERNEL));
	test.expect_eq(digits_of(v), 563789u);
	test.expect(more.empty());
	test.expect_eq(dead, 0u);
	v.retain([](const Watcher &each) { return each.number() != 3; });
	v.drain(0, 1, [](Watcher) {});
	v.erase(1, 1);
	test.expect_eq(digits_of(v), 689u);
	v.clear();
	test.expect_eq(dead, 0u);
	return ok;
}

} // namespace

KUNIT_SUITE(vec, { "grows_kmalloc", grows<Kmalloc> }, { "grows_vmalloc", grows<Vmalloc> },
	    { "grows_kvmalloc", grows<KVmalloc> }, { "nothing_allocated", nothing_allocated }, { "too_many", too_many },
	    { "inserts", inserts }, { "removes", removes }, { "drains", drains }, { "retains", retains },
	    { "resizes", resizes }, { "extends", extends }, { "appends_itself", appends_itself },
	    { "collects", collects }, { "clones", clones }, { "moves", moves }, { "raw_parts", raw_parts },
	    { "reserved", reserved }, { "aligned_kmalloc", aligned<Kmalloc> }, { "aligned_vmalloc", aligned<Vmalloc> },
	    { "aligned_kvmalloc", aligned<KVmalloc> }, { "sorts", sorts }, { "fails_cleanly", fails_cleanly },
	    { "holds_its_own_class", holds_its_own_class },
	    { "destroys_what_is_not_counted", destroys_what_is_not_counted },
	    { "moves_what_is_not_counted", moves_what_is_not_counted });
