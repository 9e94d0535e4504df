// SPDX-License-Identifier: GPL-2.0
#include "link/library.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include "cli/command.hpp"
#include "common/hash.hpp"
#include "common/paths.hpp"
#include "common/process.hpp"
#include "common/terminal.hpp"
#include "link/cached.hpp"

namespace kxx::link {
namespace fs = std::filesystem;

namespace {

std::vector<fs::path> files_below(const fs::path &folder)
{
	std::vector<fs::path> files;

	for (const auto &entry : fs::recursive_directory_iterator(folder))
		if (entry.is_regular_file())
			files.push_back(entry.path());
	std::sort(files.begin(), files.end());
	return files;
}

/// The command without what belongs to one module: its name, its directories, its own macros.
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
	const fs::path sources = root_directory() / "kernel";
	const std::vector<std::string> command = library_command(cxx);
	std::string state = fmt::format("{}\n{}\n", fmt::join(command, "\n"),
					fs::current_path().string());
	std::vector<fs::path> objects;

	std::vector<fs::path> files = files_below(sources);
	for (const fs::path &file : files)
		state += fmt::format("{} {} {}\n", file.string(), fs::file_size(file),
				     fs::last_write_time(file).time_since_epoch().count());
	const fs::path folder = cache_directory() / "library" / hash_of(state);
	for (const fs::path &file : files) {
		if (file.extension() != ".cpp")
			continue;
		std::string name = fs::relative(file, sources).replace_extension(".lto.o").string();
		std::replace(name.begin(), name.end(), '/', '-');
		objects.push_back(folder / name);
		if (is_whole(folder / name))
			continue;
		fs::create_directories(folder);
		const fs::path fresh = folder / fmt::format("{}.{}", name, getpid());
		std::vector<std::string> compile = command;
		for (const std::string &word : { std::string("-c"), std::string("-o"),
						 fresh.string(), file.string() })
			compile.push_back(word);
		if (verbose)
			print_progress(fmt::format("{}", fmt::join(compile, " ")));
		RunResult result = run(compile);
		if (!result.ok()) {
			fs::remove(fresh);
			throw cli::Failure{ cli::exit_findings,
					    fmt::format("{} does not compile:\n{}", file.string(),
							result.err),
					    {} };
		}
		fs::rename(fresh, folder / name);
	}
	return objects;
}

} // namespace kxx::link
