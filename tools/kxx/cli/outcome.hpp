// SPDX-License-Identifier: GPL-2.0
//! The messages about what a run in a virtual machine found.
#pragma once

#include "vm/initramfs.hpp"
#include "vm/outcome.hpp"

namespace kxx::cli {

/// Prints the faults on standard error, the kernel's reports first; returns true if there are none.
bool report(const vm::Outcome &outcome, const vm::Job &job);

} // namespace kxx::cli
