// SPDX-License-Identifier: GPL-2.0
//! kxx bindgen: runs the generator in the directory of this program.
#include <cerrno>
#include <cstring>
#include <memory>

#include <fmt/format.h>
#include <unistd.h>

#include "cli/command.hpp"
#include "common/paths.hpp"

namespace kxx::cli {

static void run_bindgen(const std::vector<std::string> &arguments)
{
	std::string program = (self_executable().parent_path() / "kxx-bindgen").string();
	std::vector<char *> argv = { program.data() };

	for (const std::string &argument : arguments)
		argv.push_back(const_cast<char *>(argument.c_str()));
	argv.push_back(nullptr);
	execv(program.c_str(), argv.data());
	throw Failure{ Fault::Environment, fmt::format("cannot run '{}': {}", program, std::strerror(errno)),
		       "run make in the kxx checkout, or install kxx again" };
}

void setup_bindgen(CLI::App &app)
{
	CLI::App *command = app.add_subcommand("bindgen", "Make the C++ declarations of a kernel (runs kxx-bindgen)");

	command->prefix_command();
	command->footer("All arguments go to kxx-bindgen; 'kxx-bindgen --help' explains them.");
	command->callback([command] { run_bindgen(command->remaining()); });
}

} // namespace kxx::cli
