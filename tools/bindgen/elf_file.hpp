// SPDX-License-Identifier: GPL-2.0
//! The small part of ELF that the checks read: symbols of an object file and their bytes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kxx::bindgen {

struct Relocation {
	uint64_t offset = 0; // from the start of the symbol that holds it
	uint32_t type = 0;
	int64_t addend = 0;
	std::string symbol; // name, or ".section" for a section symbol
	std::string section; // the section of a defined symbol
	uint64_t value = 0;
};

struct Symbol {
	std::string section;
	uint64_t value = 0;
	std::string_view bytes;
	bool is_function = false;
};

/// A relocatable x86-64 object, read whole.
class ElfFile {
public:
	explicit ElfFile(const std::filesystem::path &path);

	const std::map<std::string, Symbol> &symbols() const { return symbols_; }
	/// Relocations inside [symbol.value, symbol.value + size) of its section.
	std::vector<Relocation> relocations(const Symbol &symbol) const;
	/// The bytes of a section, or nothing if it has none.
	std::string_view section(const std::string &name) const;

private:
	std::string data_;
	std::map<std::string, Symbol> symbols_;
	std::map<std::string, std::string_view> sections_;
	std::map<std::string, std::vector<Relocation>> relocations_;
};

} // namespace kxx::bindgen
