// SPDX-License-Identifier: GPL-2.0
//! kxx build: runs make in a module's directory, and shows the errors first.
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <thread>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "common/compiler.hpp"
#include "common/paths.hpp"
#include "common/plain_path.hpp"
#include "common/process.hpp"
#include "common/terminal.hpp"
#include "doctor/build_log.hpp"
#include "elf/code_size.hpp"
#include "kernels/store.hpp"

namespace kxx::cli {
namespace {
namespace fs = std::filesystem;

struct Options {
	std::string kernel;
	std::string directory = ".";
	unsigned jobs = 0;
	bool verbose = false;
};

/// Refuses a directory without a Kbuild file, or with a name that Kbuild cannot work with.
void check_directory(const fs::path &directory)
{
	if (!fs::exists(directory / "Kbuild") && !fs::exists(directory / "Makefile"))
		throw Failure{ Fault::Environment,
			       fmt::format("'{}' holds no module: there is no Kbuild file",
					   fs::absolute(directory).lexically_normal().string()),
			       "kxx new NAME makes a module to start from" };
	const fs::path real = fs::canonical(directory);
	if (!is_plain_path(real))
		throw Failure{ Fault::Environment,
			       fmt::format("Kbuild cannot build in '{}', whose name has {}", real.string(),
					   not_plain_in_path),
			       "move the module to another directory" };
}

/// The module files that the build lists in modules.order.
std::vector<fs::path> built_modules(const fs::path &directory)
{
	std::vector<fs::path> found;
	std::error_code error;

	for (fs::recursive_directory_iterator it(directory, error), end; !error && it != end; it.increment(error))
		if (it->path().extension() == ".ko")
			found.push_back(it->path());
	return found;
}

void print_result(const fs::path &directory)
{
	for (const fs::path &path : built_modules(directory)) {
		elf::CodeSize size = elf::measure_code(elf::Object(path));

		fmt::print("{}: {} bytes of code\n", path.lexically_normal().string(), size.total);
	}
}

void print_log(const BuildLog &log)
{
	constexpr std::size_t most = 20;
	auto print = [](const std::vector<std::string> &list, const char *what) {
		for (std::size_t i = 0; i < list.size() && i < most; i++)
			fmt::print(stderr, "{}\n", list[i]);
		if (list.size() > most)
			fmt::print(stderr, "and {} more {}; kxx build -v shows all\n", list.size() - most, what);
	};

	print(log.errors, "errors");
	print(log.warnings, "warnings");
	for (const std::string &note : log.notes)
		print_note(note);
}

void run_build(const Options &options)
{
	const fs::path directory = options.directory;

	check_directory(directory);
	if (!find_program("make"))
		throw Failure{ Fault::Environment, "no make in PATH", "apt-get install make" };
	const kernels::Kernel kernel =
		options.kernel.empty() ? kernels::default_kernel() : kernels::find_kernel(options.kernel);
	if (kernel.build.empty())
		throw Failure{ Fault::Environment, fmt::format("kernel '{}' has no build directory", kernel.name),
			       fmt::format("apt-get install linux-headers-{}", kernel.release) };

	const unsigned jobs = options.jobs ? options.jobs : std::thread::hardware_concurrency();
	std::vector<std::string> argv = {
		"make",
		"-C",
		kernel.build.string(),
		"M=" + fs::canonical(directory).string(),
		"PAHOLE=" + (root_directory() / "kbuild" / "pahole").string(),
		fmt::format("-j{}", jobs ? jobs : 1),
	};
	if (options.verbose)
		argv.push_back("V=1");
	argv.push_back("modules");

	// Kbuild files call kxx by name, so the running one comes first in PATH.
	const char *path = std::getenv("PATH");
	RunOptions how{ .environment = { { "PATH", fmt::format("{}:{}", self_executable().parent_path().string(),
							       path ? path : "") },
					 { "LC_ALL", "C.UTF-8" } },
			.unset = { "MAKEFLAGS", "MFLAGS", "MAKELEVEL", "KBUILD_OUTPUT" } };
	if (options.verbose)
		how.output = RunOptions::Output::Inherit;
	RunResult result = run(argv, how);
	if (options.verbose) {
		if (!result.ok())
			throw Failure{ Fault::Work, "the build failed" };
		return print_result(directory);
	}
	const BuildLog log = read_build_log(result.err + result.out);
	print_log(log);
	if (result.ok())
		return print_result(directory);
	check_for_room(result.err + result.out, directory);
	if (log.errors.empty())
		fmt::print(stderr, "{}{}", result.out, result.err);
	throw Failure{ Fault::Work,
		       fmt::format("the build for kernel {} failed",
				   kernel.release.empty() ? kernel.name : kernel.release),
		       log.errors.empty() ? "kxx doctor looks for what is missing" : "" };
}

} // namespace

void setup_build(CLI::App &app)
{
	auto options = std::make_shared<Options>();
	CLI::App *command = app.add_subcommand("build", "Build the module in this directory");

	command->add_option("directory", options->directory, "Directory of the module (default: .)")
		->check(CLI::ExistingDirectory)
		->type_name("DIR");
	command->add_option("--kernel", options->kernel,
			    "Kernel to build for: 6.1, 6.12, debug, or a build directory "
			    "(default: the running one)")
		->type_name("K");
	command->add_option("-j,--jobs", options->jobs, "Number of parallel jobs (default: all processors)")
		->check(CLI::Range(1, 4096))
		->type_name("N");
	command->add_flag("-v,--verbose", options->verbose, "Show every command as it runs");
	command->callback([options] { run_build(*options); });
}

} // namespace kxx::cli
