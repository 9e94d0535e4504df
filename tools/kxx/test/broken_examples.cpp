// SPDX-License-Identifier: GPL-2.0
#include "test/broken_examples.hpp"

#include <algorithm>
#include <charconv>
#include <sstream>

namespace kxx::test {
namespace {

constexpr std::size_t message_lines = 5;

bool contains(std::string_view line, std::string_view word)
{
	return line.find(word) != line.npos;
}

/// A line that GCC prints before the error to which it belongs: it names the function, or the place that included the
/// file or used the template.
bool is_context(std::string_view line)
{
	const std::string_view text = line.substr(std::min(line.find_first_not_of(' '), line.size()));

	return text.starts_with("In file included from ") || text.starts_with("from ") ||
	       contains(line, ":   required ") ||
	       (line.ends_with(':') && (contains(line, ": In ") || contains(line, ": At ")));
}

/// A line that belongs to the error before it.
bool is_continuation(std::string_view line)
{
	return line.empty() || line.starts_with(' ') || contains(line, ": note: ");
}

/// An error or a warning, with everything that the compiler says of it.
struct Diagnostic {
	std::vector<std::string> lines = {};
	/// The line that says what is wrong.
	std::size_t subject = 0;

	bool is_warning() const { return contains(lines[subject], ": warning: "); }
};

std::vector<Diagnostic> read_diagnostics(std::string_view log)
{
	std::vector<Diagnostic> diagnostics;
	std::vector<std::string> context;
	std::istringstream stream{ std::string(log) };

	for (std::string line; std::getline(stream, line);) {
		if (is_context(line)) {
			context.push_back(line);
			continue;
		}
		if (diagnostics.empty() || !is_continuation(line))
			diagnostics.push_back({ .subject = context.size() });
		std::vector<std::string> &lines = diagnostics.back().lines;
		lines.insert(lines.end(), context.begin(), context.end());
		lines.push_back(line);
		context.clear();
	}
	return diagnostics;
}

/// Whether a line names a place in the example, as a #line of its source gives it: the header's own path is absolute.
bool names(std::string_view line, const Example &example)
{
	const std::string header = example.header + ":";

	for (std::size_t at = line.find(header); at != line.npos; at = line.find(header, at + 1)) {
		unsigned number = 0;

		if (at > 0 && line[at - 1] != ' ')
			continue;
		std::from_chars(line.data() + at + header.size(), line.data() + line.size(), number);
		if (example.first <= number && number <= example.last)
			return true;
	}
	return false;
}

void add_message(std::vector<std::string> &message, const Diagnostic &diagnostic, const Example &example)
{
	auto names_example = [&example](const std::string &line) { return names(line, example); };

	if (std::ranges::none_of(diagnostic.lines, names_example))
		return;
	for (std::size_t i = 0; i < diagnostic.lines.size() && message.size() < message_lines; i++)
		if (i == diagnostic.subject || names_example(diagnostic.lines[i]))
			message.push_back(diagnostic.lines[i]);
}

} // namespace

std::vector<BrokenExample> find_broken_examples(std::string_view log, const std::vector<Example> &examples)
{
	std::vector<Diagnostic> diagnostics = read_diagnostics(log);
	std::vector<BrokenExample> broken;

	std::erase_if(diagnostics, [](const Diagnostic &diagnostic) { return diagnostic.is_warning(); });
	for (const Example &example : examples) {
		std::vector<std::string> message;

		for (const Diagnostic &diagnostic : diagnostics)
			add_message(message, diagnostic, example);
		if (!message.empty())
			broken.push_back({ example, std::move(message) });
	}
	return broken;
}

} // namespace kxx::test
