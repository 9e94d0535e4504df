// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/base/result.hpp refuses.
#include <kernel/base/result.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED result_assigned: use of deleted function
// The first error would be lost.
Result<> first();
Result<> second();
Result<> use()
{
#ifdef FIXED
	TRY(first());
	return second();
#else
	Result<> done = first();
	done = second();
	return done;
#endif
}

// REFUSED result_of_value_assigned: use of deleted function
// The error of the first call would be lost.
Result<int> first(int n);
Result<int> use(int n)
{
#ifdef FIXED
	const int found = TRY(first(n));
	return first(found + 1);
#else
	Result<int> found = first(n);
	found = first(n + 1);
	return found;
#endif
}

// REFUSED result_bool_from_pointer: could not convert|cannot convert|conversion from
// A pointer is not a bool.
Result<bool> use(void *p)
{
#ifdef FIXED
	return p != nullptr;
#else
	return p;
#endif
}

// REFUSED result_dropped: ignoring return(ed)? value
// A Result must be looked at.
Result<> act();
void use()
{
#ifdef FIXED
	act().ignore();
#else
	act();
#endif
}

// REFUSED result_from_c_too_wide: no matching function|constraints not satisfied
// The value that C returned must fit: a long may be too large for a u32.
Result<u32> use(long returned)
{
#ifdef FIXED
	const usize count = TRY(Result<usize>::from_c(returned));
	return static_cast<u32>(count);
#else
	return Result<u32>::from_c(returned);
#endif
}

// REFUSED result_from_negative_errno: could not convert|cannot convert
// C's habit of returning -EINVAL is not an Error.
Result<> act()
{
#ifdef FIXED
	return EINVAL;
#else
	return -22;
#endif
}

// REFUSED result_get_of_temporary: use of deleted function
// A pointer into a temporary Result would dangle.
Result<int> get();
int use()
{
#ifdef FIXED
	auto result = get();
	return result ? *result.get() : 0;
#else
	return *get().get();
#endif
}

// REFUSED result_narrowed: call to non-'constexpr' function|not a constant expression|is not a constant
// 64 bits do not fit into 8.
Result<u8> use(u64 n)
{
#ifdef FIXED
	return static_cast<u8>(n);
#else
	return n;
#endif
}

// REFUSED result_negative_constant: error_the_constant_does_not_fit_the_result
// -22 does not fit into a u32.
Result<u32> use()
{
#ifdef FIXED
	return 22;
#else
	return -22;
#endif
}

// REFUSED result_of_bool_as_condition: could not convert|conversion|no match
// A Result<bool> as a condition would test for success, not for its value.
Result<bool> ready();
int use()
{
#ifdef FIXED
	return ready().is_ok();
#else
	if (ready())
		return 1;
	return 0;
#endif
}

// REFUSED result_unsigned_from_int: call to non-'constexpr' function|not a constant expression|is not a constant
// An int that C returned may be negative, so it is not a count.
int c_function();
Result<u32> use()
{
#ifdef FIXED
	int returned = c_function();
	if (returned < 0)
		return Error::from_c(returned);
	return static_cast<u32>(returned);
#else
	return c_function();
#endif
}

// REFUSED result_value_dropped: ignoring return(ed)? value
// A value that came with a Result must be taken or refused.
Result<Box<int>> make();
void use()
{
#ifdef FIXED
	make().ignore();
#else
	make();
#endif
}

// REFUSED try_in_void_function: return-statement with a value, in function returning .void.
// TRY needs a function that can return the error.
Result<int> get();
#ifdef FIXED
Result<> use()
#else
void use()
#endif
{
	int got = TRY(get());
	(void)got;
#ifdef FIXED
	return ok;
#endif
}

// REFUSED try_of_lvalue: TRY takes the value out
// TRY empties what it is given.
Result<int> use(Result<int> result)
{
#ifdef FIXED
	return TRY(std::move(result));
#else
	return TRY(result);
#endif
}
