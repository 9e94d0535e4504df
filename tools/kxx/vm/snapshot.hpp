// SPDX-License-Identifier: GPL-2.0
//! A machine on which a kernel has booted, kept in the cache: the next run resumes it, which takes a second or
//! two, where booting takes a few, and the debug kernel twenty.
//!
//! The machine is saved by QEMU's migration while the guest's init waits for a job. A resumed one is told its
//! job's size, reads it from the memory of a device (ivshmem) and unpacks it; from there on it does what a
//! machine does that booted with the job. A snapshot lies in its kernel's directory and goes with it.
#pragma once

#include "vm/initramfs.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kxx::vm {

/// The device's memory, in bytes: larger jobs boot.
constexpr std::size_t job_memory_size = 256u << 20;

/// Where a snapshot is, or will be.
struct Snapshot {
	std::filesystem::path state{}; ///< what QEMU saved
	std::filesystem::path log{};   ///< the kernel's log until then

	bool exists() const { return std::filesystem::exists(state) && std::filesystem::exists(log); }
	/// Puts a saved machine in place, and removes those that it replaces.
	void publish(const std::filesystem::path &saved, const std::vector<std::string> &boot_log) const;
	void remove() const;
	/// The log's lines.
	std::vector<std::string> boot_log() const;
};

/// The snapshot for `job`, whether it exists or not, of a machine that QEMU makes from `qemu_arguments` and
/// boots with `guest_archive`. Nothing when this job wants a boot of its own: other memory or devices, a
/// debugger, counted instructions, KVM, or a kernel that is not in the cache.
std::optional<Snapshot> snapshot_for(const Job &job, const std::vector<std::string> &qemu_arguments,
				     const std::string &guest_archive);

} // namespace kxx::vm
