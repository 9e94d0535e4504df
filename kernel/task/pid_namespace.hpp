// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Namespaces of task numbers.
//!
//! C: include/linux/pid_namespace.h
#pragma once

#include <helpers/cred.hpp>
#include <linux/pid_namespace.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/types.hpp>
#include <kernel/memory/ref.hpp>

namespace kernel {

/// A namespace of task numbers; a task has a number in its own namespace and in all those that
/// enclose it.
///
/// Example:
///     auto me = current();
///     test.expect_eq(me->pid_in(PidNamespace::initial()), me->pid());
///     Ref<PidNamespace> kept = me.pid_namespace().share();
///     test.expect(*kept == me.pid_namespace());
class PidNamespace {
public:
	PidNamespace() = delete;
	PidNamespace(const PidNamespace &) = delete;
	PidNamespace &operator=(const PidNamespace &) = delete;

	/// The initial namespace, which always exists.
	static const PidNamespace &initial()
	{
		// SAFETY: a static of the kernel.
		return from_raw(unsafe, ::kxx_init_pid_ns());
	}
	/// The number of namespaces that enclose it; 0 for the initial one.
	u32 level() const __atomic { return as_raw()->level; }
	/// Makes another owner.
	inline Ref<PidNamespace> share() const;

	friend bool operator==(const PidNamespace &a, const PidNamespace &b) { return &a == &b; }

	/// Views the namespace that C passes.
	///
	/// Safety:
	/// - somebody keeps `raw` for as long as the result is used.
	static const PidNamespace &from_raw(unsafe_t, ::pid_namespace *raw)
	{
		return *reinterpret_cast<const PidNamespace *>(raw);
	}
	/// The pointer that C functions take.
	[[gnu::always_inline]] ::pid_namespace *as_raw() const __lifetimebound
	{
		return reinterpret_cast<::pid_namespace *>(const_cast<PidNamespace *>(this));
	}
};

template <>
struct RefCounted<PidNamespace> {
	static void get(PidNamespace *ns) { ::get_pid_ns(ns->as_raw()); }
	static void put(unsafe_t, PidNamespace *ns) { ::put_pid_ns(ns->as_raw()); }
};

inline Ref<PidNamespace> PidNamespace::share() const
{
	// SAFETY: the holder of a reference keeps the object alive.
	return Ref<PidNamespace>::share(unsafe, const_cast<PidNamespace *>(this));
}

} // namespace kernel
