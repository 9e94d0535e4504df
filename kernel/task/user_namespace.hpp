// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Users and groups, with their numbers in the kernel and in namespaces.
//!
//! C: include/linux/uidgid.h, include/linux/user_namespace.h
#pragma once

#include <tuple>

#include <helpers/cred.hpp>
#include <linux/uidgid.hpp>
#include <linux/user_namespace.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/types.hpp>
#include <kernel/memory/ref.hpp>
#include <kernel/text/format.hpp>

namespace kernel {

/// A namespace of users, which says what number a user has, and over whom a capability reaches.
///
/// Example:
///     const UserNamespace &initial = UserNamespace::initial();
///     test.expect_eq(TRY(TRY(Kuid::from(initial, 1000)).in(initial)), 1000u);
class UserNamespace {
public:
	UserNamespace() = delete;
	UserNamespace(const UserNamespace &) = delete;
	UserNamespace &operator=(const UserNamespace &) = delete;

	/// The initial namespace, which always exists.
	static const UserNamespace &initial()
	{
		// SAFETY: a static of the kernel.
		return from_raw(unsafe, ::kxx_init_user_ns());
	}
	/// Makes another owner.
	inline Ref<UserNamespace> share() const;

	friend bool operator==(const UserNamespace &a, const UserNamespace &b) { return &a == &b; }

	/// Views the namespace that C passes.
	///
	/// Safety:
	/// - somebody keeps `raw` for as long as the result is used.
	static const UserNamespace &from_raw(unsafe_t, ::user_namespace *raw)
	{
		return *reinterpret_cast<const UserNamespace *>(raw);
	}
	[[gnu::always_inline]] ::user_namespace *as_raw() const __lifetimebound
	{
		return reinterpret_cast<::user_namespace *>(const_cast<UserNamespace *>(this));
	}
};

template <>
struct RefCounted<UserNamespace> {
	static void get(UserNamespace *ns) { ::get_user_ns(ns->as_raw()); }
	static void put(unsafe_t, UserNamespace *ns) { ::put_user_ns(ns->as_raw()); }
};

inline Ref<UserNamespace> UserNamespace::share() const
{
	// SAFETY: the holder of a reference keeps the object alive.
	return Ref<UserNamespace>::share(unsafe, const_cast<UserNamespace *>(this));
}

/// A user, independent of its number in any namespace. Users can be compared; to get a number, name
/// a namespace.
///
/// Example:
///     test.expect(Kuid::root() == TRY(Kuid::from(UserNamespace::initial(), 0)));
///     test.expect(Kuid::from(UserNamespace::initial(), ~0u).error() == EINVAL);
class Kuid {
public:
	/// The user that has a number in a namespace.
	///
	/// Errors: EINVAL: nobody has it there.
	static Result<Kuid> from(const UserNamespace &ns, u32 number)
	{
		Kuid user = from_raw(::make_kuid(ns.as_raw(), number));
		if (!::uid_valid(user.raw_))
			return EINVAL;
		return user;
	}
	/// The superuser of the initial namespace.
	static Kuid root() { return from_raw(::kuid_t{ 0 }); }

	/// The number in a namespace.
	///
	/// Errors: EOVERFLOW: it has none there.
	Result<u32> in(const UserNamespace &ns) const
	{
		const u32 number = ::from_kuid(ns.as_raw(), raw_);
		if (number == ~0u)
			return EOVERFLOW;
		return number;
	}
	/// The number in a namespace, or that of "nobody" if it has none there: for showing.
	u32 in_or_nobody(const UserNamespace &ns) const { return ::from_kuid_munged(ns.as_raw(), raw_); }

	friend bool operator==(Kuid a, Kuid b) { return ::uid_eq(a.raw_, b.raw_); }

	/// Converts from C's kuid_t.
	static Kuid from_raw(::kuid_t raw) { return Kuid(raw); }
	/// Converts to C's kuid_t.
	::kuid_t as_raw() const { return raw_; }

private:
	explicit Kuid(::kuid_t raw) : raw_(raw) {}

	::kuid_t raw_;
};

/// A group, independent of its number in any namespace. Groups can be compared; to get a number,
/// name a namespace.
///
/// Example:
///     Kgid wheel = TRY(Kgid::from(UserNamespace::initial(), 10));
///     test.expect_eq(TRY(wheel.in(UserNamespace::initial())), 10u);
class Kgid {
public:
	/// The group that has a number in a namespace.
	///
	/// Errors: EINVAL: none has it there.
	static Result<Kgid> from(const UserNamespace &ns, u32 number)
	{
		Kgid group = from_raw(::make_kgid(ns.as_raw(), number));
		if (!::gid_valid(group.raw_))
			return EINVAL;
		return group;
	}
	/// The group of the superuser of the initial namespace.
	static Kgid root() { return from_raw(::kgid_t{ 0 }); }

	/// The number in a namespace.
	///
	/// Errors: EOVERFLOW: it has none there.
	Result<u32> in(const UserNamespace &ns) const
	{
		const u32 number = ::from_kgid(ns.as_raw(), raw_);
		if (number == ~0u)
			return EOVERFLOW;
		return number;
	}
	/// The number in a namespace, or that of "nogroup" if it has none there: for showing.
	u32 in_or_nogroup(const UserNamespace &ns) const { return ::from_kgid_munged(ns.as_raw(), raw_); }

	friend bool operator==(Kgid a, Kgid b) { return ::gid_eq(a.raw_, b.raw_); }

	/// Converts from C's kgid_t.
	static Kgid from_raw(::kgid_t raw) { return Kgid(raw); }
	/// Converts to C's kgid_t.
	::kgid_t as_raw() const { return raw_; }

private:
	explicit Kgid(::kgid_t raw) : raw_(raw) {}

	::kgid_t raw_;
};

/// Printed as their numbers in the initial namespace.
template <>
struct format::Formatter<Kuid> {
	static constexpr Text text = "{}";
	static auto parts(Kuid user) { return std::tuple(user.in_or_nobody(UserNamespace::initial())); }
};
template <>
struct format::Formatter<Kgid> {
	static constexpr Text text = "{}";
	static auto parts(Kgid group) { return std::tuple(group.in_or_nogroup(UserNamespace::initial())); }
};

} // namespace kernel
