// SPDX-License-Identifier: GPL-2.0
#include "cli/command.hpp"

#include <fmt/format.h>

#include "common/paths.hpp"

namespace kxx::cli {

void setup_version(CLI::App &app)
{
	app.set_version_flag("--version", "kxx 0.1");
	app.add_flag_callback(
		"--root",
		[] {
			fmt::print("{}\n", root_directory().string());
			throw CLI::Success();
		},
		"Print the directory that holds kernel/, kbuild/, bindings/ and exit");
}

} // namespace kxx::cli
