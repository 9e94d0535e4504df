// SPDX-License-Identifier: GPL-2.0
#include "test/shared_names.hpp"

#include <map>
#include <regex>
#include <set>
#include <sstream>

namespace kxx::test {
namespace {

/// A name, and the call or member that shows it.
struct Shown {
	std::string kind, name;
};

std::vector<Shown> shown_names(const std::string &text)
{
	static const std::regex pattern(
		R"re((?:\.(name|id) = |(publish)\(|(root_device_register)\(|(KmemCache|Device|MiiBus)<[\w:<>, ]*)re"
		R"re(|(Workqueue::create|Executor::create|Kthread::run)\(fmt\()"([^"]*)")re");
	std::istringstream lines(text);
	std::vector<Shown> found;

	for (std::string line; std::getline(lines, line);) {
		if (line.find('"') == line.npos)
			continue;
		for (std::sregex_iterator it(line.begin(), line.end(), pattern), end; it != end; ++it) {
			Shown shown{ .kind = {}, .name = it->str(it->size() - 1) };

			for (std::size_t i = 1; i + 1 < it->size(); i++)
				shown.kind += it->str(i);
			found.push_back(std::move(shown));
		}
	}
	return found;
}

} // namespace

std::vector<SharedName> find_shared_names(const std::vector<NameUser> &users, Kinds kinds)
{
	// The first user by kind and name.
	std::map<std::pair<std::string, std::string>, std::string> firsts;
	std::set<std::pair<std::string, std::string>> reported;
	std::vector<SharedName> shared;

	for (const NameUser &user : users) {
		for (const Shown &shown : shown_names(user.text)) {
			const std::string kind = kinds == Kinds::Apart ? shown.kind : "";
			const std::string &first = firsts.try_emplace({ kind, shown.name }, user.place).first->second;

			if (first != user.place && reported.emplace(shown.name, user.place).second)
				shared.push_back({ shown.name, first, user.place });
		}
	}
	return shared;
}

} // namespace kxx::test
