// SPDX-License-Identifier: GPL-2.0
//! Users, groups, credentials and capabilities.
#include <linux/cred.hpp>

#include <kernel/prelude.hpp>
#include <kernel/task/cred.hpp>
#include <kernel/task/task.hpp>
#include <kernel/test/kunit.hpp>

using namespace kernel;

namespace {

Result<> numbers(kunit::Test &test)
{
	const UserNamespace &initial = UserNamespace::initial();

	for (u32 number : { 0u, 1u, 1000u, 65534u, ~0u - 1 }) {
		Kuid user = TRY(Kuid::from(initial, number));
		Kgid group = TRY(Kgid::from(initial, number));
		test.expect_eq(TRY(user.in(initial)), number);
		test.expect_eq(user.in_or_nobody(initial), number);
		test.expect_eq(TRY(group.in(initial)), number);
		test.expect_eq(group.in_or_nogroup(initial), number);
		test.expect(user == Kuid::from_raw(user.as_raw()));
	}
	test.expect_error(Kuid::from(initial, ~0u), EINVAL);
	test.expect_error(Kgid::from(initial, ~0u), EINVAL);
	test.expect_error(Kuid::from_raw(::kuid_t{ ~0u }).in(initial), EOVERFLOW);
	test.expect_eq(Kuid::from_raw(::kuid_t{ ~0u }).in_or_nobody(initial), 65534u);
	test.expect(Kuid::root() == TRY(Kuid::from(initial, 0)));
	test.expect(!(Kgid::root() == TRY(Kgid::from(initial, 1))));
	return ok;
}

void of_this_task(kunit::Test &test)
{
	auto me = current();
	const Cred &cred = me.cred();

	test.expect_eq(cred.uid().as_raw().val, ::current_uid().val);
	test.expect_eq(cred.gid().as_raw().val, ::current_gid().val);
	test.expect_eq(cred.euid().as_raw().val, ::current_euid().val);
	test.expect_eq(cred.egid().as_raw().val, ::current_egid().val);
	test.expect(me->uid() == cred.uid() && me->euid() == cred.euid());
	test.expect(cred.suid() == Kuid::root() && cred.fsuid() == Kuid::root());
	test.expect(cred.sgid() == Kgid::root() && cred.fsgid() == Kgid::root());
	test.expect(cred.user_namespace() == UserNamespace::initial());
	test.expect_eq(cred.as_raw(), ::current_cred());
}

void shares(kunit::Test &test)
{
	auto me = current();
	Ref<Cred> one = me.cred().share();
	Ref<Cred> two = me->cred();

	test.expect(one->uid() == two->uid());
	Ref<UserNamespace> ns = one->user_namespace().share();
	test.expect(*ns == UserNamespace::initial());
}

void capabilities(kunit::Test &test)
{
	auto me = current();

	// The task that loads modules has these capabilities.
	test.expect(capable(Capability::SysModule));
	test.expect(capable(Capability::SysAdmin, UserNamespace::initial()));
	test.expect(me.cred().has(Capability::SysAdmin));
	test.expect(me.cred().has(Capability::CheckpointRestore));
}

KUNIT_SUITE(cred, { "numbers", numbers }, { "of_this_task", of_this_task }, { "shares", shares },
	    { "capabilities", capabilities });

} // namespace
