// SPDX-License-Identifier: GPL-2.0
#include "link/library.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "common/failure.hpp"
#include "common/hash.hpp"
#include "common/paths.hpp"
#include "link/cached.hpp"

namespace kxx::link {
namespace fs = std::filesystem;

namespace {

std::vector<fs::path> sources_below(const fs::path &folder)
{
	std::vector<fs::path> files;

	for (const auto &entry : fs::recursive_directory_iterator(folder))
		if (entry.is_regular_file() && entry.path().extension() == ".cpp")
			files.push_back(entry.path());
	std::sort(files.begin(), files.end());
	return files;
}

/// "kernel/net/socket.cpp" → "net-socket.lto.o"
std::vector<std::string> names_of(const std::vector<fs::path> &files)
{
	std::vector<std::string> names;

	for (const fs::path &file : files) {
		std::string name = fs::relative(file, root_directory() / "kernel").replace_extension(".lto.o");

		std::replace(name.begin(), name.end(), '/', '-');
		names.push_back(name);
	}
	return names;
}

/// The command without the parts of one module: its name, its directories, its own macros.
std::vector<std::string> library_command(const std::vector<std::string> &cxx)
{
	const std::string bindings = (cache_directory() / "bindings").string();
	std::vector<std::string> command;

	for (const std::string &word : cxx) {
		if (word.starts_with("-I") && word.substr(2) != root_directory().string() &&
		    !word.substr(2).starts_with(bindings))
			continue;
		if (word.starts_with("-D") && word != "-DMODULE" && word != "-D__KERNEL__" &&
		    !word.starts_with("-DCC_"))
			continue;
		if (!word.starts_with("-Wp,-M"))
			command.push_back(word);
	}
	command.push_back("-DKBUILD_MODNAME=\"kxx\"");
	return command;
}

} // namespace

std::vector<fs::path> library_objects(const std::vector<std::string> &cxx, bool verbose)
{
	const std::vector<std::string> command = library_command(cxx);
	const std::vector<fs::path> files = sources_below(root_directory() / "kernel");
	const fs::path folder = cache_directory() / "library" /
				hash_of(fmt::format("{}\n{}\n{}\n", fmt::join(command, "\n"),
						    fs::current_path().string(), fmt::join(names_of(files), "\n")));
	const fs::path list = folder / "inputs";
	std::vector<fs::path> objects;

	for (const std::string &name : names_of(files))
		objects.push_back(folder / name);
	if (is_current(list))
		return objects;
	Making making(list);
	if (is_current(list))
		return objects;
	for (std::size_t i = 0; i < files.size(); i++) {
		RunResult result = making.compile(command, files[i], objects[i], verbose);

		if (!result.ok())
			throw Failure{ Fault::Work,
				       fmt::format("{} does not compile:\n{}", files[i].string(), result.err),
				       {} };
	}
	making.done();
	return objects;
}

} // namespace kxx::link
