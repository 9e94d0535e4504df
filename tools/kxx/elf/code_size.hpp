// SPDX-License-Identifier: GPL-2.0
//! Measures how much machine code an object contains, and in which functions.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "common/elf_object.hpp"

namespace kxx::elf {

/// Bytes of machine code.
struct CodeSize {
	/// All executable sections: .text, .init.text, .exit.text, and the bytes between functions.
	std::uint64_t total = 0;
	/// By section name.
	std::map<std::string, std::uint64_t> sections;
	/// By function, demangled; the parts that the compiler split off count with their function.
	std::map<std::string, std::uint64_t> functions;
	/// Padding and code that belongs to no function.
	std::uint64_t rest = 0;
};

CodeSize measure_code(const Object &object);

} // namespace kxx::elf
