// SPDX-License-Identifier: GPL-2.0
//! Findings for people, as clang prints them.
#pragma once

#include "check/result.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace kxx::check {

/// A file's path for people: relative to `directory` if it is near, else absolute.
std::string shown_path(const std::string &file, const std::filesystem::path &directory);

/// Writes findings with their lines of source.
class TextWriter {
public:
	enum class Colour { Off, On };

	TextWriter(std::filesystem::path directory, Colour colour) : directory_(std::move(directory)), colour_(colour)
	{
	}

	/// A finding with the way that leads to it and the help.
	std::string write(const Finding &finding);

private:
	std::string message(const Place &place, const char *kind, const char *colour, const std::string &text);
	std::string source_line(const Place &place);
	const std::vector<std::string> &lines_of(const std::string &file);
	std::string painted(const char *colour, const std::string &text) const;

	std::filesystem::path directory_;
	Colour colour_;
	std::map<std::string, std::vector<std::string>> files_;
};

/// "2 errors, 1 warning in 3 modules; 4 findings are silenced with a reason, 12 in the baseline"
std::string summary(const Result &result);

/// For each module, the functions on its deepest path of calls, with the bytes of each.
std::string write_stacks(const Result &result, const std::filesystem::path &directory);

/// One line per file that names `unsafe`, and a sum.
std::string write_census(const Result &result, const std::filesystem::path &directory);

} // namespace kxx::check
