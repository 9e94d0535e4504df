// SPDX-License-Identifier: GPL-2.0
#include "link/layouts.hpp"

#include <algorithm>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "common/failure.hpp"
#include "common/files.hpp"
#include "link/cached.hpp"

namespace kxx::link {
namespace fs = std::filesystem;

namespace {

/// "static assertion failed: "struct x.y"" → "struct x.y", each once.
std::vector<std::string> failed_assertions(const std::string &messages)
{
	static constexpr std::string_view mark = "static assertion failed: \"";
	std::vector<std::string> names;

	for (std::size_t at = 0; (at = messages.find(mark, at)) != std::string::npos;) {
		at += mark.size();
		std::string name = messages.substr(at, messages.find('"', at) - at);
		if (std::ranges::find(names, name) == names.end())
			names.push_back(name);
	}
	return names;
}

} // namespace

std::set<std::string> bound_headers(const fs::path &bindings, const std::vector<fs::path> &objects)
{
	const std::string below = (bindings / "include").string() + "/";
	std::set<std::string> headers;

	for (const fs::path &object : objects) {
		std::istringstream words(
			read_file(object.parent_path() / fmt::format(".{}.cmd", object.filename().string())));

		for (std::string word; words >> word;)
			if (word.starts_with(below))
				headers.insert(word.substr(below.size()));
	}
	return headers;
}

std::string layout_source(const fs::path &bindings, const std::set<std::string> &headers)
{
	std::istringstream table(read_file(bindings / "layout" / "checks.tsv"));
	// In the order of the bindings' own list, since not every kernel header includes everything
	// that it needs.
	std::vector<std::string> includes;
	std::set<std::string> macros;
	std::string assertions;

	// Columns: header of the bindings, C header, macros that hide names, assertions.
	for (std::string line; std::getline(table, line);) {
		std::istringstream columns(line);
		std::string header, include, hiding, text, macro;

		std::getline(std::getline(std::getline(columns, header, '\t'), include, '\t'), hiding, '\t');
		if (!headers.contains(header))
			continue;
		std::getline(columns, text);
		if (std::ranges::find(includes, include) == includes.end())
			includes.push_back(include);
		for (std::istringstream words(hiding); words >> macro;)
			macros.insert(macro);
		assertions += text + "\n";
	}
	// The name of the bindings represents the kernel's headers.
	std::string source = fmt::format("/* bindings {} */\n", bindings.filename().string());
	for (const std::string &include : includes)
		source += fmt::format("#include <{}>\n", include);
	for (const std::string &macro : macros)
		source += fmt::format("#undef {}\n", macro);
	return source + read_file(bindings / "layout" / "checks.h") + assertions;
}

std::vector<std::string> own_flags(const fs::path &bindings, const std::vector<std::string> &cc)
{
	std::istringstream lines(read_file(bindings / "layout" / "flags"));
	std::set<std::string> usual;
	std::vector<std::string> own;

	for (std::string line; std::getline(lines, line);)
		usual.insert(line);

	for (std::size_t i = 1; i < cc.size(); i++) {
		const std::string &word = cc[i];
		const bool path = word.starts_with("-I") || word.starts_with("-Wp,") || !word.starts_with('-');

		if (path || word.starts_with("-W") || word.starts_with("-g") || word.starts_with("-DKBUILD_") ||
		    word.starts_with("-D__KBUILD_"))
			continue;
		if (word == "-include" && i + 1 < cc.size()) {
			if (!usual.contains(cc[i + 1]))
				own.push_back("-include " + cc[i + 1]);
			i++;
		} else if (!usual.contains(word)) {
			own.push_back(word);
		}
	}
	return own;
}

void check_layouts(const fs::path &bindings, const std::vector<fs::path> &objects, const std::vector<std::string> &cc,
		   bool verbose)
{
	std::vector<std::string> command = shared_command(cc);

	for (const char *flag : { "-w", "-g0", "-fno-lto" })
		command.push_back(flag);
	const Compiled compiled =
		compile_text("layouts", layout_source(bindings, bound_headers(bindings, objects)), command, verbose);
	if (compiled.result.ok())
		return;
	const std::vector<std::string> names = failed_assertions(compiled.result.err);
	const std::vector<std::string> own = own_flags(bindings, cc);
	if (names.empty())
		throw Failure{ Fault::Work,
			       fmt::format("the kernel's headers do not compile with this module's C flags:\n{}",
					   compiled.result.err),
			       fmt::format("this module adds to the kernel's flags: {}", fmt::join(own, " ")) };
	throw Failure{
		Fault::Work,
		fmt::format("this module's C flags change the layout of {}{}: C and C++ would disagree with the kernel",
			    fmt::join(names.begin(), names.begin() + std::min<std::size_t>(names.size(), 5), ", "),
			    names.size() > 5 ? fmt::format(" and {} more", names.size() - 5) : ""),
		own.empty() ? "run kxx bindgen --force: the bindings may be damaged"
			    : fmt::format("this module adds to the kernel's flags: {}; remove the one "
					  "that changes a layout from ccflags-y or CFLAGS_…",
					  fmt::join(own, " "))
	};
}

} // namespace kxx::link
