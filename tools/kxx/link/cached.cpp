// SPDX-License-Identifier: GPL-2.0
#include "link/cached.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "common/compiler.hpp"
#include "common/hash.hpp"
#include "common/paths.hpp"
#include "common/terminal.hpp"

namespace kxx::link {
namespace fs = std::filesystem;

bool is_current(const fs::path &list)
{
	std::optional<Inputs> inputs = Inputs::load(list);

	if (!inputs || inputs->result() != list.string())
		return false;
	Inputs::State state = inputs->check();
	if (state == Inputs::State::Touched) {
		try {
			inputs->save(list, list.string());
		} catch (const FileError &) {
			// A cache that cannot be written makes look-ups slower, but still correct.
		}
	}
	return state != Inputs::State::Changed;
}

Making::Making(fs::path list) : list_(std::move(list)), lock_(list_.parent_path()), start_(list_.string() + ".start")
{
}

RunResult Making::compile(const std::vector<std::string> &command, const fs::path &source, const fs::path &object,
			  bool verbose)
{
	const Temporary fresh(object.string() + ".new"), depfile(object.string() + ".d");
	std::vector<std::string> compile = command;

	for (const std::string &word : { std::string("-MD"), std::string("-MF"), depfile.path().string(),
					 std::string("-c"), std::string("-o"), fresh.path().string(), source.string() })
		compile.push_back(word);
	if (verbose)
		print_progress(fmt::format("{}", fmt::join(compile, " ")));
	if (objects_.empty())
		write_file(start_.path(), "");
	fs::remove(list_);
	RunResult result = run_compiler(compile);
	interruptible_.check();
	if (!result.ok())
		return result;
	inputs_.add_dependencies(depfile.path(), fs::current_path());
	inputs_.add_compiler(command.at(0), source.extension() == ".c" ? "cc1" : "cc1plus");
	fs::rename(fresh.path(), object);
	objects_.push_back(object);
	return result;
}

void Making::done()
{
	// A file that changed while a compiler read it is compiled again next time.
	if (inputs_.changed_since(start_.path()))
		return;
	for (const fs::path &object : objects_)
		inputs_.add(object);
	inputs_.save(list_, list_.string());
}

std::vector<std::string> shared_command(const std::vector<std::string> &cc)
{
	std::vector<std::string> command;

	for (const std::string &word : cc)
		if (!word.starts_with("-Wp,") && !word.starts_with("-DKBUILD_") && !word.starts_with("-D__KBUILD_"))
			command.push_back(word);
	for (const char *flag :
	     { "-DKBUILD_MODNAME=\"kxx\"", "-DKBUILD_BASENAME=\"kxx\"", "-D__KBUILD_MODNAME=kmod_kxx" })
		command.push_back(flag);
	return command;
}

Compiled compile_text(const std::string &folder, const std::string &text, const std::vector<std::string> &command,
		      bool verbose)
{
	// The meaning of a relative -I in the kernel's flags depends on the build directory.
	const std::string key =
		hash_of(fmt::format("{}\n{}\n{}", text, fmt::join(command, "\n"), fs::current_path().string()));
	const fs::path place = cache_directory() / folder / key.substr(0, 2);
	const fs::path list = place / (key + ".inputs");
	Compiled compiled{ place / (key + ".o"), place / (key + ".c") };

	if (is_current(list))
		return compiled;
	Making making(list);
	if (is_current(list))
		return compiled;
	replace_file(compiled.source, text);
	compiled.result = making.compile(command, compiled.source, compiled.object, verbose);
	if (compiled.result.ok())
		making.done();
	return compiled;
}

} // namespace kxx::link
