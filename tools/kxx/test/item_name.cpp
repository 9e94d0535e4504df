// SPDX-License-Identifier: GPL-2.0
#include "test/item_name.hpp"

#include <regex>

namespace kxx::test {
namespace {

/// The position past the bracket that closes the one at `open`; the end of the text if none does.
std::size_t past_bracket(const std::string &text, std::size_t open)
{
	const char close = text[open] == '<' ? '>' : text[open] == '{' ? '}' : ')';

	for (std::size_t i = open + 1; i < text.size(); i++) {
		if (text[i] == close)
			return i + 1;
		// A `<` in parentheses compares.
		if (text[i] == '(' || text[i] == '{' || (text[i] == '<' && close == '>'))
			i = past_bracket(text, i) - 1;
	}
	return text.size();
}

/// The text without attributes, annotations, and specifiers that look like a call.
std::string without_attributes(std::string text)
{
	static const std::regex brackets(R"(\[\[[^\]]*\]\])");
	static const std::regex words(R"(\b(__[a-z_]+|alignas|decltype|explicit)\b\s*)");

	text = std::regex_replace(text, brackets, " ");
	for (std::smatch match; std::regex_search(text, match, words);) {
		const std::size_t begin = match.position();
		std::size_t end = begin + match.length();

		if (end < text.size() && text[end] == '(')
			end = past_bracket(text, end);
		text.replace(begin, end - begin, " ");
	}
	return text;
}

void skip_blanks(std::string &text)
{
	text.erase(0, text.find_first_not_of(" \t\n"));
}

/// The text without the head of a template and its constraint, which ends with the line.
std::string without_template(std::string text)
{
	static const std::regex head(R"(^template\s*<)"), constraint(R"(^requires\b)");
	std::smatch match;

	for (skip_blanks(text);; skip_blanks(text)) {
		if (std::regex_search(text, match, head)) {
			text.erase(0, past_bracket(text, match.length() - 1));
		} else if (std::regex_search(text, constraint)) {
			const std::size_t line = text.find('\n');

			if (line == text.npos)
				return text;
			text.erase(0, line);
		} else {
			return text;
		}
	}
}

} // namespace

std::string item_name(std::string declaration)
{
	static const std::regex macro(R"(^#\s*define\s+(\w+))");
	static const std::regex type(
		R"(\b(enum\s+class|enum\s+struct|class|struct|union|enum|concept|using|namespace)\s+(\w+))");
	static const std::regex other(R"(\boperator\s*[^\w\s]|(\w+)\s*[({=;])");
	const std::string text = without_template(without_attributes(std::move(declaration)));
	std::smatch match, function;

	if (std::regex_search(text, match, macro))
		return match[1];
	const bool is_other = std::regex_search(text, function, other);
	// A function may have a parameter of type `struct mutex *`.
	if (std::regex_search(text, match, type) && !(is_other && function.position() < match.position()))
		return match[2];
	if (!is_other)
		return "";
	return function[1].matched ? function[1].str() : "operator";
}

} // namespace kxx::test
