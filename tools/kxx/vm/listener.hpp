// SPDX-License-Identifier: GPL-2.0
//! The receiver of events while a machine runs.
#pragma once

#include "vm/outcome.hpp"

#include <string>
#include <string_view>

namespace kxx::vm {

class Listener {
public:
	virtual ~Listener() = default;

	enum class Phase { Boot, Run };
	enum class Kind { Ordinary, Splat };
	/// A line of the kernel log.
	virtual void kernel_line(std::string_view line, Phase phase, Kind kind) = 0;
	/// A line that a script printed.
	virtual void output_line(std::string_view line) = 0;
	/// A module under test was loaded.
	virtual void loaded(const std::string &, const ModulePlace &) {}
};

} // namespace kxx::vm
