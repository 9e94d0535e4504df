// SPDX-License-Identifier: GPL-2.0
//! The results of a run, in KTAP, which kxx reads.
#pragma once

#include "shared.hpp"

#include <string>

namespace fuzz {

/// Begins the list of results. Lines with "# " explain the result that follows them.
void begin_results();

/// Adds a result, which any process may do: a failure if there is a reason. Returns whether there is none.
bool report(const std::string &name, const std::string &reason = {});

/// Ends the list with its length, so that a list that was broken off is noticed.
void end_results();

/// Prints how often each call on each target had each result.
void print_counts();

/// Whether everything that targets offer has succeeded at least once. Sets Shared::wanted.
bool all_reached();

/// Reports for each target whether what it offers has succeeded, and the same for the loader and for the number of
/// calls. True if all passed.
bool judge(u64 elapsed_ms);

/// Prints what each thread is doing now; the operation is given by its number.
void print_threads();

} // namespace fuzz
