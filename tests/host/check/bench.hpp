// SPDX-License-Identifier: GPL-2.0
//! Modules as a build leaves them, and kxx with an analyser that gives a prepared answer.
#pragma once

#include <nlohmann/json.hpp>

#include "../cli/workshop.hpp"

namespace kxx::test {

class CheckBench : public Workshop {
protected:
	CheckBench()
	{
		directory = fs::canonical(directory);
		write("root/kernel/prelude.hpp", "");
		write("root/kbuild/kxx.mk", "");
	}

	/// A module of one file, which was built in a directory of its name.
	void module(const std::string &path, const std::string &source)
	{
		const std::string name = fs::path(path).filename();

		write(path + "/Kbuild",
		      "obj-m := " + name + ".o\n\ninclude $(shell kxx --root)/kbuild/kxx.mk # the usual line\n");
		write(path + "/" + name + ".cpp", source);
		compiled(path, name);
		linked(path, name, { name });
	}

	/// What Kbuild remembers after it compiled a file.
	void compiled(const std::string &module, const std::string &file)
	{
		const std::string path = in(module + "/" + file);

		write(module + "/." + file + ".lto.o.cmd",
		      "savedcmd_" + path + ".lto.o := g++-12 -I" + in("root") +
			      " -std=gnu++20 -fno-builtin-memcpy -flto -c -o " + path + ".lto.o " + path +
			      ".cpp\n\ndeps_x := \\\n  " + in(module + "/shared.hpp") + " \\\n");
	}

	/// What Kbuild remembers after it linked a module.
	void linked(const std::string &directory, const std::string &module, const Lines &files)
	{
		std::string text = "savedcmd_" + module + ".kxx.o := kxx link --output " + module + ".kxx.o";

		for (const std::string &file : files)
			text += " " + in(directory + "/" + file + ".lto.o");
		write(directory + "/." + module + ".kxx.o.cmd", text + " ; objtool\n");
	}

	std::string in(const std::string &name) const { return (directory / name).string(); }

	nlohmann::json finding(const std::string &rule, const std::string &file, unsigned line, unsigned column = 2,
			       const std::string &message = "this is wrong")
	{
		return { { "rule", rule },	 { "level", "error" }, { "file", in(file) },
			 { "line", line },	 { "column", column }, { "function", "f" },
			 { "message", message }, { "help", "" },       { "trace", nlohmann::json::array() } };
	}

	/// What the analyser says about each module whose job names `part`.
	void answer(const std::string &part, const std::vector<nlohmann::json> &findings,
		    const std::vector<nlohmann::json> &compile_errors = {},
		    const std::vector<nlohmann::json> &census = {})
	{
		nlohmann::json all;

		all["findings"] = findings;
		all["compile_errors"] = compile_errors;
		all["census"] = census;
		all["functions"] = 3;
		write("bin/answers/" + part, all.dump());
	}

	/// Runs kxx, beside which is an analyser.
	RunResult check(std::vector<std::string> arguments, std::map<std::string, std::string> environment = {})
	{
		const fs::path program = directory / "bin" / "kxx";

		fs::create_directories(program.parent_path());
		if (!fs::exists(program))
			fs::copy_file(KXX_PROGRAM, program);
		if (!fs::exists(directory / "bin/kxx-check-analyze"))
			write_program("bin/kxx-check-analyze",
				      "here=$(dirname \"$0\")\njob=$(cat)\n"
				      "for answer in \"$here\"/answers/*; do\n"
				      "\tcase $job in *\"$(basename \"$answer\")\"*)\n"
				      "\t\tprintf %s \"$job\" > \"$here/job\"; cat \"$answer\"; exit ;; esac\n"
				      "done\n"
				      "echo '{\"findings\":[],\"compile_errors\":[],\"census\":[]}'");
		arguments.insert(arguments.begin(), { program.string(), "check" });
		environment.emplace("KXX_ROOT", in("root"));
		return run(arguments, { .directory = directory, .environment = environment });
	}
};

} // namespace kxx::test
