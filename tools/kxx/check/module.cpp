// SPDX-License-Identifier: GPL-2.0
#include "check/module.hpp"

#include "common/files.hpp"
#include "doctor/compile_commands.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

namespace kxx::check {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view object_suffix = ".lto.o";
constexpr std::string_view link_suffix = ".kxx.o.cmd";
constexpr char build_first[] = "build it first: kxx build, or make";

bool names_kxx(const fs::path &file)
{
	std::error_code error;

	if (!fs::is_regular_file(file, error))
		return false;
	std::istringstream lines(read_file(file));
	for (std::string line; std::getline(lines, line);)
		if (line.substr(0, line.find('#')).find("kbuild/kxx.mk") != line.npos)
			return true;
	return false;
}

/// The module directory that a file or directory belongs to.
std::optional<fs::path> directory_above(fs::path path)
{
	for (; path.has_relative_path(); path = path.parent_path())
		if (fs::is_directory(path) && is_module_directory(path))
			return path;
	return std::nullopt;
}

bool is_searched(const fs::path &directory)
{
	std::error_code error;

	return !directory.filename().string().starts_with('.') && !fs::exists(directory / "CMakeCache.txt", error) &&
	       !error && access(directory.c_str(), R_OK | X_OK) == 0;
}

/// The directories of modules at `directory` and below it.
void search(const fs::path &directory, std::vector<fs::path> &found)
{
	std::vector<fs::path> below;

	if (is_module_directory(directory))
		found.push_back(directory);
	for (const fs::directory_entry &entry : fs::directory_iterator(directory))
		if (entry.is_directory() && !entry.is_symlink() && is_searched(entry.path()))
			below.push_back(entry.path());
	std::ranges::sort(below);
	for (const fs::path &one : below)
		search(one, found);
}

/// The file that a command names, from its own directory or absolutely.
fs::path real_path(const std::string &name, const std::string &directory)
{
	const fs::path path = fs::path(directory) / name;
	std::error_code error;
	const fs::path real = fs::weakly_canonical(path, error);

	return error ? path : real;
}

/// How a module was linked.
struct Link {
	std::set<fs::path> objects{};
	fs::path result{};
};

/// The linked modules of a directory, by name.
std::map<std::string, Link> links_in(const fs::path &directory, const std::string &built_from)
{
	std::map<std::string, Link> links;
	std::error_code error;

	for (fs::recursive_directory_iterator it(directory, fs::directory_options::skip_permission_denied, error), end;
	     !error && it != end; it.increment(error)) {
		const std::string name = it->path().filename().string();

		if (it->is_directory() && is_module_directory(it->path()))
			it.disable_recursion_pending();
		if (!name.starts_with('.') || !name.ends_with(link_suffix))
			continue;
		const std::string module = name.substr(1, name.size() - 1 - link_suffix.size());
		Link &link = links[module];
		link.result = it->path().parent_path() / (module + ".ko");
		if (!fs::exists(link.result))
			link.result.replace_extension(".kxx.o");
		for (const std::string &word : read_saved_command(it->path()).arguments)
			if (word.ends_with(object_suffix))
				link.objects.insert(real_path(word, built_from));
	}
	return links;
}

/// Bindings are in a cache, which may have been emptied since the build.
void check_includes(const fs::path &directory, const std::vector<std::string> &arguments)
{
	for (const std::string &argument : arguments)
		if (argument.starts_with("-I/") && !fs::exists(argument.substr(2)))
			throw Failure(Fault::Environment,
				      fmt::format("'{}', which the last build of the module in '{}' used, is gone",
						  argument.substr(2), directory.string()),
				      "build it again: kxx build, or make");
}

bool is_header(const fs::path &file)
{
	const std::string extension = file.extension().string();

	return extension == ".hpp" || extension == ".h";
}

/// Whether the compiler read a header when it compiled a file of the directory: Kbuild remembers that.
bool was_included(const fs::path &header, const fs::path &directory, const std::string &built_from)
{
	const std::string name = header.filename().string();
	std::error_code error;

	for (fs::recursive_directory_iterator it(directory, error), end; !error && it != end; it.increment(error)) {
		if (!it->path().filename().string().ends_with(".lto.o.cmd"))
			continue;
		std::istringstream words(read_file(it->path()));
		for (std::string word; words >> word;)
			if (word.ends_with(name) && real_path(word, built_from) == header)
				return true;
	}
	return false;
}

/// The module directories that a path leads to, and which part of each is of interest, if it is not the whole.
std::map<fs::path, fs::path> directories_of(const fs::path &given)
{
	std::error_code error;
	const fs::path path = fs::canonical(given, error);

	if (error)
		throw Failure(Fault::Environment, fmt::format("no such file: '{}'", given.string()));
	const bool is_directory = fs::is_directory(path);
	std::vector<fs::path> found;
	if (is_directory)
		search(path, found);
	std::map<fs::path, fs::path> directories;
	for (const fs::path &directory : found)
		directories.emplace(directory, fs::path());
	if (found.empty())
		if (const auto above = directory_above(is_directory ? path : path.parent_path()))
			directories[*above] = path;
	if (directories.empty())
		throw Failure(Fault::Environment,
			      fmt::format("no module {} '{}': no Kbuild file there includes kbuild/kxx.mk",
					  is_directory ? "in or below" : "around", path.string()),
			      "kxx new NAME makes a module to start from");
	return directories;
}

/// Complains about files that the last build does not know.
void check_parts(const fs::path &directory, const std::vector<fs::path> &parts, const std::vector<Module> &modules,
		 Selection &selection)
{
	std::set<fs::path> compiled;
	std::vector<std::string> names;
	std::string built_from;

	for (const Module &module : modules)
		for (const Source &source : module.sources) {
			if (compiled.insert(fs::weakly_canonical(source.file)).second)
				names.push_back(source.file.lexically_proximate(directory).string());
			built_from = source.directory;
		}
	for (const fs::path &part : parts)
		if (!fs::is_directory(part) && !compiled.contains(part) &&
		    !(is_header(part) && was_included(part, directory, built_from)))
			selection.failures.emplace_back(
				Fault::Environment,
				fmt::format("'{}' is not part of the last build of the module in '{}'",
					    part.filename().string(), directory.string()),
				fmt::format("that build compiled {}; build again after a change of the Kbuild file",
					    fmt::join(names, ", ")));
	if (!parts.empty())
		return;
	for (const fs::directory_entry &entry : fs::directory_iterator(directory))
		if (entry.path().extension() == ".cpp" && !compiled.contains(fs::weakly_canonical(entry.path())))
			selection.warnings.push_back(fmt::format(
				"'{}' is not part of the last build, so it is not checked", entry.path().string()));
	std::ranges::sort(selection.warnings);
}

} // namespace

