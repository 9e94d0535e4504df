// SPDX-License-Identifier: GPL-2.0
#include "check/allowance.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <sstream>

namespace kxx::check {
namespace {

constexpr std::string_view keyword = "kxx-allow";
/// Fewer words are no reason: "false positive" says nothing.
constexpr int fewest_words = 3;

bool is_word(char c)
{
	return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

std::string_view trim(std::string_view text)
{
	const std::size_t first = text.find_first_not_of(" \t\r");

	if (first == text.npos)
		return {};
	return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// A line of a file, as far as comments are concerned.
struct Line {
	bool has_code = false;
	/// What follows `//`.
	std::optional<std::string_view> comment{};
	unsigned comment_column = 0;
};

/// Divides a file into code and comments.
class Scanner {
public:
	explicit Scanner(std::string_view text) : text_(text) { lines_.emplace_back(); }

	std::vector<Line> scan()
	{
		while (at_ < text_.size())
			step();
		return std::move(lines_);
	}

private:
	bool sees(std::string_view word) const { return text_.substr(at_).starts_with(word); }

	/// Goes on to `end`. What lies between is code, unless it is a comment.
	void advance(std::size_t end, bool code)
	{
		for (; at_ < std::min(end, text_.size()); at_++) {
			if (text_[at_] == '\n') {
				lines_.emplace_back();
				line_start_ = at_ + 1;
			} else if (code) {
				lines_.back().has_code = true;
			}
		}
	}

	void step()
	{
		const char c = text_[at_];

		if (std::isspace(static_cast<unsigned char>(c))) {
			advance(at_ + 1, false);
		} else if (sees("//")) {
			const std::size_t end = std::min(text_.find('\n', at_), text_.size());

			lines_.back().comment = text_.substr(at_ + 2, end - at_ - 2);
			lines_.back().comment_column = static_cast<unsigned>(at_ - line_start_ + 1);
			advance(end, false);
		} else if (sees("/*")) {
			const std::size_t end = text_.find("*/", at_ + 2);

			advance(end == text_.npos ? text_.size() : end + 2, false);
		} else if (c == '"' || c == '\'') {
			literal(c);
		} else if (is_word(c)) {
			word();
		} else {
			advance(at_ + 1, true);
		}
	}

	/// A text or a character; it ends with its line at the latest.
	void literal(char quote)
	{
		std::size_t end = at_ + 1;

		while (end < text_.size() && text_[end] != quote && text_[end] != '\n')
			end += text_[end] == '\\' ? 2 : 1;
		advance(end < text_.size() && text_[end] == quote ? end + 1 : end, true);
	}

	/// A name, or a number with its separators (1'000), or the prefix of a raw text.
	void word()
	{
		const bool number = std::isdigit(static_cast<unsigned char>(text_[at_]));
		std::size_t end = at_;

		while (end < text_.size() &&
		       (is_word(text_[end]) ||
			(number && text_[end] == '\'' && end + 1 < text_.size() && is_word(text_[end + 1]))))
			end++;
		const bool raw = !number && end < text_.size() && text_[end - 1] == 'R' && text_[end] == '"';
		if (!raw)
			return advance(end, true);
		const std::size_t open = text_.find('(', end);
		if (open == text_.npos)
			return advance(end + 1, true);
		const std::string close = ")" + std::string(text_.substr(end + 1, open - end - 1)) + "\"";
		const std::size_t found = text_.find(close, open);
		advance(found == text_.npos ? text_.size() : found + close.size(), true);
	}

	std::string_view text_;
	std::size_t at_ = 0;
	std::size_t line_start_ = 0;
	std::vector<Line> lines_;
};

/// Reads ": RULE reason"; nothing is set if that is not there.
void read_words(std::string_view text, Allowance &allowance)
{
	text = trim(text);
	if (!text.starts_with(':'))
		return;
	text = trim(text.substr(1));
	const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
	allowance.rule = text.substr(0, end);
	// As findings print it: [kxx-RULE].
	if (allowance.rule.starts_with("kxx-"))
		allowance.rule.erase(0, 4);
	if (allowance.rule.ends_with(':') || allowance.rule.ends_with(','))
		allowance.rule.pop_back();
	allowance.reason = trim(text.substr(end));
}

bool begins_allowance(std::string_view comment)
{
	return trim(comment).starts_with(keyword);
}

} // namespace

bool Allowance::has_reason() const
{
	std::istringstream in(reason);
	int words = 0;

	for (std::string word; in >> word;)
		words += std::ranges::any_of(word, [](unsigned char c) { return std::isalpha(c) || c >= 0x80; });
	return words >= fewest_words;
}

std::vector<Allowance> read_allowances(std::string_view text)
{
	const std::vector<Line> lines = Scanner(text).scan();
	std::vector<Allowance> found;

	for (std::size_t i = 0; i < lines.size(); i++) {
		if (!lines[i].comment || !begins_allowance(*lines[i].comment))
			continue;
		Allowance allowance{ .line = static_cast<unsigned>(i + 1), .column = lines[i].comment_column };
		std::size_t below = i;

		read_words(trim(*lines[i].comment).substr(keyword.size()), allowance);
		if (!lines[i].has_code) {
			bool same = true;

			for (below++; below < lines.size() && lines[below].comment && !lines[below].has_code; below++) {
				same = same && !begins_allowance(*lines[below].comment);
				if (same)
					allowance.reason.append(" ").append(trim(*lines[below].comment));
			}
		}
		allowance.silenced_line = static_cast<unsigned>(below + 1);
		found.push_back(std::move(allowance));
	}
	return found;
}

} // namespace kxx::check
