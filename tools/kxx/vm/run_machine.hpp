// SPDX-License-Identifier: GPL-2.0
//! Runs one job in a virtual machine.
#pragma once

#include "vm/initramfs.hpp"
#include "vm/listener.hpp"
#include "vm/outcome.hpp"

namespace kxx::vm {

/// Boots or resumes a machine, runs the job, and ends the machine. Throws Failure if the environment lacks something.
/// Ctrl-C and similar signals end the machine and set Outcome::signal.
Outcome run_machine(const Job &job, Listener &listener);

} // namespace kxx::vm
