// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/base/error.hpp refuses.
#include <kernel/base/err.hpp>
#include <kernel/base/error.hpp>
#include <kernel/block/blk_types.hpp>
#include <kernel/defer/irqreturn.hpp>
#include <kernel/prelude.hpp>
#include <kernel/wait/eventpoll.hpp>

using namespace kernel;

// REFUSED error_ignored_block_status: ignoring return|nodiscard
// The completion status of a request must not be ignored.
BlkStatus end()
{
	return EIO;
}
void use()
{
#ifdef FIXED
	if (end().is_error())
		pr_err("failed");
#else
	end();
#endif
}

// REFUSED error_interrupt_answer_from_bool: cannot convert|could not convert|no match
// An interrupt handler returns a named constant, not a bool.
IrqReturn use(bool mine)
{
#ifdef FIXED
	return mine ? IrqReturn::Handled : IrqReturn::None;
#else
	return mine;
#endif
}

// REFUSED error_pointer_before_the_check: could not convert|cannot convert|conversion from
// A pointer that may be an error is checked before it is used.
Result<u32> use(Result<u32 *> made)
{
#ifdef FIXED
	const u32 *number = TRY(std::move(made));
#else
	const u32 *number = made;
#endif
	return *number;
}

// REFUSED error_poll_events_from_integer: no match|cannot convert|could not convert
// A set of poll events is not a number.
PollEvents use()
{
#ifdef FIXED
	return EPOLLIN | EPOLLRDNORM;
#else
	return EPOLLIN | 64;
#endif
}

// REFUSED error_too_large: not a constant expression|unreachable
// An errno is below 4096.
#ifdef FIXED
constexpr Error none{ 4095 };
#else
constexpr Error none{ 4096 };
#endif

// REFUSED error_zero: not a constant expression|unreachable
// Zero is success, not an Error.
#ifdef FIXED
constexpr Error none{ 5 };
#else
constexpr Error none{ 0 };
#endif

// REFUSED raw_binding_dropped_error: cannot convert|could not convert|no match|conversion from
// A value that C returned is converted by a named function.
int c_function();
Result<> use()
{
#ifdef FIXED
	return Result<>::from_c(c_function());
#else
	return c_function();
#endif
}
