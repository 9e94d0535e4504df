// SPDX-License-Identifier: GPL-2.0
#include "test/build_tests.hpp"

#include "common/files.hpp"
#include "common/paths.hpp"
#include "common/process.hpp"
#include "vm/modules_of_directory.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <glob.h>

namespace kxx::test {
namespace fs = std::filesystem;
namespace {

std::string without(std::string text, const std::string &prefix)
{
	for (std::size_t at = 0; !prefix.empty() && (at = text.find(prefix, at)) != text.npos;)
		text.erase(at, prefix.size());
	return text;
}

std::vector<std::string> files_like(const fs::path &pattern)
{
	std::vector<std::string> files;
	glob_t found{};

	if (glob(pattern.c_str(), 0, nullptr, &found) == 0)
		files.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
	globfree(&found);
	return files;
}

/// Everything is compiled again the next time, so that its warnings are seen again.
void remove_objects(const fs::path &directory)
{
	std::vector<fs::path> objects;

	for (const fs::directory_entry &entry : fs::recursive_directory_iterator(directory))
		if (entry.path().extension() == ".o" && !entry.is_symlink())
			objects.push_back(entry.path());
	for (const fs::path &object : objects)
		fs::remove(object);
}

} // namespace

Build build_directory(const fs::path &directory, const std::string &kernel, const fs::path &mirror, const fs::path &log,
		      Messages messages)
{
	std::vector<std::string> argv{ self_executable(), "build", directory, "--kernel", kernel,
				       // Each task has one processor.
				       "--jobs", "1" };

	if (messages == Messages::All)
		argv.emplace_back("--verbose");
	// Another kxx test may build the same directory.
	const Lock lock(directory);
	const RunResult result = run(argv);
	const std::string text = without(result.out + result.err, mirror.string());
	Build build{ .good = result.ok(), .has_warnings = text.find("warning:") != text.npos, .log = log };

	fs::create_directories(log.parent_path());
	write_file(log, text);
	if (build.good)
		// Not other modules that lie there, from earlier builds.
		build.modules = vm::parse_modules_order(read_file(directory / "modules.order"), directory);
	if (build.has_warnings)
		remove_objects(directory);
	return build;
}

std::string build_program(const Program &program, const fs::path &directory, const fs::path &top, const fs::path &to,
			  bool warnings_fail)
{
	std::vector<std::string> sources;

	for (const std::string &pattern : program.sources) {
		const std::vector<std::string> files = files_like(directory / pattern);

		if (files.empty())
			return fmt::format("no such file: '{}'", (directory / pattern).string());
		sources.insert(sources.end(), files.begin(), files.end());
	}
	const bool in_c =
		std::ranges::all_of(sources, [](const std::string &source) { return source.ends_with(".c"); });
	std::vector<std::string> argv{ in_c ? "gcc" : "g++", "-static", "-O2",	      "-g", "-Wall",	"-Wextra",
				       "-pthread",	     "-I",	top.string(), "-o", to.string() };
	if (!in_c)
		argv.emplace_back("-std=c++20");
	if (warnings_fail)
		argv.emplace_back("-Werror");
	argv.insert(argv.end(), sources.begin(), sources.end());
	fs::create_directories(to.parent_path());
	const RunResult result = run(argv);
	if (result.ok())
		return {};
	return result.status == 127 ? fmt::format("no {} in PATH; run as root: apt-get install {}", argv[0], argv[0])
				    : result.err;
}

} // namespace kxx::test
