// SPDX-License-Identifier: GPL-2.0
#include "vm/modules_of_directory.hpp"

#include "common/compiler.hpp"
#include "common/failure.hpp"
#include "common/paths.hpp"
#include "common/process.hpp"

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include <fmt/format.h>

namespace kxx::vm {
namespace fs = std::filesystem;

bool is_module_directory(const fs::path &directory)
{
	if (fs::exists(directory / "Kbuild"))
		return true;
	const std::string makefile = kernels::read_text(directory / "Makefile");
	return makefile.find("obj-m") != makefile.npos || makefile.find("KDIR") != makefile.npos;
}

void build_modules(const fs::path &directory, const kernels::Kernel &kernel)
{
	const char *path = std::getenv("PATH");
	RunOptions options{
		.directory = directory,
		// The build must call this kxx, not another one that may be installed.
		.environment = { { "PATH", fmt::format("{}:{}", self_executable().parent_path().string(),
						       path ? path : "/usr/bin:/bin") } },
		.unset = { "MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES" },
	};

	if (kernel.build.empty())
		throw Failure{ Fault::Environment, fmt::format("kernel '{}' has no build directory here", kernel.name),
			       "install the headers of that kernel" };
	std::vector<std::string> argv{ "make", "-s" };
	if (fs::exists(directory / "Makefile"))
		argv.push_back(fmt::format("KDIR={}", kernel.build.string()));
	else
		argv.insert(argv.end(), { "-C", kernel.build, fmt::format("M={}", directory.string()), "modules" });
	// A build's messages are for people; standard output is reserved for the guest.
	RunResult result = run(argv, options);
	fmt::print(stderr, "{}{}", result.out, result.err);
	if (result.ok())
		return;
	check_for_room(result.err, directory);
	throw Failure{ Fault::Work, "the module does not build" };
}

std::vector<fs::path> parse_modules_order(const std::string &text, const fs::path &directory)
{
	std::istringstream lines(text);
	std::vector<fs::path> modules;

	for (std::string line; std::getline(lines, line);) {
		if (line.empty())
			continue;
		fs::path path = fs::path(line).replace_extension(".ko");
		modules.push_back(path.is_absolute() ? path : directory / path);
	}
	return modules;
}

std::vector<fs::path> built_modules(const fs::path &directory)
{
	std::vector<fs::path> modules;

	for (const fs::path &path : parse_modules_order(kernels::read_text(directory / "modules.order"), directory))
		if (fs::exists(path))
			modules.push_back(path);
	if (modules.empty()) {
		for (const fs::directory_entry &entry : fs::directory_iterator(directory))
			if (entry.path().extension() == ".ko")
				modules.push_back(entry.path());
		std::ranges::sort(modules);
	}
	return modules;
}

} // namespace kxx::vm
