// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Network namespaces, each with its own addresses, routes and ports.
//!
//! C: include/net/net_namespace.h
#pragma once

#include <helpers/net.hpp>
#include <net/net_namespace.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/memory/ref.hpp>

namespace kernel {

/// A network namespace, borrowed from its holder. To keep it, take a Ref with share().
///
/// A socket is made in a namespace, and holds a reference to it.
///
/// Context: any, for all functions.
///
/// Example:
///     const NetNamespace &initial = NetNamespace::initial();
///     Ref<NetNamespace> mine = NetNamespace::of_current();
///     test.expect(*mine == initial); // tests run in a thread of the kernel's
class NetNamespace {
public:
	NetNamespace() = delete;
	NetNamespace(const NetNamespace &) = delete;
	NetNamespace &operator=(const NetNamespace &) = delete;

	/// The initial namespace, which always exists; C's init_net.
	static const NetNamespace &initial() __atomic
	{
		// SAFETY: a static of the kernel.
		return from_raw(unsafe, ::kxx_init_net());
	}
	/// The namespace of the running task: in a system call that of the process, in a kernel
	/// thread the initial one.
	static inline Ref<NetNamespace> of_current() __atomic;
	/// Makes another owner.
	inline Ref<NetNamespace> share() const __atomic;

	friend bool operator==(const NetNamespace &a, const NetNamespace &b) __atomic { return &a == &b; }

	/// Views a namespace that C passed.
	///
	/// Safety:
	/// - somebody keeps `raw` for as long as the result is used.
	[[gnu::always_inline]] static const NetNamespace &from_raw(unsafe_t, ::net *raw)
	{
		return *reinterpret_cast<const NetNamespace *>(raw);
	}
	/// The pointer for C.
	[[gnu::always_inline]] ::net *as_raw() const __lifetimebound
	{
		return reinterpret_cast<::net *>(const_cast<NetNamespace *>(this));
	}
};

template <>
struct RefCounted<NetNamespace> {
	static void get(NetNamespace *space) { ::get_net(space->as_raw()); }
	static void put(unsafe_t, NetNamespace *space) __atomic { ::put_net(space->as_raw()); }
};

inline Ref<NetNamespace> NetNamespace::share() const __atomic
{
	// SAFETY: the holder of a reference keeps the namespace alive.
	return Ref<NetNamespace>::share(unsafe, this);
}

inline Ref<NetNamespace> NetNamespace::of_current() __atomic
{
	// SAFETY: the running task keeps its own namespace, which nobody else changes.
	return from_raw(unsafe, ::kxx_current_net()).share();
}

} // namespace kernel
