// SPDX-License-Identifier: GPL-2.0
#include "vm/leaks.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string_view>

#include <fmt/format.h>

namespace kxx::vm {
namespace {

/// "0xffffffffa0001234" at the start of a frame that kallsyms could not name.
std::optional<std::uint64_t> bare_address(std::string_view line)
{
	const std::size_t at = line.find("0xffffffff");

	if (at == line.npos || line.find('+') != line.npos)
		return std::nullopt;
	return std::strtoull(std::string(line.substr(at)).c_str(), nullptr, 16);
}

/// "hello .init.text+0x24": the module's code at an address while the module was loaded. Modules that were loaded one
/// after the other may have had the same address: "hello+0x24 or bye+0x10". Init sections are not part of a module's
/// range, and their sizes are not known.
std::string name_address(std::uint64_t address, const std::map<std::string, ModulePlace> &places)
{
	constexpr std::uint64_t far = 0x10000;
	std::string inside, nearest;
	std::uint64_t distance = far;

	for (const auto &[name, place] : places) {
		if (address - place.address < place.size)
			inside +=
				fmt::format("{}{}+{:#x}", inside.empty() ? "" : " or ", name, address - place.address);
		for (const auto &[section, start] : place.sections)
			if (address >= start && address - start < distance) {
				distance = address - start;
				nearest = fmt::format("{} {}+{:#x}", name, section, distance);
			}
	}
	return inside.empty() ? nearest : inside;
}

/// A leak of the kernel itself: sysfs_slab_add() does not free the name of a kmem_cache that it
/// could not show. The name of a live cache is not a leak, so a cache that is never destroyed is
/// still reported.
bool is_lost_by_c(const std::vector<std::string> &object)
{
	const auto has = [&](std::string_view function) {
		return std::ranges::any_of(object,
					   [&](const std::string &line) { return line.find(function) != line.npos; });
	};

	return has(" kobject_set_name_vargs+") && has(" sysfs_slab_add+");
}

} // namespace

std::vector<std::string> filter_leaks(const std::vector<std::string> &lines,
				      const std::map<std::string, ModulePlace> &places, unsigned long first_pid)
{
	std::vector<std::string> leaks, object;
	bool ours = false;
	const auto flush = [&] {
		if (ours && !is_lost_by_c(object))
			leaks.insert(leaks.end(), object.begin(), object.end());
		object.clear();
		ours = false;
	};

	for (std::string line : lines) {
		if (line.starts_with("unreferenced object"))
			flush();
		if (std::size_t pid = line.find(", pid "); pid != line.npos && line.find("comm \"kworker") == line.npos)
			ours = ours || std::strtoul(line.c_str() + pid + 6, nullptr, 10) >= first_pid;
		for (const auto &[name, place] : places)
			if (line.find(fmt::format("[{}]", name)) != line.npos)
				ours = true;
		if (const std::optional<std::uint64_t> address = bare_address(line))
			if (const std::string place = name_address(*address, places); !place.empty()) {
				line += fmt::format(" [{}]", place);
				ours = true;
			}
		object.push_back(line);
	}
	flush();
	return leaks;
}

} // namespace kxx::vm
