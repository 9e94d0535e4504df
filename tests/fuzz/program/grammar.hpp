// SPDX-License-Identifier: GPL-2.0
//! The input that the samples understand: ioctls, texts for their files, parameters. A sample that is missing here is
//! fuzzed with general input.
#pragma once

#include "shared.hpp"

#include <span>

namespace fuzz {

/// The ioctls of a device; none if they are not listed.
std::span<const u32> ioctls_of(const Target &target);

/// The files that a module must show, as far as they are known.
std::span<const Kind> kinds_of(const char *module);

/// Writes a text for the file into a buffer: a valid one, an almost valid one, or nonsense. Returns its size.
std::size_t make_text(Random &random, const Target &target, char *to, std::size_t room);

/// Writes a name for an item of configfs, ended by 0. `to` has 300 bytes.
void make_name(Random &random, char *to);

/// The i-th parameters that a module must accept.
const char *parameters_of(const char *module, u64 choice);
/// Parameters that it may refuse.
const char *bad_parameters(u64 choice);

} // namespace fuzz