bool is_module_directory(const fs::path &directory)
{
	// Kbuild reads a Makefile only where there is no Kbuild file.
	return names_kxx(fs::exists(directory / "Kbuild") ? directory / "Kbuild" : directory / "Makefile");
}

std::vector<std::string> for_checker(const std::vector<std::string> &clang_arguments)
{
	std::vector<std::string> out;

	for (std::size_t i = 0; i < clang_arguments.size(); i++) {
		const std::string &argument = clang_arguments[i];

		if (argument == "-o") {
			i++;
			continue;
		}
		// Without builtins, clang does not know what std::move() and memcpy() do.
		if (argument == "-c" || argument == "-ffreestanding" || argument.starts_with("-fno-builtin"))
			continue;
		if (i + 1 == clang_arguments.size())
			out.push_back("-fsyntax-only");
		out.push_back(argument);
	}
	return out;
}

std::vector<Module> modules_of(const fs::path &directory)
{
	std::vector<Module> modules;
	std::map<fs::path, Source> sources;
	std::string built_from;

	for (CompileCommand &command : collect_commands(directory)) {
		const fs::path object = real_path(command.output, command.directory);

		// Modules further below have their own commands; C files are not checked.
		if (!command.file.ends_with(".cpp") || directory_above(object.parent_path()) != directory)
			continue;
		check_includes(directory, command.arguments);
		built_from = command.directory;
		sources[object] = { fs::path(command.directory) / command.file, command.directory,
				    for_checker(command.arguments) };
	}
	if (sources.empty())
		throw Failure(Fault::Environment,
			      fmt::format("the module in '{}' was not built yet, so nobody knows how to compile it",
					  directory.string()),
			      build_first);
	for (const auto &[name, link] : links_in(directory, built_from)) {
		Module module{ .name = name, .directory = directory, .object = link.result };

		for (const fs::path &object : link.objects)
			if (const auto it = sources.find(object); it != sources.end())
				module.sources.push_back(it->second);
		if (!module.sources.empty())
			modules.push_back(std::move(module));
	}
	// The files were compiled, and the link failed.
	if (modules.empty()) {
		modules.push_back({ .name = directory.filename().string(), .directory = directory });
		for (const auto &[object, source] : sources)
			modules.back().sources.push_back(source);
	}
	return modules;
}

Selection select_modules(const std::vector<fs::path> &paths, std::string_view name)
{
	Selection selection;
	std::map<fs::path, std::vector<fs::path>> wanted;

	for (const fs::path &given : paths)
		for (const auto &[directory, part] : directories_of(given)) {
			auto [entry, is_new] = wanted.try_emplace(directory);

			// A directory that is wanted as a whole stays so.
			if (part.empty())
				entry->second.clear();
			else if (is_new || !entry->second.empty())
				entry->second.push_back(part);
		}
	for (const auto &[directory, parts] : wanted) {
		std::vector<Module> modules;

		try {
			modules = modules_of(directory);
		} catch (const Failure &failure) {
			selection.failures.push_back(failure);
			continue;
		}
		check_parts(directory, parts, modules, selection);
		for (Module &module : modules)
			if (name.empty() || module.name == name) {
				module.only = parts;
				selection.modules.push_back(std::move(module));
			}
	}
	if (selection.modules.empty() && selection.failures.empty())
		throw Failure(Fault::Environment, fmt::format("no module '{}' was built there", name), build_first);
	return selection;
}

} // namespace kxx::check
