// SPDX-License-Identifier: GPL-2.0
#include "kernels/apt.hpp"

#include "common/failure.hpp"
#include "common/process.hpp"
#include "common/terminal.hpp"

#include <cctype>
#include <chrono>
#include <regex>
#include <set>
#include <sstream>

#include <fmt/format.h>
#include <unistd.h>

namespace kxx::kernels {
namespace fs = std::filesystem;

namespace {

bool is_digit(char c)
{
	return std::isdigit(static_cast<unsigned char>(c));
}

/// Debian's order of the characters between numbers: `~`, the end, letters, the rest.
int weight(std::string_view text, std::size_t at)
{
	if (at >= text.size() || is_digit(text[at]))
		return 0;
	if (text[at] == '~')
		return -1;
	if (std::isalpha(static_cast<unsigned char>(text[at])))
		return text[at];
	return text[at] + 256;
}

std::string_view take_number(std::string_view text, std::size_t &at)
{
	while (at < text.size() && text[at] == '0')
		at++;
	std::size_t from = at;
	while (at < text.size() && is_digit(text[at]))
		at++;
	return text.substr(from, at - from);
}

std::string first_error_line(const std::string &text)
{
	std::istringstream lines(text);

	for (std::string line; std::getline(lines, line);)
		if (line.starts_with("E:"))
			return line.substr(3);
	return "no reason given";
}

void require_apt()
{
	for (const char *name : { "apt-get", "apt-cache", "dpkg-deb" })
		if (!find_program(name))
			throw Failure{ Fault::Environment,
				       fmt::format("'{}' not found: stock kernels come from "
						   "Debian packages",
						   name),
				       "on another distribution pass a kernel build directory "
				       "instead" };
}

} // namespace

int compare_versions(std::string_view a, std::string_view b)
{
	std::size_t i = 0, j = 0;

	while (i < a.size() || j < b.size()) {
		while ((i < a.size() && !is_digit(a[i])) || (j < b.size() && !is_digit(b[j]))) {
			int difference = weight(a, i) - weight(b, j);

			if (difference != 0)
				return difference;
			i++, j++;
		}
		std::string_view m = take_number(a, i), n = take_number(b, j);
		if (m.size() != n.size())
			return m.size() < n.size() ? -1 : 1;
		if (int difference = m.compare(n); difference != 0)
			return difference;
	}
	return 0;
}

std::optional<StockPackages> pick_newest(std::string_view names, std::string_view series)
{
	// 6.12.100+deb12-amd64 (named after the version) and 6.1.0-30-amd64 (after the ABI)
	static const std::regex release_form(R"(linux-image-((\d+\.\d+)\.\d+(?:\+[a-z0-9.]+)?(?:-\d+)?)-amd64)");
	std::istringstream lines{ std::string(names) };
	std::vector<std::string> versions;
	std::set<std::string> have;

	for (std::string line; std::getline(lines, line);) {
		std::smatch match;

		line = line.substr(0, line.find(' '));
		have.insert(line);
		if (std::regex_match(line, match, release_form) && match[2].str() == series)
			versions.push_back(match[1]);
	}
	std::optional<StockPackages> best;
	for (const std::string &version : versions) {
		StockPackages packages{ .release = version + "-amd64",
					.image = "linux-image-" + version + "-amd64",
					.headers = "linux-headers-" + version + "-amd64",
					.headers_common = "linux-headers-" + version + "-common",
					.kbuild = "linux-kbuild-" + version };

		if (!have.contains(packages.kbuild))
			packages.kbuild = fmt::format("linux-kbuild-{}", series);
		bool whole = true;
		for (const std::string &name : packages.all())
			whole = whole && have.contains(name);
		if (whole && (!best || compare_versions(best->release, packages.release) < 0))
			best = packages;
	}
	return best;
}

std::string candidate_version(std::string_view policy)
{
	static constexpr std::string_view tag = "Candidate: ";
	std::size_t from = policy.find(tag);

	if (from == std::string_view::npos)
		return {};
	from += tag.size();
	std::string_view version = policy.substr(from, policy.find('\n', from) - from);
	return version == "(none)" ? std::string() : std::string(version);
}

std::string package_names(const std::string &prefix)
{
	require_apt();
	// pkgnames would be faster, but it also lists packages that are no longer available.
	return run({ "apt-cache", "search", "--names-only", "^" + prefix }).out;
}

std::string package_version(const std::string &name)
{
	require_apt();
	return candidate_version(run({ "apt-cache", "policy", name }, { .environment = { { "LC_ALL", "C" } } }).out);
}

bool update_lists()
{
	require_apt();
	if (geteuid() != 0)
		return false;
	print_progress("updating the package lists");
	return run({ "apt-get", "update", "-q" }).ok();
}

bool lists_are_stale()
{
	std::error_code error;
	const auto when = fs::last_write_time("/var/lib/apt/lists", error);

	return error || fs::file_time_type::clock::now() - when > std::chrono::hours(12);
}

fs::path download(const std::string &name, const fs::path &directory)
{
	fs::path folder = directory / name;

	fs::create_directories(folder);
	RunResult result = run({ "apt-get", "download", "-q", "-o", "APT::Sandbox::User=root", name },
			       { .directory = folder, .environment = { { "LC_ALL", "C" } } });
	for (const fs::directory_entry &entry : fs::directory_iterator(folder))
		if (result.ok() && entry.path().extension() == ".deb")
			return entry.path();
	throw PackageError(fmt::format("cannot download package '{}': {}", name, first_error_line(result.err)),
			   "run: apt-get update");
}

void unpack(const fs::path &deb, const fs::path &root)
{
	fs::create_directories(root);
	RunResult result = run({ "dpkg-deb", "-x", deb, root });
	if (!result.ok())
		throw PackageError(fmt::format("cannot unpack '{}': {}", deb.filename().string(), result.err));
}

} // namespace kxx::kernels
