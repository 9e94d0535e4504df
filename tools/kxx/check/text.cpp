// SPDX-License-Identifier: GPL-2.0
#include "check/text.hpp"

#include "common/files.hpp"

#include <algorithm>
#include <sstream>

#include <fmt/format.h>

namespace kxx::check {
namespace fs = std::filesystem;
namespace {

constexpr char bold[] = "1";
constexpr char red[] = "1;31";
constexpr char magenta[] = "1;35";
constexpr char cyan[] = "1;36";
constexpr char green[] = "1;32";

std::string counted(unsigned count, const std::string &thing)
{
	return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
}

/// Whether a byte continues a character of UTF-8.
bool continues_character(char c)
{
	return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

} // namespace

std::string shown_path(const std::string &file, const fs::path &directory)
{
	const std::string relative = fs::path(file).lexically_relative(directory).string();

	return relative.empty() || relative.size() >= file.size() ? file : relative;
}

std::string TextWriter::painted(const char *colour, const std::string &text) const
{
	return colour_ == Colour::On ? fmt::format("\033[{}m{}\033[0m", colour, text) : text;
}

const std::vector<std::string> &TextWriter::lines_of(const std::string &file)
{
	auto [known, is_new] = files_.try_emplace(file);

	if (is_new && fs::is_regular_file(file)) {
		std::istringstream in(read_file(file));
		for (std::string line; std::getline(in, line);) {
			// A terminal would obey control characters.
			std::ranges::replace_if(
				line, [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == 0x7f; }, ' ');
			known->second.push_back(std::move(line));
		}
	}
	return known->second;
}

std::string TextWriter::source_line(const Place &place)
{
	const std::vector<std::string> &lines = lines_of(place.file);

	if (place.line == 0 || place.line > lines.size())
		return {};
	const std::string &line = lines[place.line - 1];
	std::string text = fmt::format("{:>5} | {}\n", place.line, line);
	if (place.column == 0 || place.column > line.size() + 1)
		return text;
	// Tabs stay, so that the caret is below its character.
	std::string space;
	for (const char c : line.substr(0, place.column - 1))
		if (!continues_character(c))
			space += c == '\t' ? '\t' : ' ';
	return text + fmt::format("      | {}{}\n", space, painted(green, "^"));
}

std::string TextWriter::message(const Place &place, const char *kind, const char *colour, const std::string &text)
{
	const std::string where =
		place.file.empty() ? "kxx:"
		: place.column == 0
			? fmt::format("{}:{}:", shown_path(place.file, directory_), place.line)
			: fmt::format("{}:{}:{}:", shown_path(place.file, directory_), place.line, place.column);

	return fmt::format("{} {} {}\n{}", painted(bold, where), painted(colour, fmt::format("{}:", kind)), text,
			   source_line(place));
}

std::string TextWriter::write(const Finding &finding)
{
	const bool error = finding.level == Level::Error;
	std::string text = message(finding.place, error ? "error" : "warning", error ? red : magenta,
				   painted(bold, finding.message) + fmt::format(" [kxx-{}]", finding.rule));

	for (const Step &step : finding.trace)
		text += message(step.place, "note", cyan, step.message);
	if (!finding.help.empty())
		text += fmt::format("{} {}\n", painted(cyan, "help:"), finding.help);
	return text;
}

std::string summary(const Result &result)
{
	const unsigned errors = result.count(Level::Error), warnings = result.count(Level::Warning);
	const unsigned silenced = result.count(Judged::State::Silenced);
	const unsigned accepted = result.count(Judged::State::InBaseline);
	std::string text = errors == 0 && warnings == 0 ? "no findings" : "";

	if (errors != 0)
		text += counted(errors, "error");
	if (warnings != 0)
		text += (errors != 0 ? ", " : "") + counted(warnings, "warning");
	text += " in " + counted(result.modules, "module");
	if (silenced != 0)
		text += fmt::format("; {} {} silenced with a reason", counted(silenced, "finding"),
				    silenced == 1 ? "is" : "are");
	if (accepted != 0)
		text += silenced != 0 ? fmt::format(", {} in the baseline", accepted)
				      : fmt::format("; {} {} in the baseline", counted(accepted, "finding"),
						    accepted == 1 ? "is" : "are");
	return text;
}

std::string write_stacks(const Result &result, const fs::path &directory)
{
	std::string text;

	for (const auto &[module, use] : result.stacks) {
		text += fmt::format("{}: {} of {} bytes on the deepest path of calls{}{}\n", module, use.bytes,
				    stack_limit, use.through_pointer ? ", without what is called through pointers" : "",
				    use.recursive ? ", with one round of recursion" : "");
		for (const StackFrame &frame : use.path)
			text += fmt::format("{:>6}  {}:{}: {}\n", frame.bytes, shown_path(frame.place.file, directory),
					    frame.place.line, frame.function);
	}
	return text;
}

std::string write_census(const Result &result, const fs::path &directory)
{
	std::vector<Census> census = result.census;
	std::string text;
	unsigned sum = 0;

	std::ranges::sort(census, [](const Census &left, const Census &right) {
		return std::tie(right.unsafe, left.file) < std::tie(left.unsafe, right.file);
	});
	for (const Census &one : census) {
		text += fmt::format("{:>6} {}\n", one.unsafe, shown_path(one.file, directory));
		sum += one.unsafe;
	}
	return text + fmt::format("'unsafe' is named {} in {}\n", sum == 1 ? "once" : fmt::format("{} times", sum),
				  counted(static_cast<unsigned>(census.size()), "file"));
}

} // namespace kxx::check
