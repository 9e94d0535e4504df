// SPDX-License-Identifier: GPL-2.0
#include "kbuild_flags.hpp"

#include "common/compiler.hpp"
#include "common/failure.hpp"
#include "common/files.hpp"
#include "common/process.hpp"
#include "common/words.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include <unistd.h>

namespace kxx::bindgen {
namespace fs = std::filesystem;
namespace {

// c_flags is a recursive variable: it is expanded in the recipe, where Kbuild sees a
// module's object.
constexpr const char *kbuild_text = R"(always-y += kxx-flags
$(obj)/kxx-flags: part-of-module := y
$(obj)/kxx-flags: FORCE
	@:$(file >$@,CC $(CC))$(file >>$@,FLAGS $(c_flags))$(file >>$@,DIRECTORY $(CURDIR))$(file >>$@,READ $(KXX_READ))
)";

// Every make reads this before its own makefiles: it adds the files that each make has read to
// those of its parent.
constexpr const char *read_text = R"(kxx-read-above := $(KXX_READ)
export KXX_READ = $(kxx-read-above) $(abspath $(MAKEFILE_LIST))
)";

struct TemporaryDirectory {
	fs::path path;

	TemporaryDirectory()
	{
		std::string name = (fs::temp_directory_path() / "kxx-flags-XXXXXX").string();

		if (!mkdtemp(name.data()))
			throw Failure{ Fault::Environment,
				       "cannot create a directory in " + fs::temp_directory_path().string() };
		path = name;
	}
	~TemporaryDirectory()
	{
		std::error_code ignored;
		fs::remove_all(path, ignored);
	}
};

bool starts_with_any(const std::string &text, std::initializer_list<const char *> prefixes)
{
	return std::any_of(prefixes.begin(), prefixes.end(),
			   [&](const char *prefix) { return text.rfind(prefix, 0) == 0; });
}

} // namespace

std::string cxx_of(const std::string &compiler)
{
	std::string name = compiler;
	std::size_t at = name.rfind("gcc");

	if (at != std::string::npos)
		name.replace(at, 3, "g++");
	else if ((at = name.rfind("clang")) != std::string::npos)
		name.replace(at, 5, "clang++");
	return find_program(name) ? name : "g++";
}

Flags ask_kbuild(const fs::path &build)
{
	TemporaryDirectory work;
	Flags flags;

	if (!fs::exists(build / "Makefile"))
		throw Failure{ Fault::Environment, build.string() + " is not a kernel build directory: no Makefile" };
	write_file(work.path / "Kbuild", kbuild_text);
	write_file(work.path / "read.mk", read_text);
	// The environment is empty: this may run inside a kernel's own make, which exports a lot.
	const char *path = std::getenv("PATH");
	RunResult made =
		run({ "env", "-i", std::string("PATH=") + (path ? path : "/usr/bin:/bin"),
		      "TMPDIR=" + fs::temp_directory_path().string(), "MAKEFILES=" + (work.path / "read.mk").string(),
		      "make", "-s", "-C", build.string(), "M=" + work.path.string(), "modules" });
	if (!made.ok())
		check_for_room(made.err, work.path);
	std::ifstream in(work.path / "kxx-flags");
	for (std::string line; std::getline(in, line);) {
		std::string value = line.substr(line.find(' ') + 1);

		if (line.rfind("CC ", 0) == 0)
			flags.compiler = split_words(value);
		else if (line.rfind("FLAGS ", 0) == 0)
			flags.c_flags = split_words(value);
		else if (line.rfind("DIRECTORY ", 0) == 0)
			flags.directory = value;
		else if (line.rfind("READ ", 0) == 0)
			for (const std::string &path : split_words(value))
				if (!path.starts_with(work.path.string()))
					flags.makefiles.push_back(path);
	}
	if (flags.compiler.empty() || flags.c_flags.empty())
		throw Failure{ Fault::Environment,
			       "Kbuild of " + build.string() + " gave no compiler flags:\n" + made.err };
	std::erase_if(flags.c_flags, [](const std::string &flag) {
		return starts_with_any(flag, { "-Wp,-M", "-DKBUILD_BASENAME=", "-DKBUILD_MODNAME=",
					       "-D__KBUILD_MODNAME=", "-DKBUILD_MODFILE=" });
	});
	// The names represent every module that will use the bindings.
	for (const char *name : { "-DKBUILD_BASENAME=\"kxx\"", "-DKBUILD_MODNAME=\"kxx\"",
				  "-D__KBUILD_MODNAME=kmod_kxx", "-DKBUILD_MODFILE=\"kxx\"" })
		flags.c_flags.push_back(name);
	flags.cxx = cxx_of(flags.compiler.back());
	return flags;
}

Flags plain_flags(const std::string &compiler, const std::string &text)
{
	Flags flags;

	flags.compiler = split_words(compiler);
	if (flags.compiler.empty() || !find_program(flags.compiler.front()))
		throw Failure{ Fault::Environment, "compiler '" + compiler + "' not found" };
	flags.c_flags = split_words(text);
	flags.directory = fs::current_path();
	flags.cxx = cxx_of(flags.compiler.back());
	return flags;
}

std::vector<std::string> Flags::command(const std::vector<std::string> &extra) const
{
	std::vector<std::string> words = compiler;

	words.insert(words.end(), c_flags.begin(), c_flags.end());
	words.insert(words.end(), extra.begin(), extra.end());
	return words;
}

std::vector<std::string> Flags::cxx_flags() const
{
	std::vector<std::string> words;

	for (std::size_t i = 0; i < c_flags.size(); ++i) {
		const std::string &flag = c_flags[i];

		if (flag == "--param" && i + 1 < c_flags.size()) {
			words.push_back(flag);
			words.push_back(c_flags[++i]);
		} else if (starts_with_any(flag, { "-m", "-f", "-O", "-pg", "--param=" }) &&
			   !starts_with_any(flag, { "-fmacro-prefix-map", "-fplugin", "-fno-builtin-",
						    "-fdebug-prefix-map", "-ffile-prefix-map" })) {
			words.push_back(flag);
		}
	}
	return words;
}

} // namespace kxx::bindgen
