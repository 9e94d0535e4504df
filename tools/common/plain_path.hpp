// SPDX-License-Identifier: GPL-2.0
//! Tells with which directories Kbuild can work.
#pragma once

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <string>
#include <string_view>

namespace kxx {

/// The characters that is_plain_path() refuses, for a message.
inline constexpr char not_plain_in_path[] = "a space or one of \"#$%&'()*,:;<=>?[\\]`|";

/// Whether make and the shell both treat a path as one plain word: Kbuild passes paths to them
/// without quotes.
inline bool is_plain_path(const std::filesystem::path &path)
{
	const std::string text = path.string();

	return std::all_of(text.begin(), text.end(), [](unsigned char c) {
		return c >= 0x80 || std::isalnum(c) ||
		       std::string_view("/._+@{}~^!-").find(static_cast<char>(c)) != std::string_view::npos;
	});
}

} // namespace kxx
