// SPDX-License-Identifier: GPL-2.0
#include "sources.hpp"

#include <set>

namespace kxx::bindgen {
namespace fs = std::filesystem;
namespace {

/// The directories of -I and similar options.
std::set<fs::path> search_directories(const Flags &flags)
{
	std::set<fs::path> directories;

	for (std::size_t i = 0; i < flags.c_flags.size(); ++i)
		for (const std::string option : { "-I", "-isystem", "-iquote", "-idirafter" }) {
			const std::string &flag = flags.c_flags[i];

			if (!flag.starts_with(option))
				continue;
			std::string path = flag.substr(option.size());
			if (path.empty() && i + 1 < flags.c_flags.size())
				path = flags.c_flags[++i];
			directories.insert((flags.directory / path).lexically_normal());
			break;
		}
	return directories;
}

} // namespace

Inputs sources_of(const Model &model, const Flags &flags, const fs::path &own)
{
	const std::set<fs::path> search = search_directories(flags);
	std::set<fs::path> looked_in;
	// "linux" of "…/include/linux/fs.h": the subdirectory in which the same #include looks in
	// the other directories.
	std::set<fs::path> relative;
	Inputs inputs;

	for (const std::string &name : model.opened) {
		const fs::path path = (flags.directory / name).lexically_normal();

		if (!own.empty() && path.string().starts_with(own.string()))
			continue;
		inputs.add(path);
		looked_in.insert(path.parent_path());
		for (const fs::path &directory : search) {
			fs::path below = path.lexically_relative(directory);

			if (!below.empty() && *below.begin() != "..")
				relative.insert(below.parent_path());
		}
	}
	for (const Dropped &item : model.dropped)
		if (item.kind == "header" && item.name.size() > 2)
			relative.insert(fs::path(item.name.substr(1, item.name.size() - 2)).parent_path());
	for (const fs::path &directory : search)
		for (const fs::path &below : relative)
			looked_in.insert(directory / below);
	for (const fs::path &directory : looked_in)
		inputs.add(directory);
	for (const std::string &makefile : flags.makefiles)
		inputs.add(makefile);
	inputs.add_compiler(flags.compiler.back(), "cc1");
	inputs.add_compiler(flags.cxx, "cc1plus");
	return inputs;
}

} // namespace kxx::bindgen
