// SPDX-License-Identifier: GPL-2.0
#include "common/compiler.hpp"

#include "common/files.hpp"

#include <algorithm>
#include <cerrno>
#include <string_view>

namespace kxx {
namespace fs = std::filesystem;
namespace {

struct Symptom {
	std::string_view words;
	int error;
};

constexpr Symptom symptoms[] = {
	{ "No space left on device", ENOSPC },
	{ "Disk quota exceeded", EDQUOT },
};
/// The only message of ld when there is no room for a temporary file of its LTO plugin.
constexpr std::string_view symptom_of_plugin = "could not close arguments file";

fs::path temporary_directory()
{
	std::error_code error;
	fs::path directory = fs::temp_directory_path(error);

	return error ? "/tmp" : directory;
}

/// "a.c:7: error writing to /tmp/a.s: No space…" → "/tmp/a.s", from the line in which the reason
/// begins at `reason`. The first word of the line does not count: it is the program that complains,
/// or the file that it reads.
fs::path file_before(std::string_view text, std::size_t reason)
{
	const std::string_view line = text.substr(0, reason).substr(text.rfind('\n', reason) + 1);
	const std::size_t at = line.rfind(" /");

	if (at == line.npos)
		return {};
	const std::string_view path = line.substr(at + 1);
	return path.substr(0, path.find_first_of(" :'["));
}

fs::path output_of(const std::vector<std::string> &command)
{
	const auto at = std::ranges::find(command, "-o");

	return command.end() - at > 1 ? fs::path(at[1]) : temporary_directory();
}

} // namespace

void check_for_room(const std::string &messages, const fs::path &output)
{
	if (messages.find(symptom_of_plugin) != messages.npos)
		throw FileError("write to", temporary_directory(), ENOSPC);
	for (const auto &[words, error] : symptoms)
		if (const std::size_t at = messages.find(words); at != messages.npos) {
			const fs::path file = file_before(messages, at);

			throw FileError("write", file.empty() ? output : file, error);
		}
}

RunResult run_compiler(const std::vector<std::string> &command, RunOptions options)
{
	options.environment["LC_ALL"] = "C";
	RunResult result = run(command, options);

	if (!result.ok())
		check_for_room(result.err, output_of(command));
	return result;
}

} // namespace kxx
