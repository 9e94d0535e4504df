// SPDX-License-Identifier: GPL-2.0
//! Ref: the kernel's own counted objects, and objects that C code counts with kref.
#include <linux/sched.hpp>
#include <linux/sched/task.hpp>

#include <kernel/memory/kref.hpp>
#include <kernel/memory/ref.hpp>

#include "../life.hpp"

/// An object that counts the calls of get and put.
struct Ledger {
	i32 count = 1;
	u32 gets = 0, puts = 0;
};
template <>
struct kernel::RefCounted<Ledger> {
	static void get(Ledger *ledger) { ledger->count++, ledger->gets++; }
	static void put(unsafe_t, Ledger *ledger) { ledger->count--, ledger->puts++; }
};

namespace {

class Session : public Kref<Session> {
public:
	explicit Session(u32 number) : life(number) {}
	Life life;
};

void adopt_and_share(kunit::Test &test)
{
	Ledger ledger;
	{
		// SAFETY: a local that outlives the reference; its first count is ours.
		auto adopted = Ref<Ledger>::adopt(unsafe, &ledger);
		test.expect_eq(ledger.gets, 0u);
		// SAFETY: a local that outlives the reference.
		auto shared = Ref<Ledger>::share(unsafe, &ledger);
		test.expect_eq(ledger.gets, 1u);
		auto another = shared.share();
		test.expect_eq(ledger.count, 3);
		Ref<Ledger> moved = std::move(another);
		test.expect_eq(ledger.gets, 2u);
		test.expect(ptr_eq(moved, shared));
		test.expect(moved.as_raw() == &ledger);
		moved = std::move(shared);
		test.expect_eq(ledger.puts, 1u);
		test.expect(std::move(moved).into_raw() == &ledger);
		test.expect_eq(ledger.puts, 1u);
		ledger.count--; // drops the reference that into_raw() left
	}
	test.expect_eq(ledger.count, 0);
}

Result<> kref_counts_with_c(kunit::Test &test)
{
	{
		auto session = TRY(make_ref<Session>(GFP_KERNEL, 5u));
		test.expect_eq(session->life.number, 5u);
		test.expect(session->life.stayed());
		Ref<Session> second = session.share();
		test.expect_eq(::kref_read(session->raw_kref()), 2u);
		::kref_get(session->raw_kref());
		test.expect_eq(::kref_read(second->raw_kref()), 3u);
		// SAFETY: kref_get() counted it above.
		test.expect_eq(::kref_put(session->raw_kref(), Session::release(unsafe)), 0);
	}
	test.expect_eq(Life::alive.load(relaxed), 0);
	return ok;
}

Result<> kref_destroyed_by_c(kunit::Test &test)
{
	auto session = TRY(make_ref<Session>(GFP_KERNEL, 6u));
	const Session *raw = std::move(session).into_raw();

	test.expect_eq(Life::alive.load(relaxed), 1);
	// SAFETY: into_raw() gave up this reference.
	test.expect_eq(::kref_put(raw->raw_kref(), Session::release(unsafe)), 1);
	test.expect_eq(Life::alive.load(relaxed), 0);
	return ok;
}

Result<> kref_initialisers(kunit::Test &test)
{
	auto fails = make_ref<Session>(GFP_KERNEL, in_place::then<Session>(in_place::value<Session>(1u),
									   [](Session &) -> Result<> { return EIO; }));
	test.expect(fails.is_error());
	test.expect(fails.error() == EIO || fails.error() == ENOMEM);
	test.expect_eq(Life::alive.load(relaxed), 0);
	auto built = TRY(make_ref<Session>(GFP_KERNEL, in_place::value<Session>(2u)));
	test.expect_eq(built->life.number, 2u);
	return ok;
}

Result<> kref_elsewhere_is_not_counted(kunit::Test &test)
{
	{
		Session local(3u);
		test.expect_eq(::kref_read(local.raw_kref()), 0u);
		auto boxed = TRY(make_box<Session>(GFP_KERNEL, 4u));
		test.expect_eq(::kref_read(boxed->raw_kref()), 0u);
	}
	test.expect_eq(Life::alive.load(relaxed), 0);
	auto session = TRY(make_ref<Session>(GFP_KERNEL, 5u));
	test.expect_eq(::kref_read(session->raw_kref()), 1u);
	return ok;
}

} // namespace

KUNIT_SUITE(ref, { "adopt_and_share", adopt_and_share }, { "kref_counts_with_c", kref_counts_with_c },
	    { "kref_destroyed_by_c", kref_destroyed_by_c }, { "kref_initialisers", kref_initialisers },
	    { "kref_elsewhere_is_not_counted", kref_elsewhere_is_not_counted });
