// SPDX-License-Identifier: GPL-2.0
//! The shell scripts that run inside the virtual machine.
#pragma once

#include <string_view>

namespace kxx::vm {

/// PID 1: mounts, opens the channels, then follows /kxx/plan.
extern const std::string_view guest_init;
/// Loads and unloads modules, for init and the two programs below, which source it.
extern const std::string_view guest_loading;
/// kxx-load: loads the modules under test in order.
extern const std::string_view guest_load;
/// kxx-unload: unloads them in reverse.
extern const std::string_view guest_unload;
/// fail-nth-walk: makes each allocation of a command fail in turn.
extern const std::string_view guest_fail_nth_walk;
/// kmemleak-check: prints objects that nothing points to any more.
extern const std::string_view guest_kmemleak_check;

/// The program that implements the guest's insmod and fail-nth, as the bytes of a static
/// executable.
std::string_view guest_program();

/// Lines that divide the kernel log: before the first, the kernel boots; after the second, which
/// ends with the run's secret, nothing more will come.
inline constexpr std::string_view marker_ready = "kxx-vm: ready";
inline constexpr std::string_view marker_end = "kxx-vm: end";

} // namespace kxx::vm
