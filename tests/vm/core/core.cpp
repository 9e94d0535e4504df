// SPDX-License-Identifier: GPL-2.0
//! core: what prelude.hpp promises, checked in a running kernel: memory from every allocator,
//! errors and their names, results, ownership.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

u32 passed, failed;

void check(bool condition, const char *what)
{
	(condition ? passed : failed)++;
	if (!condition)
		pr_err("failed: {}", what);
}

bool equal(const char *a, const char *b)
{
	for (; *a && *a == *b; a++, b++)
		;
	return *a == *b;
}

/// Counts how many of it live.
struct Counted {
	explicit Counted(u32 number) : number(number) { alive++; }
	Counted(Counted &&other) noexcept : number(other.number) { alive++; }
	Counted &operator=(Counted &&) = default;
	~Counted() { alive--; }

	u32 number;
	static inline constinit u32 alive = 0;
};

template <typename Allocator>
Result<> boxes(const char *name)
{
	{
		auto box = TRY((make_box<Counted, Allocator>(GFP_KERNEL, 7u)));
		check(box->number == 7 && Counted::alive == 1, name);
		auto moved = std::move(box);
		check(!box.get() && moved->number == 7 && Counted::alive == 1, "a box moves");
		Counted *raw = std::move(moved).into_raw();
		check(Counted::alive == 1, "into_raw keeps the object");
		// SAFETY: raw came from into_raw() of a Box of the same type, one line above.
		auto back = Box<Counted, Allocator>::from_raw(unsafe, raw);
		back = TRY((make_box<Counted, Allocator>(GFP_KERNEL, 8u)));
		check(back->number == 8 && Counted::alive == 1, "assignment destroys the old object");
	}
	check(Counted::alive == 0, "boxes destroy their objects");
	return ok;
}

template <typename Allocator>
Result<> vectors(const char *name)
{
	{
		Vec<u32, Allocator> numbers;
		for (u32 i = 0; i < 3000; i++)
			TRY(numbers.push(i, GFP_KERNEL));
		u64 sum = 0;
		for (u32 n : numbers)
			sum += n;
		check(sum == 3000ull * 2999 / 2 && numbers.size() == 3000, name);
		check(!numbers.get(3000) && *numbers.get(2999) == 2999, "get() knows the end");
		numbers.pop();
		check(numbers.size() == 2999, "pop");
		check(numbers.reserve(~usize{ 0 }, GFP_KERNEL).error() == EOVERFLOW,
		      "reserve refuses what cannot be");
		check(numbers.size() == 2999 && *numbers.get(5) == 5, "and keeps what there was");
	}
	{
		Vec<Counted, Allocator> objects;
		for (u32 i = 0; i < 100; i++)
			TRY(objects.push(Counted(i), GFP_KERNEL));
		check(Counted::alive == 100, "objects live once each");
		Vec<Counted, Allocator> moved(std::move(objects));
		check(objects.empty() && moved.size() == 100, "a vector moves");
		bool in_order = true;
		for (u32 i = 0; i < 100; i++)
			in_order &= moved.get(i)->number == i;
		check(in_order, "objects keep their order when it grows");
		moved.clear();
		check(Counted::alive == 0, "clear destroys");
		TRY(moved.push(Counted(1), GFP_KERNEL));
	}
	check(Counted::alive == 0, "vectors destroy their objects");
	return ok;
}

Result<u32> positive(i32 n)
{
	if (n < 0)
		return ERANGE;
	return static_cast<u32>(n);
}

Result<u32> sum(i32 a, i32 b)
{
	return TRY(positive(a)) + TRY(positive(b));
}

void results()
{
	check(sum(1, 2).value_or(0u) == 3, "TRY hands the value on");
	check(sum(-1, 2).error() == ERANGE && sum(1, -2).to_c() == -34, "TRY hands the error on");
	check(Result<>::from_c(-12).error() == ENOMEM && Result<>::from_c(3).is_ok(), "from_c");
	check(Error::from_c(-5000) == EINVAL && Error::from_c(7) == EINVAL, "odd errors become EINVAL");
	Result<Box<Counted>> box = make_box<Counted>(GFP_KERNEL, 1u);
	check(box.is_ok() && Counted::alive == 1, "a result holds its value");
	Result<Box<Counted>> moved(std::move(box));
	check(moved.is_ok() && Counted::alive == 1, "a result moves");
}

void errors()
{
	u32 named = 0;

	for (int value = 1; value <= 4095; value++)
		named += !equal(Error(value).name(), "error");
	check(named == 149, "149 errno constants have names");
	check(equal(EPERM.name(), "EPERM") && equal(EHWPOISON.name(), "EHWPOISON") &&
		      equal(EPROBE_DEFER.name(), "EPROBE_DEFER") && equal(EAGAIN.name(), "EAGAIN"),
	      "names are right");
	check(EINVAL.to_c() == -22 && EINVAL.value() == 22, "values are the kernel's");
	check(EWOULDBLOCK == EAGAIN, "aliases are equal");
}

Result<> failures()
{
	// More than the machine has: refused, without a word in the log.
	Vec<u8> huge;
	check(huge.reserve(1ul << 40, GFP_KERNEL | __GFP_NOWARN).error() == ENOMEM,
	      "an allocation may fail");
	check(huge.empty() && huge.capacity() == 0, "and leaves the vector as it was");
	KVVec<u64> large;
	TRY(large.reserve(1 << 20, GFP_KERNEL));
	TRY(large.push(1ull, GFP_KERNEL));
	check(*large.get(0) == 1, "kvmalloc falls back to vmalloc");
	return ok;
}

class Core final : Pinned {
public:
	Result<> init()
	{
		TRY(boxes<Kmalloc>("a box from kmalloc"));
		TRY(boxes<Vmalloc>("a box from vmalloc"));
		TRY(boxes<KVmalloc>("a box from kvmalloc"));
		TRY(vectors<Kmalloc>("a vector from kmalloc"));
		TRY(vectors<Vmalloc>("a vector from vmalloc"));
		TRY(vectors<KVmalloc>("a vector from kvmalloc"));
		TRY(failures());
		results();
		errors();
		check(Counted::alive == 0, "nothing is left");
		pr_info("{} checks passed, {} failed", passed, failed);
		return ok;
	}
};

} // namespace

KERNEL_MODULE(Core, {
	.name = "core",
	.license = "GPL",
	.description = "Checks the core library",
})
