// SPDX-License-Identifier: GPL-2.0
//! Runs every analysis over the files of a module.
#pragma once

#include "job.hpp"

namespace kxx::check {

/// Parses each file, and looks for faults in it and in the module as a whole.
Answer run(const Job &job);

} // namespace kxx::check
