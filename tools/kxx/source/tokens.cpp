// SPDX-License-Identifier: GPL-2.0
#include "source/tokens.hpp"

#include <cctype>
#include <charconv>
#include <map>
#include <set>

namespace kxx::source {
namespace {

bool begins_name(char c)
{
	return std::isalpha(static_cast<unsigned char>(c)) || c == '_' || c == '$' ||
	       static_cast<unsigned char>(c) >= 0x80;
}

bool continues_name(char c)
{
	return begins_name(c) || std::isdigit(static_cast<unsigned char>(c));
}

class Reader {
public:
	Reader(std::string_view text, const std::string &name) : text_(text) { enter(name); }

	Tokens read()
	{
		while (at_ < text_.size())
			step();
		match();
		return std::move(tokens_);
	}

private:
	char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
	bool sees(std::string_view word) const { return text_.substr(at_).starts_with(word); }

	void enter(const std::string &name)
	{
		auto [known, is_new] = numbers_.try_emplace(name, static_cast<unsigned>(tokens_.files.size()));

		if (is_new)
			tokens_.files.push_back(name);
		file_ = known->second;
	}

	void step()
	{
		const char c = text_[at_];

		if (c == '\n') {
			line_++;
			at_++;
			fresh_ = true;
		} else if (std::isspace(static_cast<unsigned char>(c)) || (c == '\\' && peek(1) == '\n')) {
			at_++;
		} else if (sees("//")) {
			skip_to("\n", 0);
		} else if (sees("/*")) {
			skip_to("*/", 2);
		} else if (c == '#' && fresh_) {
			directive();
		} else {
			fresh_ = false;
			if (system_)
				skip_line();
			else
				token();
		}
	}

	/// To behind `end`, or in front of it.
	void skip_to(std::string_view end, std::size_t more)
	{
		const std::size_t found = text_.find(end, at_);

		advance(found == text_.npos ? text_.size() : found + more);
	}

	void advance(std::size_t to)
	{
		for (; at_ < to; at_++)
			line_ += text_[at_] == '\n';
	}

	/// What is left out has no literals with line breaks that look like markers: the preprocessor joins lines.
	void skip_line() { skip_to("\n", 0); }

	/// `# 12 "file" 3`; all else is passed over, with the lines that continue it.
	void directive()
	{
		std::size_t end = at_;

		do
			end = std::min(text_.find('\n', end + 1), text_.size());
		while (end < text_.size() && text_[end - 1] == '\\');
		std::string_view line = text_.substr(at_ + 1, end - at_ - 1);
		line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
		unsigned number = 0;
		const auto [rest, error] = std::from_chars(line.data(), line.data() + line.size(), number);
		advance(end);
		if (error != std::errc())
			return;
		line.remove_prefix(static_cast<std::size_t>(rest - line.data()));
		const std::size_t first = line.find('"'), last = line.rfind('"');
		if (first == line.npos || last == first)
			return;
		enter(std::string(line.substr(first + 1, last - first - 1)));
		if (line.substr(last + 1).find('3') == line.npos)
			own_.insert(file_);
		// A macro of a system header is marked as well where the user's file uses it.
		system_ = !own_.contains(file_);
		line_ = number - 1; // the line break counts
	}

	void add(Token::Kind kind, std::size_t length)
	{
		tokens_.all.push_back({ text_.substr(at_, length), kind, line_, file_ });
		advance(at_ + length);
	}

	void token()
	{
		const char c = text_[at_];
		std::size_t length = 1;

		if (std::isdigit(static_cast<unsigned char>(c)) ||
		    (c == '.' && std::isdigit(static_cast<unsigned char>(peek(1))))) {
			while (continues_name(peek(length)) || peek(length) == '.' ||
			       (peek(length) == '\'' && continues_name(peek(length + 1))) ||
			       ((peek(length) == '+' || peek(length) == '-') && !sees("0x") &&
				(peek(length - 1) == 'e' || peek(length - 1) == 'E')))
				length++;
			add(Token::Kind::Number, length);
		} else if (begins_name(c)) {
			while (continues_name(peek(length)))
				length++;
			const std::string_view name = text_.substr(at_, length);
			if (peek(length) == '"' && name.ends_with('R') && name.size() <= 3)
				raw_string(length);
			else if ((peek(length) == '"' || peek(length) == '\'') &&
				 (name == "u8" || name == "u" || name == "U" || name == "L"))
				string(length);
			else
				add(Token::Kind::Name, length);
		} else if (c == '"' || c == '\'') {
			string(0);
		} else {
			// Only `>` stays alone when there are two: it may close two lists of template arguments.
			static constexpr std::string_view signs[] = { "<=>", "->", "::", "<<", "<=",
								      ">=",  "==", "!=", "&&", "||" };
			for (std::string_view sign : signs)
				if (sees(sign)) {
					length = sign.size();
					break;
				}
			add(Token::Kind::Sign, length);
		}
	}

	void string(std::size_t quote)
	{
		std::size_t end = quote + 1;

		while (at_ + end < text_.size() && peek(end) != peek(quote) && peek(end) != '\n')
			end += peek(end) == '\\' ? 2 : 1;
		add(Token::Kind::Text, std::min(end + 1, text_.size() - at_));
	}

	void raw_string(std::size_t quote)
	{
		const std::size_t open = text_.find('(', at_);

		if (open == text_.npos)
			return add(Token::Kind::Text, text_.size() - at_);
		const std::string end = ")" + std::string(text_.substr(at_ + quote + 1, open - at_ - quote - 1)) + "\"";
		const std::size_t close = text_.find(end, open);
		add(Token::Kind::Text, (close == text_.npos ? text_.size() : close + end.size()) - at_);
	}

	/// What is never closed ends with the file, at a token without text. What was never opened has no partner.
	void match()
	{
		std::vector<std::size_t> open;

		tokens_.all.push_back({ {}, Token::Kind::Sign, line_, file_ });
		tokens_.partner.assign(tokens_.all.size(), none);
		tokens_.around.assign(tokens_.all.size(), none);
		for (std::size_t i = 0; i < tokens_.all.size(); i++) {
			const std::string_view text = tokens_.all[i].text;
			const bool closes = text == ")" || text == "]" || text == "}";

			if (closes && !open.empty()) {
				tokens_.partner[open.back()] = i;
				tokens_.partner[i] = open.back();
				open.pop_back();
			}
			if (!open.empty())
				tokens_.around[i] = open.back();
			if (text == "(" || text == "[" || text == "{")
				open.push_back(i);
		}
		for (std::size_t bracket : open)
			tokens_.partner[bracket] = tokens_.all.size() - 1;
	}

	std::string_view text_;
	std::size_t at_ = 0;
	unsigned line_ = 1;
	unsigned file_ = 0;
	bool fresh_ = true;
	bool system_ = false;
	/// Files that are not system headers, at least from some line on.
	std::set<unsigned> own_;
	std::map<std::string, unsigned> numbers_;
	Tokens tokens_;
};

} // namespace

Tokens read(std::string_view text, const std::string &name)
{
	return Reader(text, name).read();
}

} // namespace kxx::source
