// SPDX-License-Identifier: GPL-2.0
#include "source/leaks.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "source/types.hpp"

namespace kxx::source {
namespace {

/// A place from which control leaves in the middle of an expression.
struct Exit {
	std::size_t at;
	std::string word;
	bool coroutine;
};

class Search {
public:
	explicit Search(const Tokens &tokens) : tokens_(tokens), types_(tokens), has_statement_(tokens.all.size())
	{
		for (std::size_t i = 0; i < tokens_.all.size(); i++)
			if (tokens_.at(i) == ";" && tokens_.around[i] != none)
				has_statement_[tokens_.around[i]] = true;
	}

	std::vector<Finding> run()
	{
		std::vector<Finding> findings;
		std::map<std::tuple<unsigned, unsigned, std::string>, unsigned> seen;
		std::vector<Exit> exits;

		for (std::size_t i = 0; i < tokens_.all.size(); i++)
			if (tokens_.is_name(i))
				collect(i, exits);
		std::ranges::stable_sort(exits, {}, &Exit::at);
		for (const Exit &exit : exits) {
			const Token &token = tokens_.all[exit.at];
			const unsigned before = seen[{ token.file, token.line, exit.word }]++;

			if (std::string fault = judge(exit); !fault.empty())
				findings.push_back(
					{ tokens_.files[token.file], token.line, exit.word, before, std::move(fault) });
		}
		return findings;
	}

private:
	std::string_view at(std::size_t i) const { return tokens_.at(i); }
	std::size_t partner(std::size_t i) const { return tokens_.partner[i]; }

	// What brackets are --------------------------------------------------------------------

	/// The first token in `brace`, behind attributes.
	std::size_t first_in(std::size_t brace) const
	{
		std::size_t i = brace + 1;

		while (at(i) == "[" && at(i + 1) == "[" && partner(i) != none)
			i = partner(i) + 1;
		return i;
	}

	/// Whether a brace holds statements or declarations; else it holds values. No value contains a `;` of its own.
	bool is_code(std::size_t brace) const
	{
		static constexpr std::string_view statements[] = { "if", "for", "while", "do", "switch", "try" };

		if (has_statement_[brace])
			return true;
		const std::size_t first = first_in(brace);
		return std::ranges::count(statements, at(first)) || (at(first) == "{" && is_code(first));
	}

	bool is_expression(std::size_t brace) const { return brace > 0 && at(brace - 1) == "(" && is_code(brace); }

	/// Whether code is a function's or a lambda's, a class or a namespace; else it is a block within these.
	bool is_body(std::size_t brace) const
	{
		static constexpr std::string_view before_block[] = { ";", "{", "}", ":", "(", "else", "do", "try" };
		std::size_t i = brace;

		do {
			if (i-- == 0)
				return true;
			if (at(i) != "]" || partner(i) == none || at(partner(i) + 1) != "[")
				break;
			i = partner(i);
		} while (true);
		if (at(i) == ")" && partner(i) != none && partner(i) > 0)
			return !is_condition(partner(i));
		return !std::ranges::count(before_block, at(i));
	}

	/// if (…), if constexpr (…), while (…)
	bool is_condition(std::size_t paren) const
	{
		static constexpr std::string_view words[] = { "if", "for", "while", "switch", "catch" };

		if (paren == 0)
			return false;
		return std::ranges::count(words, at(paren - 1)) ||
		       (paren > 1 && at(paren - 1) == "constexpr" && at(paren - 2) == "if");
	}

	/// Whether a lambda begins here; else this is a subscript or an attribute.
	bool is_captures(std::size_t square) const
	{
		if (at(square + 1) == "[")
			return false;
		if (square == 0)
			return true;
		const Token &before = tokens_.all[square - 1];
		if (before.kind == Token::Kind::Name)
			return is_keyword(before.text) && before.text != "auto" && before.text != "delete" &&
			       before.text != "operator";
		return before.kind == Token::Kind::Sign && before.text != ")" && before.text != "]" &&
		       before.text != "[";
	}

