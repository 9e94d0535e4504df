// SPDX-License-Identifier: GPL-2.0
#include "common/terminal.hpp"

#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>
#include <unistd.h>

namespace kxx {
namespace {

bool colour()
{
	static const bool wanted = isatty(STDERR_FILENO) && !std::getenv("NO_COLOR");

	return wanted;
}

void print_tagged(std::string_view tag, std::string_view code, std::string_view text)
{
	if (colour())
		fmt::print(stderr, "kxx: \033[{}m{}:\033[0m {}\n", code, tag, text);
	else
		fmt::print(stderr, "kxx: {}: {}\n", tag, text);
}

} // namespace

void print_error(std::string_view text)
{
	print_tagged("error", "1;31", text);
}

void print_warning(std::string_view text)
{
	print_tagged("warning", "1;35", text);
}

void print_note(std::string_view text)
{
	print_tagged("note", "1;36", text);
}

void print_progress(std::string_view text)
{
	if (colour())
		fmt::print(stderr, "\033[2m{}\033[0m\n", text);
	else
		fmt::print(stderr, "{}\n", text);
}

} // namespace kxx
