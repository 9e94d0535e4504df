// SPDX-License-Identifier: GPL-2.0
//! Module files: what they are called, what they depend on, in which order they load.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kxx::vm {

/// What a module says about itself in its section .modinfo.
struct ModuleInfo {
	std::string name{};
	std::vector<std::string> depends{};
	std::vector<std::string> parameters{};
	std::string vermagic{};
	/// The file it came from.
	std::filesystem::path path{};
};

/// "my-module.ko.xz" → "my_module", the name the kernel uses.
std::string module_name(const std::filesystem::path &path);

/// Takes the strings of a .modinfo section apart.
ModuleInfo parse_modinfo(std::string_view section, std::string_view fallback_name);

/// Reads a module file, unpacking .xz, .zst and .gz. Throws std::runtime_error.
std::string read_module(const std::filesystem::path &path);
/// Reads what a module says about itself. Throws std::runtime_error.
ModuleInfo read_modinfo(const std::filesystem::path &path);

/// All modules below lib/modules/<release>, by name.
std::map<std::string, std::filesystem::path> index_modules(const std::filesystem::path &directory);

/// Modules in the order in which they have to be loaded.
struct LoadOrder {
	std::vector<ModuleInfo> dependencies{}; ///< the kernel's own
	std::vector<ModuleInfo> modules{};	///< the user's
};

/// Sorts `modules` so that each comes after what it depends on, and adds what they need from
/// the kernel through `find`. The given order is kept where dependencies allow. Throws
/// std::runtime_error when something is missing or depends on itself.
LoadOrder order_modules(const std::vector<ModuleInfo> &modules,
			const std::vector<std::string> &extra,
			const std::function<std::optional<ModuleInfo>(const std::string &)> &find);

} // namespace kxx::vm
