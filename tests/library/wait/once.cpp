// SPDX-License-Identifier: GPL-2.0
//! One-time calls, and static keys.
#include <kernel/base/jump_label.hpp>
#include <kernel/prelude.hpp>
#include <kernel/test/kunit.hpp>
#include <kernel/wait/once.hpp>

using namespace kernel;

namespace {

struct Counted {
	explicit Counted(u32 number) : number(number) { alive++; }
	Counted(const Counted &) = delete;
	Counted &operator=(const Counted &) = delete;
	~Counted() { alive--; }

	u32 number;
	static inline constinit i32 alive = 0;
};

void set_once(kunit::Test &test)
{
	{
		SetOnce<Counted> value;

		test.expect(value.get() == nullptr);
		test.expect_eq(Counted::alive, 0);
		test.expect(value.populate(5u));
		test.expect(!value.populate(6u));
		test.expect_eq(value.get()->number, 5u);
		test.expect_eq(Counted::alive, 1);
	}
	test.expect_eq(Counted::alive, 0);
	{
		SetOnce<Counted> never;
	}
	test.expect_eq(Counted::alive, 0);
}

constinit SetOnce<u64> static_value;
void set_once_static(kunit::Test &test)
{
	const bool first = static_value.populate(1ull << 40);
	test.expect(first || static_value.get());
	test.expect_eq(*static_value.get(), 1ull << 40);
}

Result<> once_succeeds_once(kunit::Test &test)
{
	Once once;
	u32 calls = 0;
	auto call = [&]() -> Result<> {
		calls++;
		return ok;
	};

	test.expect(!once.done());
	TRY(once.call(call));
	TRY(once.call(call));
	test.expect_eq(calls, 1u);
	test.expect(once.done());
	return ok;
}

Result<> once_tries_again(kunit::Test &test)
{
	Once once;
	u32 calls = 0;
	auto call = [&]() -> Result<> {
		if (++calls < 3)
			return EBUSY;
		return ok;
	};

	test.expect_error(once.call(call), EBUSY);
	test.expect(!once.done());
	test.expect_error(once.call(call), EBUSY);
	TRY(once.call(call));
	TRY(once.call(call));
	test.expect_eq(calls, 3u);
	return ok;
}

void first_time(kunit::Test &test)
{
	FirstTime first;

	test.expect(first.claim());
	test.expect(!first.claim());
	test.expect(!first.claim());
}

constinit StaticKey<false> off_key;
constinit StaticKey<true> on_key;

[[gnu::noinline]] bool ask_off()
{
	return static_branch_unlikely<off_key>();
}
[[gnu::noinline]] bool ask_on()
{
	return static_branch_likely<on_key>();
}
[[gnu::noinline]] u32 ask_against()
{
	return (static_branch_likely<off_key>() ? 1 : 0) + (static_branch_unlikely<on_key>() ? 2 : 0);
}

void static_keys(kunit::Test &test)
{
	test.expect(!ask_off());
	test.expect(ask_on());
	test.expect_eq(ask_against(), 2u);
	off_key.enable();
	off_key.enable();
	on_key.disable();
	test.expect(ask_off());
	test.expect(!ask_on());
	test.expect_eq(ask_against(), 1u);
	test.expect(off_key.enabled() && !on_key.enabled());
	off_key.disable();
	on_key.enable();
	test.expect(!ask_off());
	test.expect(ask_on());
}

void static_key_counts(kunit::Test &test)
{
	off_key.inc();
	off_key.inc();
	test.expect(ask_off());
	off_key.dec();
	test.expect(ask_off());
	off_key.dec();
	test.expect(!ask_off());
}

} // namespace

KUNIT_SUITE(once, { "set_once", set_once }, { "set_once_static", set_once_static },
	    { "succeeds_once", once_succeeds_once }, { "tries_again", once_tries_again }, { "first_time", first_time });
KUNIT_SUITE(static_key, { "on_and_off", static_keys }, { "counts", static_key_counts });
