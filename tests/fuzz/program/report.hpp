// SPDX-License-Identifier: GPL-2.0
//! The result of a run.
#pragma once

#include "shared.hpp"

namespace fuzz {

/// Prints how often each call on each target had each result.
void print_counts();

/// Whether everything that targets offer has succeeded at least once. Sets Shared::wanted.
bool all_reached();

/// "fuzz: PASS ..." or "fuzz: FAIL ..." for each target: whether what it offers has succeeded. And the same for the loader
/// and for the number of calls. True if all passed.
bool judge(u64 elapsed_ms);

/// Prints what each thread is doing now; the operation is given by its number.
void print_threads();

} // namespace fuzz
