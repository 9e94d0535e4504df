// SPDX-License-Identifier: GPL-2.0
#include "check/baseline.hpp"

#include "common/files.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <regex>
#include <sstream>

#include <fmt/format.h>

namespace kxx::check {
namespace fs = std::filesystem;
namespace {

constexpr char head[] = "# Findings of kxx check that were there before it, and are not reported. Renew it with\n"
			"# kxx check --write-baseline FILE\n"
			"# count	rule	file	function	message\n";

/// "'x' is freed in line 12 (a.cpp:12:3)" → "'x' is freed in line N (a.cpp:N)"
std::string without_lines(const std::string &message)
{
	static const std::regex position(R"((\.(?:c|h|cpp|hpp)):\d+(?::\d+)?)"), line(R"(\bline \d+)");

	return std::regex_replace(std::regex_replace(message, position, "$1:N"), line, "line N");
}

/// A field of a line must not end it.
std::string one_field(std::string text)
{
	std::ranges::replace_if(text, [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
	return text;
}

fs::path directory_of(const fs::path &path)
{
	// A mirror of a directory has links to its files.
	return fs::weakly_canonical(fs::absolute(path)).parent_path();
}

} // namespace

Baseline::Baseline(const fs::path &path) : path_(path), directory_(directory_of(path))
{
	std::istringstream in(read_file(path));
	unsigned number = 0;

	for (std::string line; std::getline(in, line);) {
		std::array<std::string, 5> fields;
		std::istringstream parts(line);
		std::size_t n = 0;
		unsigned count = 0;

		number++;
		if (line.empty() || line.starts_with('#'))
			continue;
		while (n < fields.size() && std::getline(parts, fields[n], n == fields.size() - 1 ? '\n' : '\t'))
			n++;
		const auto [end, error] = std::from_chars(fields[0].data(), fields[0].data() + fields[0].size(), count);
		if (n != fields.size() || error != std::errc() || end != fields[0].data() + fields[0].size())
			throw Failure(Fault::Environment,
				      fmt::format("line {} of '{}' is not one of a baseline: COUNT, RULE, FILE, "
						  "FUNCTION and MESSAGE with tabs between them",
						  number, path.string()),
				      "make the file again: kxx check --write-baseline " + path.string());
		kinds_[{ fields[1], fields[2], fields[3], fields[4] }] += count;
	}
}

Baseline::Kind Baseline::kind_of(const Finding &finding, const fs::path &directory)
{
	return { one_field(finding.rule),
		 one_field(fs::path(finding.place.file).lexically_proximate(directory).string()),
		 one_field(finding.function), one_field(without_lines(finding.message)) };
}

bool Baseline::accept(const Finding &finding)
{
	const auto kind = kinds_.find(kind_of(finding, directory_));

	if (kind == kinds_.end() || kind->second == 0)
		return false;
	kind->second--;
	return true;
}

std::string Baseline::write(const fs::path &path, const std::vector<Finding> &findings)
{
	const fs::path directory = directory_of(path);
	std::map<Kind, unsigned> kinds;
	std::string text = head;

	for (const Finding &finding : findings)
		kinds[kind_of(finding, directory)]++;
	for (const auto &[kind, count] : kinds)
		text += fmt::format("{}\t{}\t{}\t{}\t{}\n", count, kind.rule, kind.file, kind.function, kind.message);
	return text;
}

} // namespace kxx::check
