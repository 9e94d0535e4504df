// SPDX-License-Identifier: GPL-2.0
#include "cli/usage.hpp"

#include "common/terminal.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace kxx::cli {
namespace {

/// The number of letters to insert, remove or replace.
std::size_t distance(std::string_view from, std::string_view to)
{
	std::vector<std::size_t> row(to.size() + 1);

	std::iota(row.begin(), row.end(), 0);
	for (std::size_t i = 0; i < from.size(); i++) {
		std::size_t diagonal = row[0];

		row[0] = i + 1;
		for (std::size_t j = 0; j < to.size(); j++) {
			const std::size_t replaced = diagonal + (from[i] != to[j]);

			diagonal = row[j + 1];
			row[j + 1] = std::min({ replaced, row[j] + 1, row[j + 1] + 1 });
		}
	}
	return row.back();
}

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

/// The entries of `names` that `word` probably means, the most likely first.
std::vector<std::string> similar_names(std::string_view word, const std::vector<std::string> &names)
{
	std::vector<std::string> similar;
	// Allows one typing error in a short word, more in a long one; a prefix also matches.
	const auto distance_to = [word](const std::string &name) {
		return !word.empty() && name.starts_with(word) ? 0 : distance(word, name);
	};

	for (const std::string &name : names)
		if (distance_to(name) <= std::max<std::size_t>(1, word.size() / 3))
			similar.push_back(name);
	std::ranges::stable_sort(similar, {}, distance_to);
	return similar;
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
