// SPDX-License-Identifier: GPL-2.0
#include "source/types.hpp"

#include <algorithm>
#include <iterator>

namespace kxx::source {

bool is_keyword(std::string_view word)
{
	static constexpr std::string_view keywords[] = {
		"and",	     "auto",	 "bool",     "break",	  "case",      "catch",	   "char",     "co_await",
		"co_return", "co_yield", "const",    "consteval", "constexpr", "continue", "default",  "delete",
		"do",	     "double",	 "else",     "float",	  "for",       "goto",	   "if",       "int",
		"long",	     "new",	 "noexcept", "not",	  "operator",  "or",	   "requires", "return",
		"short",     "signed",	 "sizeof",   "static",	  "switch",    "throw",	   "try",      "typename",
		"unsigned",  "void",	 "volatile", "while",
	};

	return std::ranges::binary_search(keywords, word);
}

std::size_t Types::before_arguments(std::size_t close) const
{
	int depth = 0;

	for (std::size_t i = close; i != none && i > 0; i--) {
		const std::string_view text = tokens_.at(i);

		if (text == ")" || text == "]" || text == "}") {
			i = tokens_.partner[i];
			if (i == none)
				return none;
		} else if (text == ">") {
			depth++;
		} else if (text == "<") {
			if (--depth == 0)
				return i - 1;
		} else if (text == ";" || text == "(" || text == "[" || text == "{" || text == "&&" || text == "||") {
			return none;
		}
	}
	return none;
}

std::size_t Types::after_arguments(std::size_t open) const
{
	int depth = 0;

	for (std::size_t i = open; i < tokens_.all.size(); i++) {
		const std::string_view text = tokens_.at(i);

		if ((text == "(" || text == "[" || text == "{") && tokens_.partner[i] != none)
			i = tokens_.partner[i];
		else if (text == "<")
			depth++;
		else if (text == ">" && --depth == 0)
			return i + 1;
		else if (text == ";" || text == ")" || text == "}")
			break;
	}
	return none;
}

std::size_t Types::before_qualified(std::size_t name) const
{
	std::size_t i = name;

	while (i >= 2 && tokens_.at(i - 1) == "::") {
		std::size_t left = i - 2;

		if (tokens_.at(left) == ">")
			left = before_arguments(left);
		if (left == none || !tokens_.is_name(left) || is_keyword(tokens_.at(left)))
			return i - 2; // the global scope
		i = left;
	}
	return i ? i - 1 : none;
}

bool Types::has_constructor(std::string_view name, std::size_t body) const
{
	const std::size_t end = tokens_.partner[body];

	for (std::size_t i = body + 1; i < end; i++) {
		const std::string_view text = tokens_.at(i);

		if (text == name && tokens_.at(i + 1) == "(" && tokens_.at(i - 1) != "~")
			return true;
		// using Base::Base;
		if (text == "using" && tokens_.at(i + 2) != "=") {
			std::vector<std::string_view> names;

			for (; i < end && tokens_.at(i) != ";"; i++) {
				if (tokens_.at(i) == "<") {
					const std::size_t after = after_arguments(i);
					i = after == none ? i : after - 1;
				} else if (tokens_.is_name(i)) {
					names.push_back(tokens_.at(i));
				}
			}
			if (names.size() > 2 && names.back() == *std::next(names.rbegin()))
				return true;
		}
		if ((text == "(" || text == "[" || text == "{") && tokens_.partner[i] != none)
			i = tokens_.partner[i];
	}
	return false;
}

void Types::learn_class(std::size_t keyword)
{
	std::size_t i = keyword + 1;

	// [[attributes]], alignas(…)
	while (tokens_.at(i) == "[" || tokens_.at(i + 1) == "(") {
		const std::size_t last = tokens_.partner[tokens_.at(i) == "[" ? i : i + 1];
		if (last == none)
			return;
		i = last + 1;
	}
	if (!tokens_.is_name(i))
		return;
	const std::string_view name = tokens_.at(i++);
	if (tokens_.at(i) == "," || tokens_.at(i) == ">" || tokens_.at(i) == "=") {
		known_[name].parameter = true;
		return;
	}
	if (tokens_.at(i) == "<" && (i = after_arguments(i)) == none)
		return;
	if (tokens_.at(i) == "final")
		i++;
	if (tokens_.at(i) == ":")
		while (i < tokens_.all.size() && tokens_.at(i) != "{" && tokens_.at(i) != ";")
			i = tokens_.at(i) == "(" && tokens_.partner[i] != none ? tokens_.partner[i] + 1 : i + 1;
	if (tokens_.at(i) != "{" || tokens_.partner[i] == none)
		return;
	(has_constructor(name, i) ? known_[name].with_constructor : known_[name].without) = true;
}

void Types::learn()
{
	for (std::size_t i = 0; i < tokens_.all.size(); i++) {
		const std::string_view text = tokens_.at(i);

		if ((text == "struct" || text == "class" || text == "union") &&
		    (i == 0 || tokens_.at(i - 1) != "enum")) {
			learn_class(i);
		} else if (text == "typename" && tokens_.is_name(i + 1) &&
			   (tokens_.at(i + 2) == "," || tokens_.at(i + 2) == ">" || tokens_.at(i + 2) == "=")) {
			known_[tokens_.at(i + 1)].parameter = true;
		} else if (text == "using" && tokens_.at(i + 2) == "=") {
			Known &alias = known_[tokens_.at(i + 1)];

			if (tokens_.at(i + 3) == "typename") {
				alias.parameter = true;
				continue;
			}
			for (std::size_t at = i + 3; at < tokens_.all.size() && tokens_.at(at) != ";"; at++) {
				if (tokens_.at(at) == "<") {
					const std::size_t after = after_arguments(at);
					at = after == none ? at : after - 1;
				} else if (tokens_.is_name(at)) {
					alias.alias = tokens_.at(at);
				}
			}
		}
	}
}

bool Types::is_aggregate(std::string_view name, int depth)
{
	if (!learnt_)
		learn();
	learnt_ = true;
	const auto found = known_.find(name);
	if (found == known_.end() || depth > 8)
		return false;
	const Known &known = found->second;
	if (known.with_constructor || known.without)
		return known.without;
	return known.parameter || (!known.alias.empty() && is_aggregate(known.alias, depth + 1));
}

bool Types::builds_aggregate(std::size_t open)
{
	if (open == 0)
		return false;
	std::size_t name = open - 1;
	bool array = false;

	if (tokens_.at(name) == ")") {
		const std::size_t list = tokens_.partner[name];
		return list != none && list > 0 &&
		       (tokens_.at(list - 1) == "decltype" || tokens_.at(list - 1) == "__typeof__");
	}
	if (tokens_.at(name) == "]") {
		const std::size_t size = tokens_.partner[name];
		if (size == none || size == 0)
			return false;
		name = size - 1;
		array = true;
	}
	const bool arguments = tokens_.at(name) == ">";
	if (arguments)
		name = before_arguments(name);
	if (name == none || !tokens_.is_name(name) || is_keyword(tokens_.at(name)))
		return false;
	if (!array && is_aggregate(tokens_.at(name)))
		return true;

	// A declaration, or new T[2](…).
	std::size_t type = before_qualified(name);
	if (type == none)
		return false;
	if (array && tokens_.at(type) == "new")
		return true;
	if (array && tokens_.at(type) == ")") {
		const std::size_t list = tokens_.partner[type];
		return list != none && list > 0 && tokens_.at(list - 1) == "new";
	}
	if (arguments)
		return false;
	if (tokens_.at(type) == ">")
		type = before_arguments(type);
	if (type == none || !tokens_.is_name(type))
		return false;
	if (array)
		return !is_keyword(tokens_.at(type)) || tokens_.at(type) == "const";
	return !is_keyword(tokens_.at(type)) && is_aggregate(tokens_.at(type));
}

} // namespace kxx::source
