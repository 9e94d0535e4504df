// SPDX-License-Identifier: GPL-2.0
#include "cli/command.hpp"

#include <string>

#include <fmt/format.h>

#include "common/paths.hpp"
#include "common/plain_path.hpp"

namespace kxx::cli {

void setup_version(CLI::App &app)
{
	app.set_version_flag("--version", "kxx 0.1");
	app.add_flag_callback(
		"--root",
		[] {
			const std::string root = root_directory().string();

			if (!is_plain_path(root))
				throw Failure{ Fault::Environment,
					       fmt::format("make cannot include files from '{}', "
							   "whose name has {}",
							   root, not_plain_in_path),
					       "install kxx in another directory" };
			fmt::print("{}\n", root);
			throw CLI::Success();
		},
		"Print the directory that holds kernel/, kbuild/, bindings/ and exit");
}

} // namespace kxx::cli
