// SPDX-License-Identifier: GPL-2.0
//! A machine on which a kernel has booted, kept in the cache. The next run resumes it, which takes
//! a second or two; booting takes a few seconds, and twenty for the debug kernel.
//!
//! QEMU's migration saves the machine while the guest's init waits for a job. A resumed machine
//! gets the size of its job, reads the job from the memory of a device (ivshmem) and unpacks it;
//! from then on it behaves like a machine that booted with the job. A snapshot is in its kernel's
//! directory and is removed with it.
#pragma once

#include "vm/initramfs.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kxx::vm {

/// The device's memory, in bytes: larger jobs boot.
constexpr std::size_t job_memory_size = 256u << 20;

/// The place of a snapshot that exists or will be made.
struct Snapshot {
	std::filesystem::path state{}; ///< the file that QEMU saved
	std::filesystem::path log{};   ///< the kernel's log until then

	bool exists() const { return std::filesystem::exists(state) && std::filesystem::exists(log); }
	/// Puts a saved machine in place, and removes those that it replaces.
	void publish(const std::filesystem::path &saved, const std::vector<std::string> &boot_log) const;
	void remove() const;
	/// The log's lines.
	std::vector<std::string> boot_log() const;
};

/// The snapshot for `job`, whether it exists or not, of a machine that QEMU makes from `qemu_arguments` and
/// boots with `guest_archive`. Returns nothing if this job needs its own boot: other memory or
/// devices, a debugger, counted instructions, KVM, or a kernel that is not in the cache.
std::optional<Snapshot> snapshot_for(const Job &job, const std::vector<std::string> &qemu_arguments,
				     const std::string &guest_archive);

} // namespace kxx::vm
