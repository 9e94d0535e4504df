// SPDX-License-Identifier: GPL-2.0
//! Maps places in an object file to source lines, with DWARF.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kxx::elf {

struct Place {
	std::string file;
	int line = 0;

	bool operator==(const Place &) const = default;
	/// "file.cpp:12".
	std::string text() const;
};

/// One function of a stack of inlined calls.
struct Frame {
	std::string function;
	Place place;
};

/// The debug information of one relocatable object. It is read at the first query.
///
/// For a file without DWARF, every query returns nothing.
class SourceMap {
public:
	explicit SourceMap(std::filesystem::path object);
	~SourceMap();
	SourceMap(const SourceMap &) = delete;
	SourceMap &operator=(const SourceMap &) = delete;

	/// The source line of an instruction.
	std::optional<Place> at(std::size_t section, std::uint64_t offset);

	/// The innermost inlined function first, the real function last.
	std::vector<Frame> frames(std::size_t section, std::uint64_t offset);

	/// The declaration of the variable at this place.
	std::optional<Place> variable(std::size_t section, std::uint64_t offset);

	/// The declaration of the variable or function with this linker name.
	std::optional<Place> declaration(const std::string &name);

private:
	struct Debug;

	Debug &debug();
	bool read_variables();

	std::filesystem::path object_;
	std::unique_ptr<Debug> debug_;
};

} // namespace kxx::elf
