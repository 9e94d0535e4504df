// SPDX-License-Identifier: GPL-2.0
//! The tokens of a C++ file, preprocessed or not, and which brackets belong together.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kxx::source {

struct Token {
	enum class Kind { Name, Number, Text, Sign };

	std::string_view text;
	Kind kind;
	unsigned line;
	/// Into Tokens::files.
	unsigned file;
};

/// Positions in `all`; `none` where there is nothing.
inline constexpr std::size_t none = static_cast<std::size_t>(-1);

struct Tokens {
	std::vector<Token> all;
	std::vector<std::string> files;
	/// Of a bracket the other one; the last token, which has no text, for a bracket that is not closed.
	std::vector<std::size_t> partner;
	/// The innermost bracket that is open around a token.
	std::vector<std::size_t> around;

	std::string_view at(std::size_t i) const { return i < all.size() ? all[i].text : std::string_view(); }
	bool is_name(std::size_t i) const { return i < all.size() && all[i].kind == Token::Kind::Name; }
};

/// Reads `text`, which `name` calls a file. Line markers of the preprocessor lead to other files; what they mark as
/// a system header's is left out. Other lines of the preprocessor are no tokens.
Tokens read(std::string_view text, const std::string &name);

} // namespace kxx::source
