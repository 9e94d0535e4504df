// SPDX-License-Identifier: GPL-2.0
//! Vec in memory from each allocator: it grows, keeps order, destroys once, and refuses impossible sizes.
#include <kernel/prelude.hpp>
#include <kernel/test/kunit.hpp>

#include "../counted_by.hpp"

using namespace kernel;

namespace {

template <typename Allocator>
class Vectors final : Pinned {
	struct Tag;
	using Object = CountedBy<Tag>;

public:
	~Vectors() { Object::alive = 0; }

	Result<> grows(kunit::Test &test)
	{
		Vec<u32, Allocator> numbers;

		for (u32 i = 0; i < 3000; i++)
			TRY(numbers.push(i, GFP_KERNEL));
		u64 sum = 0;
		for (u32 n : numbers)
			sum += n;
		test.expect_eq(sum, 3000ull * 2999 / 2);
		test.expect_eq(numbers.size(), 3000);
		numbers.pop();
		test.expect_eq(numbers.size(), 2999);
		return ok;
	}

	Result<> knows_its_end(kunit::Test &test)
	{
		Vec<u32, Allocator> numbers;

		TRY(numbers.push(5u, GFP_KERNEL));
		test.expect_null(numbers.get(1));
		test.expect_null(numbers.get(~usize{ 0 }));
		TRY(test.require_not_null(numbers.get(0)));
		test.expect_eq(*numbers.get(0), 5);
		numbers.pop();
		numbers.pop();
		test.expect(numbers.empty());
		return ok;
	}

	Result<> refuses_the_impossible(kunit::Test &test)
	{
		Vec<u32, Allocator> numbers;

		TRY(numbers.push(5u, GFP_KERNEL));
		test.expect_error(numbers.reserve(~usize{ 0 }, GFP_KERNEL), EOVERFLOW);
		test.expect_eq(numbers.size(), 1);
		TRY(test.require_not_null(numbers.get(0)));
		test.expect_eq(*numbers.get(0), 5);
		return ok;
	}

	Result<> destroys_once(kunit::Test &test)
	{
		{
			Vec<Object, Allocator> objects;
			for (u32 i = 0; i < 100; i++)
				TRY(objects.push(Object(i), GFP_KERNEL));
			test.expect_eq(Object::alive, 100);
			Vec<Object, Allocator> moved(std::move(objects));
			test.expect(objects.empty());
			TRY(test.require_eq(moved.size(), 100));
			for (u32 i = 0; i < 100; i++)
				test.expect_eq(moved.get(i)->number, i);
			moved.clear();
			test.expect_eq(Object::alive, 0);
			TRY(moved.push(Object(1), GFP_KERNEL));
		}
		test.expect_eq(Object::alive, 0);
		return ok;
	}
};

Result<> copies_an_array(kunit::Test &test)
{
	static constexpr u16 values[] = { 1, 2, 3 };
	auto numbers = TRY(Vec<u16>::with_capacity(2, GFP_KERNEL));

	TRY(numbers.extend(values, GFP_KERNEL));
	TRY(numbers.extend(values, GFP_KERNEL));
	TRY(test.require_eq(numbers.size(), 6));
	test.expect_eq(*numbers.get(5), 3);
	test.expect_ge(numbers.capacity(), 6);
	return ok;
}

void survives_failure(kunit::Test &test)
{
	Vec<u8> huge;

	// A size above the machine's memory is refused, and nothing is logged.
	test.expect_error(huge.reserve(1ul << 40, GFP_KERNEL | __GFP_NOWARN), ENOMEM);
	test.expect(huge.empty());
	test.expect_eq(huge.capacity(), 0);
}

Result<> kvmalloc_falls_back(kunit::Test &test)
{
	KVVec<u64> large;

	TRY(large.reserve(1 << 20, GFP_KERNEL));
	TRY(large.push(1ull, GFP_KERNEL));
	test.expect_eq(*large.begin(), 1);
	return ok;
}

using Kmalloced = Vectors<Kmalloc>;
using Vmalloced = Vectors<Vmalloc>;
using KVmalloced = Vectors<KVmalloc>;

} // namespace

KUNIT_SUITE(vec_allocators, { "kmalloc_grows", kunit::fixture<&Kmalloced::grows> },
	    { "kmalloc_knows_its_end", kunit::fixture<&Kmalloced::knows_its_end> },
	    { "kmalloc_refuses_the_impossible", kunit::fixture<&Kmalloced::refuses_the_impossible> },
	    { "kmalloc_destroys_once", kunit::fixture<&Kmalloced::destroys_once> },
	    { "vmalloc_grows", kunit::fixture<&Vmalloced::grows> },
	    { "vmalloc_knows_its_end", kunit::fixture<&Vmalloced::knows_its_end> },
	    { "vmalloc_refuses_the_impossible", kunit::fixture<&Vmalloced::refuses_the_impossible> },
	    { "vmalloc_destroys_once", kunit::fixture<&Vmalloced::destroys_once> },
	    { "kvmalloc_grows", kunit::fixture<&KVmalloced::grows> },
	    { "kvmalloc_knows_its_end", kunit::fixture<&KVmalloced::knows_its_end> },
	    { "kvmalloc_refuses_the_impossible", kunit::fixture<&KVmalloced::refuses_the_impossible> },
	    { "kvmalloc_destroys_once", kunit::fixture<&KVmalloced::destroys_once> },
	    { "copies_an_array", copies_an_array }, { "survives_failure", survives_failure },
	    { "kvmalloc_falls_back", kvmalloc_falls_back });
