// SPDX-License-Identifier: GPL-2.0
//! Which names of a file may be aggregates: what parentheses build member by member, without a constructor.
#pragma once

#include <map>

#include "source/tokens.hpp"

namespace kxx::source {

class Types {
public:
	explicit Types(const Tokens &tokens) : tokens_(tokens) {}

	/// Whether what the bracket `open` is around initialises an aggregate or an array: Pair(…), Pair p(…), T(…),
	/// Pair p[2](…). Of a template's parameter it may.
	bool builds_aggregate(std::size_t open);

	/// In front of the list of template arguments that ends in `close`; `none` if that is no such list.
	std::size_t before_arguments(std::size_t close) const;

private:
	struct Known {
		bool with_constructor = false;
		bool without = false;
		bool parameter = false;
		std::string_view alias = {};
	};

	void learn();
	void learn_class(std::size_t keyword);
	bool has_constructor(std::string_view name, std::size_t body) const;
	bool is_aggregate(std::string_view name, int depth = 0);
	std::size_t after_arguments(std::size_t open) const;
	/// The token in front of a name with all that qualifies it.
	std::size_t before_qualified(std::size_t name) const;

	const Tokens &tokens_;
	bool learnt_ = false;
	std::map<std::string_view, Known> known_;
};

/// Whether this word is no name of a user's.
bool is_keyword(std::string_view word);

} // namespace kxx::source
