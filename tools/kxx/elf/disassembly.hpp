// SPDX-License-Identifier: GPL-2.0
//! The machine instructions of an object file, as objdump prints them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/elf_object.hpp"

namespace kxx::elf {

/// One machine instruction.
struct Instruction {
	std::size_t section = 0;
	std::uint64_t offset = 0;
	/// In AT&T's syntax: "call 12 <name>". The name is only right if no relocation patches the operand.
	std::string text;
};

/// All instructions of the executable sections, in the order of the file. Throws BadFile if objdump is missing.
std::vector<Instruction> disassemble(const Object &object);

} // namespace kxx::elf
