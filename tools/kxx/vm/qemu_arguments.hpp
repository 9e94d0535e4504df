// SPDX-License-Identifier: GPL-2.0
//! How QEMU is called for a job.
#pragma once

#include "vm/initramfs.hpp"

#include <string>
#include <vector>

namespace kxx::vm {

/// The arguments for QEMU, without the file descriptors. Throws Failure if QEMU is not installed.
std::vector<std::string> qemu_arguments(const Job &job);

} // namespace kxx::vm
