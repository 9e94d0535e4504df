// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Namespaces of the network: each has its own addresses, routes and ports.
//!
//! C: include/net/net_namespace.h
#pragma once

#include <helpers/net.hpp>
#include <net/net_namespace.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/memory/ref.hpp>

namespace kernel {

/// A namespace of the network, borrowed from whoever keeps it. To keep it, take a Ref by share().
///
/// A socket is made in one, and keeps it.
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

	/// The one that the kernel began with; it is always there. What C calls init_net.
	static const NetNamespace &initial() __atomic
	{
		// SAFETY: a static of the kernel's.
		return from_raw(unsafe, ::kxx_init_net());
	}
	/// That of the running task: in a system call that of the process, the initial one in a thread of
	/// the kernel's.
	static inline Ref<NetNamespace> of_current() __atomic;
	/// Another owner.
	inline Ref<NetNamespace> share() const __atomic;

	friend bool operator==(const NetNamespace &a, const NetNamespace &b) __atomic { return &a == &b; }

	/// The namespace that C handed in.
	///
	/// Safety:
	/// - somebody keeps `raw` for as long as the result is used.
	[[gnu::always_inline]] static const NetNamespace &from_raw(unsafe_t, ::net *raw)
	{
		return *reinterpret_cast<const NetNamespace *>(raw);
	}
	/// For C.
	[[gnu::always_inline]] ::net *as_raw() const __lifetimebound
	{
		return reinterpret_cast<::net *>(const_cast<NetNamespace *>(this));
	}
};

template <>
struct RefCounted<NetNamespace> {
	static void get(NetNamespace *space) { ::get_net(space->as_raw()); }
	static void put(unsafe_t, NetNamespace *space) { ::put_net(space->as_raw()); }
};

inline Ref<NetNamespace> NetNamespace::share() const __atomic
{
	// SAFETY: who has a reference to it keeps it.
	return Ref<NetNamespace>::share(unsafe, this);
}

inline Ref<NetNamespace> NetNamespace::of_current() __atomic
{
	// SAFETY: the running task keeps its own, which nobody else changes.
	return from_raw(unsafe, ::kxx_current_net()).share();
}

} // namespace kernel
