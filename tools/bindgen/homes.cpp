// SPDX-License-Identifier: GPL-2.0
#include "homes.hpp"

#include "common/failure.hpp"
#include "kbuild_flags.hpp"

#include <fstream>
#include <sstream>

namespace kxx::bindgen {

std::map<std::string, std::set<std::string>> read_homes(const std::filesystem::path &list, const Model &model)
{
	std::map<std::string, std::set<std::string>> homes;
	std::map<std::string, std::string> owners;

	if (list.empty())
		return homes;
	for (const Entity &entity : model.entities)
		if (!entity.files.empty() && entity.files.front() >= 0)
			owners.emplace(entity.name, model.files[entity.files.front()].key);
	for (const Constant &constant : model.constants)
		if (constant.file >= 0)
			owners.emplace(constant.name, model.files[constant.file].key);

	std::ifstream in(list);
	if (!in)
		throw Failure{ Fault::Environment, "cannot read " + list.string() };
	for (std::string line; std::getline(in, line);) {
		std::istringstream words(line);
		std::string header, name;

		if (!(words >> header) || header[0] == '#')
			continue;
		if (!header.ends_with(".h"))
			throw Failure{ Fault::Environment, list.string() + ": '" + header + "' is not a header" };
		const std::string home = header.substr(0, header.size() - 2);
		std::set<std::string> &includes = homes[home];
		while (words >> name)
			if (auto owner = owners.find(name); owner != owners.end() && owner->second != home)
				includes.insert(owner->second);
	}
	return homes;
}

} // namespace kxx::bindgen
