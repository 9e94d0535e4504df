// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Credentials: for which user a task acts, and what it may do.
//!
//! C: include/linux/cred.h, include/linux/capability.h
#pragma once

#include <helpers/cred.hpp>
#include <linux/capability.hpp>
#include <linux/cred.hpp>
#include <uapi/linux/capability.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/types.hpp>
#include <kernel/memory/ref.hpp>
#include <kernel/task/user_namespace.hpp>

namespace kernel {

/// The things that a privileged task may do.
enum class Capability : int {
	Chown = ::macro::CAP_CHOWN,
	DacOverride = ::macro::CAP_DAC_OVERRIDE,
	DacReadSearch = ::macro::CAP_DAC_READ_SEARCH,
	Fowner = ::macro::CAP_FOWNER,
	Fsetid = ::macro::CAP_FSETID,
	Kill = ::macro::CAP_KILL,
	Setgid = ::macro::CAP_SETGID,
	Setuid = ::macro::CAP_SETUID,
	Setpcap = ::macro::CAP_SETPCAP,
	NetBindService = ::macro::CAP_NET_BIND_SERVICE,
	NetBroadcast = ::macro::CAP_NET_BROADCAST,
	NetAdmin = ::macro::CAP_NET_ADMIN,
	NetRaw = ::macro::CAP_NET_RAW,
	IpcLock = ::macro::CAP_IPC_LOCK,
	IpcOwner = ::macro::CAP_IPC_OWNER,
	SysModule = ::macro::CAP_SYS_MODULE,
	SysRawio = ::macro::CAP_SYS_RAWIO,
	SysChroot = ::macro::CAP_SYS_CHROOT,
	SysPtrace = ::macro::CAP_SYS_PTRACE,
	SysPacct = ::macro::CAP_SYS_PACCT,
	SysAdmin = ::macro::CAP_SYS_ADMIN,
	SysBoot = ::macro::CAP_SYS_BOOT,
	SysNice = ::macro::CAP_SYS_NICE,
	SysResource = ::macro::CAP_SYS_RESOURCE,
	SysTime = ::macro::CAP_SYS_TIME,
	SysTtyConfig = ::macro::CAP_SYS_TTY_CONFIG,
	Mknod = ::macro::CAP_MKNOD,
	Lease = ::macro::CAP_LEASE,
	AuditWrite = ::macro::CAP_AUDIT_WRITE,
	AuditControl = ::macro::CAP_AUDIT_CONTROL,
	Setfcap = ::macro::CAP_SETFCAP,
	MacOverride = ::macro::CAP_MAC_OVERRIDE,
	MacAdmin = ::macro::CAP_MAC_ADMIN,
	Syslog = ::macro::CAP_SYSLOG,
	WakeAlarm = ::macro::CAP_WAKE_ALARM,
	BlockSuspend = ::macro::CAP_BLOCK_SUSPEND,
	AuditRead = ::macro::CAP_AUDIT_READ,
	Perfmon = ::macro::CAP_PERFMON,
	Bpf = ::macro::CAP_BPF,
	CheckpointRestore = ::macro::CAP_CHECKPOINT_RESTORE,
};

/// Credentials, which never change: a task that changes its own switches to a new object.
///
/// CurrentTask::cred(), Task::cred(), and the C objects that keep one give access to it.
///
/// Example:
///     auto me = current();
///     Ref<Cred> kept = me.cred().share();
///     test.expect(kept->uid() == me->uid());
class Cred {
public:
	Cred() = delete;
	Cred(const Cred &) = delete;
	Cred &operator=(const Cred &) = delete;

	/// The real user.
	Kuid uid() const __atomic { return Kuid::from_raw(as_raw()->uid); }
	/// The effective user, for whom permissions are checked.
	Kuid euid() const __atomic { return Kuid::from_raw(as_raw()->euid); }
	/// The saved user, which the effective one can be set back to.
	Kuid suid() const __atomic { return Kuid::from_raw(as_raw()->suid); }
	/// The user that file systems check.
	Kuid fsuid() const __atomic { return Kuid::from_raw(as_raw()->fsuid); }
	/// The real group.
	Kgid gid() const __atomic { return Kgid::from_raw(as_raw()->gid); }
	/// The effective group.
	Kgid egid() const __atomic { return Kgid::from_raw(as_raw()->egid); }
	/// The saved group.
	Kgid sgid() const __atomic { return Kgid::from_raw(as_raw()->sgid); }
	/// The group that file systems check.
	Kgid fsgid() const __atomic { return Kgid::from_raw(as_raw()->fsgid); }

	/// The number by which the security modules know the credentials; 0 if there are none.
	/// SecurityContext turns it into a text.
	u32 secid() const { return ::kxx_cred_secid(as_raw()); }
	/// Whether the capability is in the effective set. To decide what a caller may do, call
	/// capable(), which also asks the security modules.
	bool has(Capability capability) const __atomic { return ::kxx_cred_has(as_raw(), static_cast<int>(capability)); }
	/// The namespace over which the capabilities reach.
	const UserNamespace &user_namespace() const __lifetimebound
	{
		// SAFETY: credentials keep their namespace.
		return UserNamespace::from_raw(unsafe, as_raw()->user_ns);
	}

	/// Makes another owner.
	inline Ref<Cred> share() const;

	/// Views the credentials that C passes.
	///
	/// Safety:
	/// - somebody keeps `raw` for as long as the result is used.
	static const Cred &from_raw(unsafe_t, const ::cred *raw) { return *reinterpret_cast<const Cred *>(raw); }
	[[gnu::always_inline]] const ::cred *as_raw() const __lifetimebound { return reinterpret_cast<const ::cred *>(this); }
};

template <>
struct RefCounted<Cred> {
	static void get(Cred *cred) { ::get_cred(cred->as_raw()); }
	static void put(unsafe_t, Cred *cred) __atomic { ::put_cred(cred->as_raw()); }
};

inline Ref<Cred> Cred::share() const
{
	// SAFETY: the holder of a reference keeps the object alive.
	return Ref<Cred>::share(unsafe, const_cast<Cred *>(this));
}

/// Whether the running task may use a capability over the whole machine. Using it is recorded.
///
/// Context: process.
///
/// Example:
///     if (!capable(Capability::SysAdmin))
///             return EPERM;
[[nodiscard]] inline bool capable(Capability capability)
{
	return ::capable(static_cast<int>(capability));
}
/// Whether the running task may use a capability over the things that belong to a user namespace.
/// Using it is recorded.
///
/// Context: process.
[[nodiscard]] inline bool capable(Capability capability, const UserNamespace &ns)
{
	return ::ns_capable(ns.as_raw(), static_cast<int>(capability));
}

} // namespace kernel
