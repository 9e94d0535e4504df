// SPDX-License-Identifier: GPL-2.0
#include "find.hpp"

#include "common/paths.hpp"
#include "common/terminal.hpp"
#include "kbuild_flags.hpp"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

namespace kxx::bindgen {
namespace fs = std::filesystem;
namespace {

bool part_of_a_word(char c)
{
	return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

/// A header of the kernel: the name for #include, and the path.
struct Header {
	std::string name;
	fs::path path;
};

/// "struct page" and "page" are one name.
std::string without_keyword(const std::string &name)
{
	for (const std::string keyword : { "struct ", "union ", "enum " })
		if (name.starts_with(keyword))
			return name.substr(keyword.size());
	return name;
}

std::string text_of(const fs::path &path)
{
	std::ifstream in(path, std::ios::binary);

	return { std::istreambuf_iterator<char>(in), {} };
}

/// The directories in which a module's C files look for headers.
std::vector<fs::path> include_directories(const fs::path &kernel_build)
{
	const Flags flags = ask_kbuild(kernel_build);
	std::vector<fs::path> directories;

	for (const std::string &flag : flags.c_flags)
		if (flag.starts_with("-I"))
			directories.push_back(flags.directory / flag.substr(2));
	return directories;
}

/// The first header of that name.
std::optional<Header> header_named(const std::vector<fs::path> &directories, const std::string &name)
{
	for (const fs::path &directory : directories)
		if (fs::exists(directory / name))
			return Header{ name, directory / name };
	return std::nullopt;
}

/// The headers that seem to declare a name.
std::vector<Header> headers_with(const std::vector<fs::path> &directories, const std::string &name)
{
	std::vector<Header> found;
	std::error_code none;

	for (const fs::path &directory : directories)
		for (const auto &entry : fs::recursive_directory_iterator(directory, none)) {
			if (entry.path().extension() != ".h")
				continue;
			const std::string relative = entry.path().lexically_relative(directory).string();

			// include/uapi has a path of its own.
			if (!relative.starts_with("uapi/") && !relative.starts_with("generated/uapi/") &&
			    seems_to_declare(text_of(entry.path()), name))
				found.push_back({ relative, entry.path() });
		}
	return found;
}

bool is_bound(const fs::path &bindings, const std::string &header)
{
	return fs::exists(bindings / "include" / (header + "pp"));
}

void say_how_to_bind(const std::string &header)
{
	print_note("add '#include <" + header + ">' to " + (root_directory() / "bindings/headers.h").string() +
		   "; the next build binds it. Or use it in a .c file of the module, behind functions that "
		   "C++ calls");
}

void say_how_to_stand_in()
{
	print_note("where no prototype fits, write a static inline function that uses it into a file of " +
		   (root_directory() / "helpers").string() + ", or a function in a .c file of the module");
}

int find_header(const fs::path &kernel_build, const fs::path &bindings, const std::string &name)
{
	if (is_bound(bindings, name)) {
		std::printf("%s\theader\t%spp\n", name.c_str(), name.c_str());
		print_note("<" + name + "> is C; in C++ write #include <" + name +
			   "pp>, and in a header for both put the two between #ifdef __cplusplus, #else and "
			   "#endif");
		return 0;
	}
	if (header_named(include_directories(kernel_build), name)) {
		print_error("<" + name + "> is C and has no bindings: bindings/headers.h does not list it");
		say_how_to_bind(name);
	} else {
		print_error("this kernel has no <" + name + ">, neither for C nor for C++");
	}
	return 1;
}

/// Prints why a name has no bindings, from the generator's report; returns false if the report does
/// not have the name.
bool explain_from_report(const fs::path &bindings, const std::string &name)
{
	const nlohmann::json report = nlohmann::json::parse(text_of(bindings / "report.json"), nullptr, false);

	if (report.is_discarded())
		return false;
	for (const auto &item : report.value("not representable", nlohmann::json::array())) {
		if (item["name"] != name)
			continue;
		const std::string reason = item["reason"], header = item["header"];

		print_error("'" + name + "'" + (header.empty() ? "" : " of <" + header + ">") +
			    " is not bound: " + reason);
		if (reason == "function-like macro without a prototype")
			print_note("give it a prototype in " + (root_directory() / "bindings/macros.h").string() +
				   " below #include <" + header + ">");
		say_how_to_stand_in();
		return true;
	}
	return false;
}

void explain(const fs::path &kernel_build, const fs::path &bindings, const std::string &name,
	     const std::vector<std::string> &known)
{
	if (explain_from_report(bindings, name))
		return;
	const std::vector<Header> headers = headers_with(include_directories(kernel_build), name);
	for (const Header &header : headers)
		if (is_bound(bindings, header.name)) {
			print_error("'" + name + "' is not bound: <" + header.name +
				    "> has it, but not for this kernel's configuration");
			return;
		}
	if (!headers.empty()) {
		print_error("'" + name + "' is not bound: <" + headers.front().name +
			    "> declares it, and bindings/headers.h does not list that");
		say_how_to_bind(headers.front().name);
		return;
	}
	print_error("'" + name + "' is not bound: no header of this kernel declares it");
	std::string like;
	for (const std::string &other : similar_names(known, name))
		like += (like.empty() ? "'" : ", '") + other + "'";
	if (!like.empty())
		print_note("did you mean " + like + "?");
}

/// The number of letters to insert, remove or change, at most `limit` + 1.
std::size_t difference(std::string_view a, std::string_view b, std::size_t limit)
{
	std::vector<std::size_t> row(b.size() + 1);

	for (std::size_t j = 0; j <= b.size(); ++j)
		row[j] = j;
	for (std::size_t i = 1; i <= a.size(); ++i) {
		std::size_t corner = std::exchange(row[0], i), best = i;

		for (std::size_t j = 1; j <= b.size(); ++j) {
			const std::size_t here =
				std::min({ row[j] + 1, row[j - 1] + 1, corner + (a[i - 1] != b[j - 1]) });

			corner = std::exchange(row[j], here);
			best = std::min(best, here);
		}
		if (best > limit)
			return limit + 1;
	}
	return row[b.size()];
}

} // namespace

bool seems_to_declare(const std::string &text, const std::string &name)
{
	auto next_after = [&](std::size_t at) {
		at = text.find_first_not_of(" \t\n", at);
		return at == std::string::npos ? '\0' : text[at];
	};

	for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
		const std::size_t end = at + name.size();

		if ((at && part_of_a_word(text[at - 1])) || (end < text.size() && part_of_a_word(text[end])))
			continue;
		const std::size_t line = at ? text.rfind('\n', at - 1) + 1 : 0;
		std::string_view before(text.data() + line, at - line);
		const char next = next_after(end);

		while (before.ends_with(' ') || before.ends_with('\t'))
			before.remove_suffix(1);
		if (before.starts_with('#') && before.ends_with("define"))
			return true;
		if (next == '{' &&
		    (before.ends_with("struct") || before.ends_with("union") || before.ends_with("enum")))
			return true;
		const bool indented = text[line] == '\t' || text[line] == ' ';
		const std::size_t first = before.find_first_not_of(" \t");
		if (first != std::string_view::npos &&
		    std::string_view("*/#").find(before[first]) != std::string_view::npos)
			continue;
		// A function starts at the left margin, with its type before it or on the previous
		// line.
		if (next == '(' && !indented)
			return true;
		if (next == ';' &&
		    (before.starts_with("typedef") || before.starts_with("extern") || before.starts_with('}')))
			return true;
		// An enumerator is the first word of its line.
		if (indented && first == std::string_view::npos && (next == ',' || next == '=' || next == '}'))
			return true;
	}
	return false;
}

std::vector<std::string> similar_names(const std::vector<std::string> &known, const std::string &name)
{
	const std::size_t limit = name.size() < 6 ? 1 : 2;
	std::vector<std::pair<std::size_t, std::string>> found;

	for (const std::string &other : known) {
		const std::size_t longer = std::max(other.size(), name.size());

		if (longer - std::min(other.size(), name.size()) > limit)
			continue;
		if (const std::size_t distance = difference(name, other, limit); distance <= limit)
			found.emplace_back(distance, other);
	}
	std::sort(found.begin(), found.end());
	found.erase(std::unique(found.begin(), found.end()), found.end());
	std::vector<std::string> names;
	for (const auto &[distance, other] : found)
		if (names.size() < 3)
			names.push_back(other);
	return names;
}

int find_names(const fs::path &kernel_build, const fs::path &bindings, const std::vector<std::string> &names)
{
	std::vector<std::string> known, lines;
	std::ifstream in(bindings / "names.tsv");
	int status = 0;

	for (std::string line; std::getline(in, line); lines.push_back(line))
		known.push_back(line.substr(0, line.find('\t')));
	for (const std::string &asked : names) {
		const std::string name = without_keyword(asked);
		bool found = false;

		if (name.ends_with(".h")) {
			status |= find_header(kernel_build, bindings, name);
			continue;
		}
		for (std::size_t i = 0; i < lines.size(); ++i)
			if (known[i] == name) {
				std::puts(lines[i].c_str());
				found = true;
			}
		if (!found) {
			explain(kernel_build, bindings, name, known);
			status = 1;
		}
	}
	return status;
}

} // namespace kxx::bindgen
