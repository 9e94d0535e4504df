// SPDX-License-Identifier: GPL-2.0
//! Exported C++ symbols: found in the linked object, declared to Kbuild in a C file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace kxx::link {

/// One EXPORT_SYMBOL of a C++ function or variable.
struct Export {
	std::string symbol;
	/// A hash of the types in its signature, which becomes part of its CRC.
	std::uint64_t signature = 0;
	bool gpl_only = false;
};

/// Reads the records that EXPORT_SYMBOL left in section `.discard.kxx_export`.
std::vector<Export> exports_of(const std::filesystem::path &object);

/// Writes the C file that exports them, with a declaration from which genksyms computes a
/// CRC that changes with the signature. Leaves the file alone when nothing changed.
void write_exports(const std::filesystem::path &file, const std::vector<Export> &exports);

} // namespace kxx::link
