// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/memory/init.hpp refuses.
#include <kernel/memory/init.hpp>

using namespace kernel;

// REFUSED init_field_from_wrong_value: in_place::field: neither an initialiser of the field nor a value for it
struct Pair {
	u32 a;
	u64 b;
};

Result<> build(Slot<Pair> &slot);
Result<> build(Slot<Pair> &slot)
{
#ifdef FIXED
	TRY(slot.emplace(in_place::fields<Pair>(in_place::field<&Pair::a>(1u), in_place::field<&Pair::b>(2ull))));
#else
	TRY(slot.emplace(in_place::fields<Pair>(in_place::field<&Pair::a>("one"), in_place::field<&Pair::b>(2ull))));
#endif
	return ok;
}

// REFUSED init_field_missing: in_place::fields<T> names every field of T exactly once
struct Pair {
	u32 a;
	u64 b;
};

Result<> build(Slot<Pair> &slot);
Result<> build(Slot<Pair> &slot)
{
#ifdef FIXED
	TRY(slot.emplace(in_place::fields<Pair>(in_place::field<&Pair::a>(1u), in_place::field<&Pair::b>(2ull))));
#else
	TRY(slot.emplace(in_place::fields<Pair>(in_place::field<&Pair::a>(1u))));
#endif
	return ok;
}

// REFUSED init_field_of_other_type: in_place::fields<T> got a field of another type
struct Pair {
	u32 a;
	u64 b;
};

struct Other {
	u32 a;
};

Result<> build(Slot<Pair> &slot);
Result<> build(Slot<Pair> &slot)
{
#ifdef FIXED
	TRY(slot.emplace(in_place::fields<Pair>(in_place::field<&Pair::a>(1u), in_place::field<&Pair::b>(2ull))));
#else
	TRY(slot.emplace(in_place::fields<Pair>(in_place::field<&Pair::b>(1ull), in_place::field<&Other::a>(2u))));
#endif
	return ok;
}

// REFUSED init_field_twice: in_place::fields<T> initialises a field twice
struct Pair {
	u32 a;
	u64 b;
};

Result<> build(Slot<Pair> &slot);
Result<> build(Slot<Pair> &slot)
{
#ifdef FIXED
	TRY(slot.emplace(in_place::fields<Pair>(in_place::field<&Pair::a>(1u), in_place::field<&Pair::b>(2ull))));
#else
	TRY(slot.emplace(in_place::fields<Pair>(in_place::field<&Pair::a>(1u), in_place::field<&Pair::a>(2u))));
#endif
	return ok;
}

// REFUSED init_fields_of_class: in_place::fields<T> is for aggregates
class Closed {
public:
	explicit Closed(u32 number) : a(number) {}
	u32 a;
};

Result<> build(Slot<Closed> &slot);
Result<> build(Slot<Closed> &slot)
{
#ifdef FIXED
	TRY(slot.emplace(in_place::value<Closed>(1u)));
#else
	TRY(slot.emplace(in_place::fields<Closed>(in_place::field<&Closed::a>(1u))));
#endif
	return ok;
}

// REFUSED init_from_c_without_unsafe: no matching function for call to .*from_c
struct Pair {
	u32 a;
	u64 b;
};

Result<> build(Slot<Pair> &slot);
Result<> build(Slot<Pair> &slot)
{
	auto f = [](Pair *pair) {
		pair->a = 1;
		pair->b = 2;
		return 0;
	};
#ifdef FIXED
	// SAFETY: builds the whole pair and never fails.
	TRY(slot.emplace(in_place::from_c<Pair>(unsafe, f)));
#else
	TRY(slot.emplace(in_place::from_c<Pair>(f)));
#endif
	return ok;
}

// REFUSED slot_moved: use of deleted function
u32 *take(Slot<u32> &from);
u32 *take(Slot<u32> &from)
{
#ifdef FIXED
	return from.get();
#else
	Slot<u32> to(std::move(from));
	return to.get();
#endif
}
