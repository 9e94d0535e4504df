// SPDX-License-Identifier: GPL-2.0
//! kxx compile-commands: writes what clangd and other editor tools need to understand a module.
#include "doctor/compile_commands.hpp"

#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/command.hpp"
#include "common/files.hpp"
#include "kernels/store.hpp"

namespace kxx::cli {
namespace {
namespace fs = std::filesystem;

struct Options {
	std::string directory = ".";
	std::string kernel;
	std::string output;
};

void run_compile_commands(const Options &options)
{
	fs::path kernel_build;

	if (!options.kernel.empty())
		kernel_build = kernels::find_kernel(options.kernel).build;
	auto commands = collect_commands(options.directory, kernel_build);
	if (commands.empty())
		throw Failure{ Fault::Work,
			       fmt::format("nothing was built in '{}'",
					   fs::absolute(options.directory).lexically_normal().string()),
			       "build the module first: kxx build" };

	nlohmann::json json = nlohmann::json::array();
	for (const CompileCommand &command : commands)
		json.push_back({ { "directory", command.directory },
				 { "file", command.file },
				 { "arguments", command.arguments },
				 { "output", command.output } });
	fs::path path = options.output.empty() ? fs::path(options.directory) / "compile_commands.json"
					       : fs::path(options.output);
	replace_file(path, json.dump(2) + "\n");
	fmt::print("{}: {} files\n", path.lexically_normal().string(), commands.size());
}

} // namespace

void setup_compile_commands(CLI::App &app)
{
	auto options = std::make_shared<Options>();
	CLI::App *command =
		app.add_subcommand("compile-commands", "Write compile_commands.json for clangd, from the last build");

	command->add_option("directory", options->directory, "Directory of the module (default: .)")
		->check(CLI::ExistingDirectory)
		->type_name("DIR");
	command->add_option("--kernel", options->kernel, "Kernel that a module without C++ was built for")
		->type_name("K");
	command->add_option("--output", options->output, "File to write")->type_name("FILE");
	command->callback([options] { run_compile_commands(*options); });
}

} // namespace kxx::cli