	/// Whether a `,` of the bracket's own stands before `position`; of captures one behind what copies nothing does not count.
	bool comes_after(std::size_t bracket, std::size_t position) const
	{
		const bool captures = at(bracket) == "[";
		std::size_t begin = bracket + 1;

		for (std::size_t i = begin; i < position; i++) {
			if (is_open(i) && partner(i) != none) {
				i = partner(i);
			} else if (at(i) == ",") {
				if (!captures || !(at(begin) == "&" || at(begin) == "this" || at(begin) == "="))
					return true;
				begin = i + 1;
			}
		}
		return false;
	}

	bool is_open(std::size_t i) const { return at(i) == "(" || at(i) == "[" || at(i) == "{"; }

	/// { .member = …, { [index] = …
	bool is_designated(std::size_t brace) const
	{
		return at(brace + 1) == "." ||
		       (at(brace + 1) == "[" && partner(brace + 1) != none && at(partner(brace + 1) + 1) == "=");
	}

	/// new T(…), new (…) T{…}; not ::new, which belongs to no class.
	bool is_new(std::size_t bracket) const
	{
		std::size_t i = bracket;

		while (i-- > 0) {
			if (at(i) == ">") {
				i = types_.before_arguments(i);
				if (i == none)
					return false;
			} else if (at(i) == "]" && partner(i) != none) {
				i = partner(i);
				continue;
			}
			if (at(i) == "new")
				return i + 1 < bracket && (i == 0 || at(i - 1) != "::");
			if (at(i) == ")" && i + 1 < bracket && partner(i) != none && partner(i) > 0) {
				const std::size_t word = partner(i) - 1;
				return at(word) == "new" && (word == 0 || at(word - 1) != "::");
			}
			if (at(i) != "::" && (!tokens_.is_name(i) || at(i) == "return" || at(i) == "co_return"))
				return false;
		}
		return false;
	}

	// What leaves an expression ------------------------------------------------------------

	void collect(std::size_t i, std::vector<Exit> &exits) const
	{
		const std::string_view word = at(i);

		if (word == "co_await") {
			const bool in_macro = at(i + 1) == "::" && at(i + 2) == "kernel" && at(i + 6) == "detail" &&
					      at(i + 8) == "attempt";
			exits.push_back({ i, in_macro ? "CO_TRY" : "co_await", true });
		} else if (word == "return" || word == "co_return" || word == "goto") {
			for (std::size_t brace = tokens_.around[i]; brace != none; brace = tokens_.around[brace]) {
				if (at(brace) != "{")
					continue;
				if (is_expression(brace)) {
					const bool in_macro = at(brace + 1) == "auto" && at(brace + 3) == "kxx_try";
					exits.push_back({ brace, in_macro ? "TRY" : std::string(word), false });
					return;
				}
				if (is_code(brace) && is_body(brace))
					return;
			}
		} else if ((word == "TRY" || word == "CO_TRY") && at(i + 1) == "(") {
			// A file that was not preprocessed.
			exits.push_back({ i, std::string(word), word == "CO_TRY" });
		}
	}

	std::string judge(const Exit &exit)
	{
		std::size_t inner = exit.at, bracket = tokens_.around[exit.at];
		std::string fault;

		for (; bracket != none && fault.empty(); inner = bracket, bracket = tokens_.around[bracket]) {
			if (exit.coroutine && is_chosen(bracket, inner))
				fault = "in an operand of ?: destroys the result twice with this compiler; use if";
			else if (at(bracket) == "{" && is_code(bracket)) {
				// The statement, where a coroutine's is.
				if (exit.coroutine || is_body(bracket))
					break;
			} else if (at(bracket) == "(" && exit.coroutine && is_condition(bracket)) {
				break;
			} else if (at(bracket) == "{") {
				fault = in_braces(exit, bracket, inner);
			} else if (at(bracket) == "[") {
				if (is_captures(bracket) && (exit.coroutine || comes_after(bracket, inner)))
					fault = exit.coroutine
							? "among a lambda's captures destroys them twice"
							: "among a lambda's captures leaks what stands before it";
			} else if (is_new(bracket)) {
				fault = "in the initialiser of a new leaks the memory";
			} else if ((exit.coroutine || comes_after(bracket, inner)) &&
				   types_.builds_aggregate(bracket)) {
				fault = exit.coroutine
						? "in parentheses that build an aggregate destroys its members twice"
						: "in parentheses that build an aggregate leaks what stands before it";
			}
		}
		if (fault.empty())
			return exit.coroutine && bracket != none ? beside(exit, bracket, inner) : "";
		if (fault.find("; ") == fault.npos)
			fault += " with this compiler; give the value a name first";
		return exit.word + " " + fault;
	}

