// SPDX-License-Identifier: GPL-2.0
//! Errors to and from everything that C returns.
#include <kernel/base/err.hpp>
#include <kernel/block/blk_types.hpp>
#include <kernel/defer/irqreturn.hpp>
#include <kernel/log/bug.hpp>
#include <kernel/prelude.hpp>
#include <kernel/test/kunit.hpp>
#include <kernel/text/cstr.hpp>
#include <kernel/wait/eventpoll.hpp>

using namespace kernel;

namespace {

void every_errno_comes_back(kunit::Test &test)
{
	u32 wrong = 0;

	for (int code = 1; code <= 4095; code++) {
		const Error error(code);
		wrong += error.value() != code || error.to_c() != -code || Error::from_c(-code) != error;
		wrong += Result<>::from_c(-code).error() != error || Result<>(error).to_c() != -code;
		wrong += Result<u32>::from_c(-code).error() != error;
		wrong += Result<usize>::from_c(static_cast<isize>(-code)).error() != error;
		wrong += from_err_ptr(to_err_ptr<u8>(error)).error() != error;
		wrong += to_err_ptr(Result<u8 *>(error)) != to_err_ptr<u8>(error);
	}
	test.expect_eq(wrong, 0u);
}

void what_is_none_becomes_einval(kunit::Test &test)
{
	volatile int zero = 0, large = 4096;

	test.expect(Error(zero) == EINVAL);
	test.expect(Error(large) == EINVAL);
	test.expect(Error(-large) == EINVAL);
	test.expect(Error::from_c(0) == EINVAL);
	test.expect(Error::from_c(5) == EINVAL);
	test.expect(Error::from_c(-4096) == EINVAL);
	test.expect(Error::from_c(static_cast<long>(~0ul >> 1)) == EINVAL);
	test.expect(Result<>(ok).error() == EINVAL);
}

Result<> values_from_c(kunit::Test &test)
{
	test.expect(Result<>::from_c(0).is_ok());
	test.expect(Result<>::from_c(7).is_ok());
	test.expect_eq(TRY(Result<u32>::from_c(0)), 0u);
	test.expect_eq(TRY(Result<u32>::from_c(0x7fff'ffff)), 0x7fff'ffffu);
	test.expect_eq(TRY(Result<usize>::from_c(12l)), 12u);
	test.expect_error(Result<u32>::from_c(-22), EINVAL);
	return ok;
}

void names(kunit::Test &test)
{
	u32 named = 0;

	test.expect_eq(EPERM.name(), "EPERM");
	test.expect_eq(EHWPOISON.name(), "EHWPOISON");
	test.expect_eq(ERESTARTSYS.name(), "ERESTARTSYS");
	test.expect_eq(EPROBE_DEFER.name(), "EPROBE_DEFER");
	test.expect_eq(Error(4095).name(), "error");
	for (int code = 1; code <= 4095; code++) {
		// SAFETY: name() returns a literal.
		const CStr name = CStr::from_raw(unsafe, Error(code).name());
		named += name != "error";
	}
	test.expect_ge(named, 140u);
}

Result<> pointers(kunit::Test &test)
{
	u32 number = 7;
	u32 *const none = nullptr;

	test.expect(TRY(from_err_ptr(&number)) == &number);
	test.expect_null(TRY(from_err_ptr(none)));
	test.expect_error(from_err_ptr_or_null(none, ENODEV), ENODEV);
	test.expect_error(from_err_ptr_or_null(to_err_ptr<u32>(EBUSY), ENODEV), EBUSY);
	test.expect_error(from_null(none, ENOENT), ENOENT);
	test.expect_error(or_enomem(none), ENOMEM);
	test.expect(TRY(or_enomem(&number)) == &number);
	test.expect(to_err_ptr(Result<u32 *>(&number)) == &number);
	const u32 *constant = &number;
	test.expect(TRY(from_err_ptr(constant)) == &number);
	return ok;
}

void block_statuses(kunit::Test &test)
{
	static constexpr BlkStatus all[] = {
		ok,
		BlkStatus::not_supported(),
		BlkStatus::timeout(),
		BlkStatus::no_space(),
		BlkStatus::transport(),
		BlkStatus::target(),
		BlkStatus::reservation_conflict(),
		BlkStatus::medium(),
		BlkStatus::protection(),
		BlkStatus::resource(),
		BlkStatus::io_error(),
		BlkStatus::dm_requeue(),
		BlkStatus::again(),
		BlkStatus::device_resource(),
		BlkStatus::offline(),
	};
	static constexpr Error errors[] = { EOPNOTSUPP, ETIMEDOUT, ENOSPC, ENOLINK, EREMOTEIO, EBADE, ENODATA,
					    EILSEQ,	ENOMEM,	   EIO,	   EREMCHG, EAGAIN,    EBUSY, ENODEV };

	test.expect(all[0].is_ok() && all[0].to_result().is_ok() && all[0].to_c() == 0);
	for (usize i = 1; i < sizeof(all) / sizeof(all[0]); i++) {
		test.expect(all[i].is_error());
		test.expect_error(all[i].to_result(), errors[i - 1]);
		test.expect(BlkStatus(errors[i - 1]) == all[i]);
		test.expect(BlkStatus::from_c(all[i].to_c()) == all[i]);
	}
	test.expect(BlkStatus(Result<>(ok)).is_ok());
	test.expect(BlkStatus(Result<>(ENOSPC)) == BlkStatus::no_space());
}

void every_errno_is_a_block_status(kunit::Test &test)
{
	u32 fine = 0;

	for (int code = 1; code <= 4095; code++)
		fine += BlkStatus(Error(code)).is_ok();
	test.expect_eq(fine, 0u); // an error never turns into success
	test.expect(BlkStatus(EXDEV) == BlkStatus::io_error());
	// A number that no kernel knows is an I/O error, not success. C prints a WARNING, so it is not tested here.
}

void interrupt_answers(kunit::Test &test)
{
	test.expect_eq(static_cast<int>(to_c(IrqReturn::None)), 0);
	test.expect_eq(static_cast<int>(to_c(IrqReturn::Handled)), 1);
	test.expect_eq(static_cast<int>(to_c(IrqReturn::WakeThread)), 2);
}

void poll_events(kunit::Test &test)
{
	PollEvents events;

	test.expect(events.empty() && events.to_c() == 0);
	events |= EPOLLIN | EPOLLRDNORM;
	test.expect_eq(events.to_c(), 0x41u);
	test.expect(events.contains(EPOLLIN) && !events.contains(EPOLLIN | EPOLLOUT));
	test.expect((events & EPOLLIN) == EPOLLIN);
	test.expect_eq((EPOLLPRI | EPOLLOUT | EPOLLERR | EPOLLHUP | EPOLLRDHUP).to_c(), 0x201eu);
}

Result<> only_two()
{
	return ok;
}
Result<u32> halves(u32 n)
{
	TRY(only_two());
	if (n % 2)
		return EINVAL;
	return n / 2;
}

Result<> results_travel(kunit::Test &test)
{
	test.expect_eq(TRY(halves(8)), 4u);
	test.expect_error(halves(7), EINVAL);
	test.expect_eq(halves(7).value_or(1u), 1u);
	auto good = halves(6);
	test.expect(good.get() && *good.get() == 3);
	auto bad = halves(5);
	test.expect_null(bad.get());
	test.expect_eq(bad.to_c(), EINVAL.to_c());
	return ok;
}

void warnings_that_do_not_come(kunit::Test &test)
{
	test.expect(!warn_on(false));
	test.expect(!warn_on(test.has_failed() && false, fmt("never {}", 1)));
	test.expect(!warn_on_once(false));
	test.expect(!warn_on_once(false, fmt("never {}", 2)));
}

} // namespace

KUNIT_SUITE(error, { "every_errno_comes_back", every_errno_comes_back },
	    { "what_is_none_becomes_einval", what_is_none_becomes_einval }, { "values_from_c", values_from_c },
	    { "names", names }, { "pointers", pointers }, { "block_statuses", block_statuses },
	    { "every_errno_is_a_block_status", every_errno_is_a_block_status },
	    { "interrupt_answers", interrupt_answers }, { "poll_events", poll_events },
	    { "results_travel", results_travel }, { "warnings_that_do_not_come", warnings_that_do_not_come });
