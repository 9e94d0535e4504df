// SPDX-License-Identifier: GPL-2.0
//! Saves a machine into a file, and loads it again, with QEMU's migration.
#pragma once

#include <filesystem>

namespace kxx::vm {

/// Stops the machine whose monitor's socket this is, and saves it. Throws Failure if QEMU cannot, or if a signal came.
void migrate_to(const std::filesystem::path &file, int monitor);

/// Removes what migrate_to() has written. QEMU must have ended.
void remove_migration(const std::filesystem::path &file);

/// Loads a machine into a QEMU that waits for one (-incoming defer), and continues it. Throws Failure as migrate_to().
void migrate_from(const std::filesystem::path &file, int monitor);

} // namespace kxx::vm
