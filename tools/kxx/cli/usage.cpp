// SPDX-License-Identifier: GPL-2.0
#include "cli/usage.hpp"

#include "common/similar.hpp"
#include "common/terminal.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace kxx::cli {
namespace {

/// "kxx kernel"
std::string full_name(const CLI::App &app)
{
	return app.get_parent() ? full_name(*app.get_parent()) + " " + app.get_name() : app.get_name();
}

/// The command that the words select.
const CLI::App &innermost(const CLI::App &app)
{
	const std::vector<CLI::App *> chosen = app.get_subcommands();

	return chosen.empty() ? app : innermost(*chosen.front());
}

std::vector<std::string> commands_of(const CLI::App &app)
{
	std::vector<std::string> names;

	for (const CLI::App *command : app.get_subcommands([](const CLI::App *) { return true; }))
		names.push_back(command->get_name());
	return names;
}

} // namespace

void print_usage_error(const CLI::App &app, const CLI::ParseError &error)
{
	const CLI::App &command = innermost(app);
	const std::vector<std::string> commands = commands_of(command), left = app.remaining(true);

	if (!commands.empty() && !left.empty() && error.get_name() == "RequiredError") {
		const bool is_option = left.front().starts_with('-');
		const std::vector<std::string> similar = similar_names(left.front(), commands);

		print_error(fmt::format("unknown {} '{}'", is_option ? "option" : "command", left.front()));
		if (!similar.empty())
			print_note(
				fmt::format("did you mean '{} {}'?", full_name(command), fmt::join(similar, "' or '")));
		else
			print_note(
				fmt::format("{} has the commands {}", full_name(command), fmt::join(commands, ", ")));
		return;
	}
	print_error(error.what());
	print_note(fmt::format("{} --help shows what it takes", full_name(command)));
}

} // namespace kxx::cli
