// SPDX-License-Identifier: GPL-2.0
#include "parse/spelling.hpp"

#include <unordered_set>

namespace kxx::bindgen {

bool is_keyword(const std::string &name)
{
	static const std::unordered_set<std::string> keywords = {
		"alignas",	"alignof",
		"and",		"and_eq",
		"asm",		"bitand",
		"bitor",	"bool",
		"catch",	"char16_t",
		"char32_t",	"char8_t",
		"class",	"co_await",
		"co_return",	"co_yield",
		"compl",	"concept",
		"const_cast",	"consteval",
		"constexpr",	"constinit",
		"decltype",	"delete",
		"dynamic_cast", "explicit",
		"export",	"false",
		"friend",	"mutable",
		"namespace",	"new",
		"noexcept",	"not",
		"not_eq",	"nullptr",
		"operator",	"or",
		"or_eq",	"private",
		"protected",	"public",
		"register",	"reinterpret_cast",
		"requires",	"static_assert",
		"static_cast",	"template",
		"this",		"thread_local",
		"throw",	"true",
		"try",		"typeid",
		"typename",	"using",
		"virtual",	"wchar_t",
		"xor",		"xor_eq",
		"typeof",
	};

	return keywords.contains(name);
}

bool is_builtin_type(const std::string &name)
{
	static const std::unordered_set<std::string> types = { "bool", "wchar_t", "char8_t", "char16_t", "char32_t" };

	return types.contains(name);
}

std::string cxx_name(const std::string &name)
{
	return is_keyword(name) ? name + "_" : name;
}

std::string join(const std::string &left, const std::string &right)
{
	return right.empty() ? left : left + " " + right;
}

std::string quoted(std::string_view bytes)
{
	static const char digits[] = "01234567";
	std::string text = "\"";

	for (unsigned char c : bytes) {
		if (c == '"' || c == '\\') {
			text += '\\';
			text += c;
		} else if (c >= 32 && c < 127) {
			text += c;
		} else {
			text += '\\';
			text += digits[c >> 6];
			text += digits[(c >> 3) & 7];
			text += digits[c & 7];
		}
	}
	return text + "\"";
}

} // namespace kxx::bindgen
