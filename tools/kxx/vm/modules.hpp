// SPDX-License-Identifier: GPL-2.0
//! Module files: their names, their dependencies, and their load order.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kxx::vm {

/// The information in a module's section .modinfo.
struct ModuleInfo {
	std::string name{};
	std::vector<std::string> depends{};
	std::vector<std::string> parameters{};
	std::string vermagic{};
	/// The file of the module.
	std::filesystem::path path{};
};

/// "my-module.ko.xz" → "my_module", the name the kernel uses.
std::string module_name(const std::filesystem::path &path);

/// Parses the strings of a .modinfo section.
ModuleInfo parse_modinfo(std::string_view section, std::string_view fallback_name);

/// Reads a module file, unpacking .xz, .zst and .gz. Throws Failure.
std::string read_module(const std::filesystem::path &path);
/// Reads the .modinfo of a module. Throws Failure.
ModuleInfo read_modinfo(const std::filesystem::path &path);

/// All modules below lib/modules/<release>, by name.
std::map<std::string, std::filesystem::path> index_modules(const std::filesystem::path &directory);

/// Modules in the order in which they have to be loaded.
struct LoadOrder {
	std::vector<ModuleInfo> dependencies{}; ///< modules of the kernel
	std::vector<ModuleInfo> modules{};	///< the user's
};

/// Sorts `modules` so that each comes after its dependencies, and adds the kernel modules that they
/// need through `find`. Keeps the given order if the dependencies allow it. Throws
/// Failure if something is missing or depends on itself.
LoadOrder order_modules(const std::vector<ModuleInfo> &modules, const std::vector<std::string> &extra,
			const std::function<std::optional<ModuleInfo>(const std::string &)> &find);

} // namespace kxx::vm
