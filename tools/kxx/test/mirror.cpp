// SPDX-License-Identifier: GPL-2.0
#include "test/mirror.hpp"

#include "common/files.hpp"
#include "common/process.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <vector>

namespace kxx::test {
namespace fs = std::filesystem;
namespace {

bool is_below(const fs::path &path, const fs::path &directory)
{
	const fs::path relative = path.lexically_relative(directory);

	return !relative.empty() && *relative.begin() != "..";
}

/// Whether Kbuild makes the file; it would take some of these for its own.
bool is_made(const fs::path &file)
{
	static constexpr std::array<std::string_view, 7> suffixes{ ".o",   ".ko",      ".mod",	".mod.c",
								   ".cmd", ".symvers", ".order" };
	const std::string name = file.filename();

	return std::ranges::any_of(suffixes, [&](std::string_view suffix) { return name.ends_with(suffix); });
}

std::vector<fs::path> files_of_git(const fs::path &top, const std::vector<std::string> &which)
{
	std::vector<std::string> argv{ "git", "-C", top, "ls-files", "-z", "--exclude-standard" };
	std::vector<fs::path> files;

	argv.insert(argv.end(), which.begin(), which.end());
	const RunResult result = run(argv);
	if (!result.ok())
		return files;
	for (std::size_t begin = 0, end; (end = result.out.find('\0', begin)) != result.out.npos; begin = end + 1)
		files.emplace_back(result.out.substr(begin, end - begin));
	return files;
}

/// The files of a work tree that git knows or would add, and sources that it ignores, since a build may generate them;
/// relative to the tree. Nothing if there is no git, or if it ignores the tree.
std::vector<fs::path> known_to_git(const fs::path &top)
{
	static constexpr std::array<std::string_view, 5> sources{ ".h", ".hpp", ".c", ".cpp", ".S" };
	std::vector<fs::path> files = files_of_git(top, { "--cached", "--others" });

	if (files.empty())
		return files;
	const std::vector<fs::path> ignored = files_of_git(top, { "--others", "--ignored" });
	std::vector<fs::path> outputs;
	for (const fs::path &file : ignored)
		if (file.filename() == output_mark)
			outputs.push_back(file.parent_path());
	for (const fs::path &file : ignored)
		if (std::ranges::find(sources, file.extension()) != sources.end() && !fs::is_symlink(top / file) &&
		    std::ranges::none_of(outputs, [&](const fs::path &output) { return is_below(file, output); }))
			files.push_back(file);
	return files;
}

std::vector<fs::path> all_files(const fs::path &top, const fs::path &output)
{
	const auto options = fs::directory_options::skip_permission_denied;
	std::vector<fs::path> files;

	for (fs::recursive_directory_iterator it(top, options), end; it != end; ++it) {
		const bool hidden = it->path().filename().string().starts_with('.');

		if (it->is_directory() && !it->is_symlink() && (hidden || it->path() == output))
			it.disable_recursion_pending();
		else if (!it->is_directory() || it->is_symlink())
			files.push_back(it->path().lexically_relative(top));
	}
	return files;
}

/// Where the link to a file leads. A link within the tree stays one within the mirror: through a link to a directory,
/// Kbuild would write into the tree.
fs::path target_of(const fs::path &top, const fs::path &file)
{
	const fs::path path = top / file;

	if (fs::is_symlink(path)) {
		const fs::path target = fs::read_symlink(path);
		if (target.is_relative() && is_below((path.parent_path() / target).lexically_normal(), top))
			return target;
	}
	return path;
}

std::vector<fs::path> sources_of(const fs::path &top, const fs::path &output)
{
	std::vector<fs::path> files = known_to_git(top);

	if (files.empty())
		files = all_files(top, output);
	std::erase_if(files, [&](const fs::path &file) {
		return is_made(file) || is_below(top / file, output) || !fs::exists(top / file);
	});
	return files;
}

} // namespace

fs::path top_of(const fs::path &path)
{
	const fs::path directory = fs::is_directory(path) ? path : path.parent_path(), here = fs::current_path();
	const RunResult top = run({ "git", "-C", directory, "rev-parse", "--show-toplevel" });

	if (top.ok() && !run({ "git", "-C", directory, "check-ignore", "--quiet", directory }).ok())
		return top.out.substr(0, top.out.find('\n'));
	return directory == here || is_below(directory, here) ? here : directory;
}

fs::path in_mirror(const fs::path &mirror, const fs::path &path)
{
	return mirror / path.relative_path();
}

void update_mirror(const fs::path &mirror, const fs::path &top, const fs::path &output)
{
	const Lock lock(mirror);
	const fs::path own = in_mirror(mirror, top);
	std::map<fs::path, fs::path> links;

	for (const fs::path &file : sources_of(top, output))
		links[own / file] = target_of(top, file);
	fs::create_directories(own);
	// Before anything is made: what was a link to a directory may be a directory now, and then files would be made
	// and removed through the link, in the tree.
	std::vector<fs::path> stale;
	for (fs::recursive_directory_iterator it(own), end; it != end; ++it) {
		if (!it->is_symlink())
			continue;
		const auto wanted = links.find(it->path());
		if (wanted != links.end() && fs::read_symlink(it->path()) == wanted->second)
			links.erase(wanted);
		else
			stale.push_back(it->path());
	}
	for (const fs::path &link : stale)
		fs::remove(link);
	for (const auto &[link, target] : links) {
		fs::create_directories(link.parent_path());
		fs::remove_all(link);
		fs::create_symlink(target, link);
	}
}

} // namespace kxx::test
