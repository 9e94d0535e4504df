// SPDX-License-Identifier: GPL-2.0
#include "link/symbols.hpp"

#include <map>
#include <sstream>

#include "common/compiler.hpp"
#include "common/failure.hpp"

namespace kxx::link {

std::vector<Symbols> parse_nm(const std::string &text, const std::vector<std::filesystem::path> &objects)
{
	std::vector<Symbols> symbols(objects.size());
	std::map<std::string, std::size_t> index;

	for (std::size_t i = 0; i < objects.size(); i++)
		index[objects[i].string()] = i;
	std::istringstream lines(text);
	for (std::string line; std::getline(lines, line);) {
		std::size_t colon = line.find(": ");
		if (colon == std::string::npos)
			continue;
		auto found = index.find(line.substr(0, colon));
		if (found == index.end())
			continue;
		std::istringstream words(line.substr(colon + 2));
		std::string name, type;
		if (!(words >> name >> type))
			continue;
		Symbols &one = symbols[found->second];
		if (std::string("BbCDdGgRrSsVu").find(type) != std::string::npos)
			one.variables.insert(name);
		(type == "U" || type == "w" || type == "v" ? one.undefined : one.defined).insert(name);
	}
	return symbols;
}

std::vector<Symbols> symbols_of(const std::string &nm, const std::vector<std::filesystem::path> &objects)
{
	if (objects.empty())
		return {};
	std::vector<std::string> command{ nm, "-A", "-P" };
	for (const auto &object : objects)
		command.push_back(object.string());
	RunResult result = run_compiler(command);
	if (!result.ok())
		throw Failure{ Fault::Environment, nm + " failed: " + result.err,
			       "it belongs to the C++ compiler's package (gcc-12 has gcc-nm-12)" };
	return parse_nm(result.out, objects);
}

} // namespace kxx::link