	std::string in_braces(const Exit &exit, std::size_t brace, std::size_t inner) const
	{
		// That is a Result, which has constructors.
		if (brace > 0 && (at(brace - 1) == "return" || at(brace - 1) == "co_return"))
			return "";
		if (is_new(brace))
			return "in the initialiser of a new leaks the memory";
		if (exit.coroutine)
			return "in a braced initialiser destroys its members twice";
		if (comes_after(brace, inner) || is_designated(brace))
			return "in a braced initialiser leaks what stands before it";
		return "";
	}

	/// Whether the expression directly in `bracket` that `inner` is part of has a `?`.
	bool is_chosen(std::size_t bracket, std::size_t inner) const
	{
		auto ends = [this](std::size_t i) {
			return at(i) == "," || at(i) == ";" || at(i) == "{" || at(i) == "}";
		};
		std::size_t i = inner;

		for (; i-- > bracket + 1;) {
			if ((at(i) == ")" || at(i) == "]" || (at(i) == "}" && !is_code(partner(i)))) &&
			    partner(i) != none)
				i = partner(i);
			else if (at(i) == "?")
				return true;
			else if (ends(i))
				break;
		}
		for (i = inner; i < partner(bracket); i++) {
			if (is_open(i) && partner(i) != none)
				i = partner(i);
			else if (at(i) == "?")
				return true;
			else if (ends(i))
				break;
		}
		return false;
	}

	std::size_t end_of_operand(std::size_t i) const
	{
		const std::size_t end = tokens_.around[i] == none ? tokens_.all.size() : partner(tokens_.around[i]);

		for (; i < end && at(i) != "," && at(i) != ";"; i++)
			if (is_open(i) && partner(i) != none)
				i = partner(i);
		return i;
	}

	bool has_call(std::size_t begin, std::size_t end) const
	{
		for (std::size_t i = begin; i < end; i++)
			if (at(i) == "(")
				return true;
		return false;
	}

	/// What else is destroyed twice when a coroutine waits in the expression directly in `bracket` that `inner` is part of.
	/// What contains no call is taken for something without a destructor.
	std::string beside(const Exit &exit, std::size_t bracket, std::size_t inner)
	{
		std::size_t begin = inner, end = inner;

		for (; begin > bracket + 1 && at(begin - 1) != ";"; begin--) {
			if (at(begin - 1) == "}" && partner(begin - 1) != none && is_code(partner(begin - 1)) &&
			    !is_expression(partner(begin - 1)) && !is_body(partner(begin - 1)))
				break;
			if ((at(begin - 1) == ")" || at(begin - 1) == "]" || at(begin - 1) == "}") &&
			    partner(begin - 1) != none)
				begin = partner(begin - 1) + 1;
		}
		for (; end < partner(bracket) && at(end) != ";"; end++)
			if (is_open(end) && partner(end) != none)
				end = partner(end);
		auto fault = [&exit](const char *what) {
			return std::string(what) + " in one expression with " + exit.word +
			       " is destroyed twice with this compiler; give its value a name first";
		};
		for (std::size_t i = begin; i < end; i++) {
			if (at(i) == "?" && has_call(i, end_of_operand(i)))
				return fault("the result of ?:");
			if (!is_open(i) || partner(i) == none)
				continue;
			if (at(i) == "{" && is_code(i))
				i = partner(i);
			else if (!has_call(i + 1, partner(i)))
				continue;
			else if (at(i) == "{" && i > 0 && at(i - 1) != "co_return")
				return fault("a braced initialiser");
			else if (at(i) == "[" && is_captures(i))
				return fault("what a lambda captures");
			else if (at(i) == "(" && types_.builds_aggregate(i))
				return fault("an aggregate");
		}
		return "";
	}

	const Tokens &tokens_;
	Types types_;
	/// Of braces: whether a `;` stands directly in them.
	std::vector<bool> has_statement_;
};

} // namespace

std::vector<Finding> find_leaks(const Tokens &tokens)
{
	return Search(tokens).run();
}

} // namespace kxx::source
