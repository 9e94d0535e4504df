// SPDX-License-Identifier: GPL-2.0
//! A relocatable ELF file, read whole: sections, symbols, relocations.
#pragma once

#include "common/failure.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace kxx::elf {

/// The file does not have the expected format.
struct BadFile : Failure {
	explicit BadFile(const std::string &what) : Failure(Fault::Environment, what) {}
};

struct Section {
	std::size_t index = 0;
	std::string name;
	std::uint32_t type = 0;
	std::uint64_t flags = 0;
	std::uint64_t size = 0;
	std::uint32_t link = 0;
	std::uint32_t info = 0;
	/// The bytes in the file; empty for .bss.
	std::string_view data;

	bool loaded() const;
	bool writable() const;
	bool executable() const;
};

struct Symbol {
	std::size_t index = 0;
	std::string name;
	std::uint64_t value = 0;
	std::uint64_t size = 0;
	/// Section index, 0 when undefined; SHN_ABS and SHN_COMMON as in the file.
	std::size_t section = 0;
	std::uint8_t type = 0;
	std::uint8_t binding = 0;

	bool undefined() const { return section == 0; }
	bool is_function() const;
	bool is_object() const;
};

/// One relocation of a section.
struct Relocation {
	/// The section it patches.
	std::size_t section = 0;
	std::uint64_t offset = 0;
	std::uint32_t type = 0;
	std::size_t symbol = 0;
	std::int64_t addend = 0;
};

/// An ELF file of type ET_REL.
///
/// Invariants:
/// - sections()[i].index == i and symbols()[i].index == i.
class Object {
public:
	/// Reads `path`; throws BadFile when it is not a relocatable ELF file, or is cut short.
	explicit Object(const std::filesystem::path &path);

	const std::filesystem::path &path() const { return path_; }
	std::uint16_t machine() const { return machine_; }
	const std::vector<Section> &sections() const { return sections_; }
	const std::vector<Symbol> &symbols() const { return symbols_; }
	const std::vector<Relocation> &relocations() const { return relocations_; }

	const Section *find_section(std::string_view name) const;
	/// The section that holds a symbol; null for one that is undefined, absolute or common.
	const Section *section_of(const Symbol &symbol) const;

	/// What the file defines under this name, or null.
	const Symbol *find_symbol(std::string_view name) const;
	/// The bytes of a symbol; none in .bss.
	std::string_view bytes_of(const Symbol &symbol) const;
	/// The relocations of those bytes, in their order.
	std::vector<Relocation> relocations_of(const Symbol &symbol) const;

	/// The function or variable that covers a place, or null.
	const Symbol *symbol_at(std::size_t section, std::uint64_t offset) const;

	/// The symbol to which a relocation refers: for a section symbol, the one at the addend.
	const Symbol *target_of(const Relocation &relocation) const;

	/// The name of a relocation type, "R_X86_64_GOTPCREL".
	std::string relocation_name(std::uint32_t type) const;

private:
	std::filesystem::path path_;
	std::string bytes_;
	std::uint16_t machine_ = 0;
	std::vector<Section> sections_;
	std::vector<Symbol> symbols_;
	std::vector<Relocation> relocations_;
};

} // namespace kxx::elf
