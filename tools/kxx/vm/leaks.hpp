// SPDX-License-Identifier: GPL-2.0
//! kmemleak's reports that are about the modules under test.
#pragma once

#include "vm/outcome.hpp"

#include <map>
#include <string>
#include <vector>

namespace kxx::vm {

/// Selects the lines of /sys/kernel/debug/kmemleak that are our leaks: memory allocated by a
/// process that started after the boot, or with one of our modules on the stack. Bare addresses
/// inside an unloaded module get names.
std::vector<std::string> filter_leaks(const std::vector<std::string> &lines,
				      const std::map<std::string, ModulePlace> &places, unsigned long first_pid);

} // namespace kxx::vm
