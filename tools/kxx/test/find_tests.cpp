// SPDX-License-Identifier: GPL-2.0
#include "test/find_tests.hpp"

#include "common/failure.hpp"
#include "common/files.hpp"
#include "vm/modules.hpp"
#include "vm/modules_of_directory.hpp"

#include <algorithm>
#include <functional>
#include <regex>
#include <set>

#include <fmt/format.h>
#include <unistd.h>

namespace kxx::test {
namespace fs = std::filesystem;
namespace {

bool is_scenario(const fs::path &path)
{
	return path.filename().string().ends_with(scenario_suffix);
}

bool is_source(const fs::path &path)
{
	return path.extension() == ".cpp" || path.extension() == ".c" || path.extension() == ".hpp" ||
	       path.extension() == ".h";
}

/// Files of one directory.
std::vector<fs::path> files_of(const fs::path &directory)
{
	std::vector<fs::path> files;

	for (const fs::directory_entry &entry : fs::directory_iterator(directory))
		if (entry.is_regular_file())
			files.push_back(entry.path());
	std::ranges::sort(files);
	return files;
}

/// The suites that sources define, as far as `kbuild` names their objects.
std::vector<std::string> suites_in(const std::vector<fs::path> &files, const std::string &kbuild)
{
	static const std::regex definition(R"((?:^|\n)\s*KUNIT_SUITE\s*\(\s*(\w+))");
	static const std::regex of_c(R"((?:^|\n)\s*kunit_test_suites?\s*\(\s*&?\s*(\w+))");
	std::vector<std::string> suites;

	for (const fs::path &file : files) {
		if (kbuild.find(file.stem().string() + ".o") == kbuild.npos)
			continue;
		const std::string text = read_file(file);
		for (const std::regex *expression : { &definition, &of_c })
			for (std::sregex_iterator it(text.begin(), text.end(), *expression), end; it != end; ++it)
				suites.push_back((*it)[1]);
	}
	return suites;
}

bool has_example(const fs::path &header)
{
	static const std::regex mark(R"((^|\n)[ \t]*//[/!] Example( \(a whole module\))?:[ \t]*(\n|$))");

	return std::regex_search(read_file(header), mark);
}

class Search {
public:
	explicit Search(const fs::path &output) : output_(output) {}

	void directory(const fs::path &directory, const fs::path &searched)
	{
		const std::vector<fs::path> files = files_of(directory);
		const bool has_scenario = std::ranges::any_of(files, is_scenario);

		for (const fs::path &file : files) {
			if (is_scenario(file))
				found.scenarios.push_back(read_scenario(file, searched));
			else if (file.extension() == ".hpp" && has_example(file))
				found.headers.push_back(file);
		}
		if (vm::is_module_directory(directory) && !has_scenario)
			modules(directory, files, directory == searched);
		std::vector<fs::path> below;
		for (const fs::directory_entry &entry : fs::directory_iterator(directory))
			if (entry.is_directory() && !entry.is_symlink() && is_searched(entry.path()))
				below.push_back(entry.path());
		std::ranges::sort(below);
		for (const fs::path &one : below)
			this->directory(one, searched);
	}

	void module(const fs::path &file) { found.suites.push_back({ .name = vm::module_name(file), .path = file }); }

	Tests found{};

private:
	void modules(const fs::path &directory, std::vector<fs::path> files, bool named)
	{
		std::erase_if(files, [](const fs::path &file) { return !is_source(file); });
		const std::string kbuild =
			read_file(fs::exists(directory / "Kbuild") ? directory / "Kbuild" : directory / "Makefile");
		std::vector<std::string> suites = suites_in(files, kbuild);
		if (!named && suites.empty())
			return;
		Scenario setup;
		if (fs::exists(directory / "setup.sh"))
			setup = read_setup(directory / "setup.sh");
		found.suites.push_back({ .name = directory.filename(),
					 .path = directory,
					 .files = std::move(files),
					 .setup = std::move(setup),
					 .suites = std::move(suites) });
	}

	bool is_searched(const fs::path &directory) const
	{
		std::error_code error;

		return !directory.filename().string().starts_with('.') && directory != output_ &&
		       !fs::exists(directory / "CMakeCache.txt", error) && !error &&
		       access(directory.c_str(), R_OK | X_OK) == 0;
	}

	fs::path output_;
};

} // namespace

Tests find_tests(const std::vector<fs::path> &paths, const fs::path &output)
{
	Search search(output);

	for (const fs::path &given : paths) {
		if (!fs::exists(given))
			throw Failure(Fault::Environment, fmt::format("no such file: '{}'", given.string()));
		const fs::path path = fs::canonical(given);
		if (fs::is_directory(path))
			search.directory(path, path);
		else if (is_scenario(path))
			search.found.scenarios.push_back(read_scenario(path, path.parent_path().parent_path()));
		else if (path.extension() == ".hpp")
			search.found.headers.push_back(path);
		else if (path.extension() == ".ko")
			search.module(path);
		else
			throw Failure(Fault::Environment, fmt::format("'{}' is no test", given.string()),
				      "give a directory, NAME.scenario.sh, a header with examples, or MODULE.ko");
	}
	// A path may be given twice, or lie below another.
	const auto once = [](auto &list, auto path) {
		std::set<fs::path> seen;

		std::erase_if(list, [&](const auto &one) { return !seen.insert(std::invoke(path, one)).second; });
	};
	once(search.found.scenarios, &Scenario::file);
	once(search.found.suites, &SuiteSource::path);
	once(search.found.headers, std::identity());
	return std::move(search.found);
}

} // namespace kxx::test
