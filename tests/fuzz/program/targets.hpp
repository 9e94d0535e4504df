// SPDX-License-Identifier: GPL-2.0
//! Finds the files that appear when a module is loaded.
#pragma once

#include "shared.hpp"

namespace fuzz {

/// Loads the modules one after the other and fills World::targets. Returns false, and prints why, if one does not load.
bool find_targets();

/// The path of a target into `to` (300 bytes or more); an item's attribute gets a name.
void make_path(Random &random, const Target &target, char *to);

/// Removes all items that users made.
void remove_items();

} // namespace fuzz
