// SPDX-License-Identifier: GPL-2.0
//! The common behaviour of all subcommands: help, usage errors, exit codes.
#include <algorithm>
#include <sstream>

#include "workshop.hpp"

namespace kxx::test {
namespace {

class Cli : public Workshop {};

class Subcommand : public Workshop, public ::testing::WithParamInterface<const char *> {};

TEST_P(Subcommand, HasHelp)
{
	RunResult result = kxx({ GetParam(), "--help" });

	EXPECT_EQ(result.status, 0);
	EXPECT_EQ(result.err, "");
	EXPECT_NE(result.out.find("Usage: "), std::string::npos);
	EXPECT_GT(result.out.size(), 60u);
	EXPECT_EQ(kxx({ "--help" }).out.find(GetParam()) != std::string::npos, true);
}

/// All subcommands except bindgen, whose options kxx-bindgen reads.
class OwnOptions : public Subcommand {};

TEST_P(OwnOptions, RefusesUnknown)
{
	RunResult result = kxx({ GetParam(), "--nonsense" });

	EXPECT_EQ(result.status, 2);
	EXPECT_NE(result.err.size(), 0u);
	EXPECT_EQ(result.out, "");
}

std::string test_name(const ::testing::TestParamInfo<const char *> &info)
{
	std::string name = info.param;

	std::ranges::replace(name, '-', '_');
	return name;
}

INSTANTIATE_TEST_SUITE_P(All, Subcommand,
			 ::testing::Values("new", "build", "check", "doctor", "gate", "size", "symbolize",
					   "compile-commands", "bindgen"),
			 test_name);
INSTANTIATE_TEST_SUITE_P(All, OwnOptions,
			 ::testing::Values("new", "build", "check", "doctor", "gate", "size", "symbolize",
					   "compile-commands"),
			 test_name);

TEST_F(Cli, EverySubcommandOfTheHelpHasHelp)
{
	std::istringstream help(kxx({ "--help" }).out);
	bool listed = false;
	std::size_t count = 0;

	for (std::string line; std::getline(help, line);) {
		if (line.starts_with("Subcommands:")) {
			listed = true;
			continue;
		}
		if (!listed || !line.starts_with("  ") || line.starts_with("   "))
			continue;
		std::string name = line.substr(2, line.find(' ', 2) - 2);
		RunResult result = kxx({ name, "--help" });
		EXPECT_EQ(result.status, 0) << name;
		EXPECT_NE(result.out.find("Usage: "), std::string::npos) << name;
		count++;
	}
	EXPECT_GE(count, 8u);
}

TEST_F(Cli, NothingToDo)
{
	RunResult result = kxx({});

	EXPECT_EQ(result.status, 2);
	EXPECT_NE(result.err.find("A subcommand is required"), std::string::npos);
}

TEST_F(Cli, UnknownSubcommand)
{
	RunResult result = kxx({ "frobnicate", "--kernel", "6.12" });

	EXPECT_EQ(result.status, 2);
	EXPECT_EQ(result.out, "");
	EXPECT_TRUE(result.err.starts_with("kxx: error: unknown command 'frobnicate'\n"
					   "kxx: note: kxx has the commands kernel, run, "))
		<< result.err;
}

TEST_F(Cli, SimilarSubcommand)
{
	EXPECT_EQ(kxx({ "simbolise" }).err, "kxx: error: unknown command 'simbolise'\n"
					    "kxx: note: did you mean 'kxx symbolize'?\n");
	EXPECT_EQ(kxx({ "ru" }).err, "kxx: error: unknown command 'ru'\n"
				     "kxx: note: did you mean 'kxx run'?\n");
	EXPECT_EQ(kxx({ "kernel", "fech", "6.12" }).err, "kxx: error: unknown command 'fech'\n"
							 "kxx: note: did you mean 'kxx kernel fetch'?\n");
	EXPECT_EQ(kxx({ "kernel", "frobnicate" }).err,
		  "kxx: error: unknown command 'frobnicate'\n"
		  "kxx: note: kxx kernel has the commands list, fetch, build, rm, path\n");
	EXPECT_EQ(kxx({ "--frobnicate" }).err.substr(0, 43), "kxx: error: unknown option '--frobnicate'\nk");
}

TEST_F(Cli, SurplusArguments)
{
	write("a.o", "");
	const std::vector<std::vector<std::string>> commands = {
		{ "kernel", "list", "surplus" },
		{ "kernel", "fetch", "6.12", "surplus" },
		{ "kernel", "build", "debug", "surplus" },
		{ "kernel", "rm", "6.12", "surplus" },
		{ "kernel", "path", "6.12", "surplus" },
		{ "new", "name", "surplus" },
		{ "build", ".", "surplus" },
		{ "doctor", "surplus" },
		{ "size", "a.o", "surplus" },
		{ "symbolize", "a.o", "surplus" },
		{ "compile-commands", ".", "surplus" },
	};

	for (const std::vector<std::string> &command : commands) {
		RunResult result = kxx(command);
		const std::string words = command[0] + " " + command[1];

		EXPECT_EQ(result.status, 2) << words << result.out;
		EXPECT_NE(result.err.find("surplus"), std::string::npos) << words << ": " << result.err;
	}
}

TEST_F(Cli, HelpOfEverything)
{
	RunResult result = kxx({ "--help" });

	EXPECT_EQ(result.status, 0);
	EXPECT_NE(result.out.find("Exit codes: 0 clean, 1 a fault was found, 2 usage or environment."),
		  std::string::npos);
}

TEST_F(Cli, Version)
{
	RunResult result = kxx({ "--version" });

	EXPECT_EQ(result.status, 0);
	EXPECT_TRUE(result.out.starts_with("kxx "));
}

TEST_F(Cli, MissingArguments)
{
	for (const char *command : { "new", "gate", "size" }) {
		RunResult result = kxx({ command });

		EXPECT_EQ(result.status, 2) << command;
		EXPECT_NE(result.err.find("is required"), std::string::npos) << result.err;
	}
}

TEST_F(Cli, AbsentFiles)
{
	for (const char *command : { "gate", "size" }) {
		RunResult result = kxx({ command, "absent.o" });

		EXPECT_EQ(result.status, 2) << command;
		EXPECT_NE(result.err.find("File does not exist: absent.o"), std::string::npos);
	}
	EXPECT_EQ(kxx({ "compile-commands", "absent" }).status, 2);
	EXPECT_EQ(kxx({ "build", "absent" }).status, 2);
}

TEST_F(Cli, BindgenMissing)
{
	// A copy of the command without the generator in its directory.
	fs::create_directory(directory / "bin");
	fs::copy_file(KXX_PROGRAM, directory / "bin" / "kxx");
	RunResult result = run({ (directory / "bin" / "kxx").string(), "bindgen", "--kernel-build", "x" });

	EXPECT_EQ(result.status, 2);
	EXPECT_EQ(result.err, "kxx: error: cannot run '" + (directory / "bin/kxx-bindgen").string() +
				      "': No such file or directory\n"
				      "kxx: note: run make in the kxx checkout, or install kxx again\n");
}

TEST_F(Cli, BindgenGetsAllArguments)
{
	fs::create_directory(directory / "bin");
	fs::copy_file(KXX_PROGRAM, directory / "bin" / "kxx");
	write_program("bin/kxx-bindgen", "echo \"$@\"; exit 7");
	RunResult result =
		run({ (directory / "bin" / "kxx").string(), "bindgen", "--kernel-build", "x", "list", "--verbose" });

	EXPECT_EQ(result.status, 7);
	EXPECT_EQ(result.out, "--kernel-build x list --verbose\n");
}

// Runs kxx build with a kernel whose make prints what the test wants.

class Build : public Workshop {
protected:
	Build()
	{
		write("module/Kbuild", "obj-m := m.o\n");
		write("kernel/include/config/auto.conf", "CONFIG_MODULES=y\n");
		write("kernel/include/config/kernel.release", "9.9.9-test\n");
	}

	RunResult build(const std::string &makefile, std::vector<std::string> more = {})
	{
		write("kernel/Makefile", makefile);
		more.insert(more.begin(), { "build", "module", "--kernel", (directory / "kernel").string() });
		return kxx(more);
	}
};

TEST_F(Build, Succeeds)
{
	RunResult result = build("modules:\n\t@echo '  CXX [M]  m.lto.o'\n");

	EXPECT_EQ(result.status, 0) << result.err;
	EXPECT_EQ(result.err, "");
	EXPECT_EQ(result.out, "");
}

TEST_F(Build, GivesKbuildWhatItNeeds)
{
	RunResult result = build("modules:\n\t@echo 'error: M=$(M) PAHOLE=$(PAHOLE)'; false\n");

	EXPECT_NE(result.err.find("error: M=" + fs::canonical(directory / "module").string() + " PAHOLE="),
		  std::string::npos)
		<< result.err;
	EXPECT_NE(result.err.find("/kbuild/pahole"), std::string::npos);
}

TEST_F(Build, ErrorsComeFirst)
{
	RunResult result = build("modules:\n"
				 "\t@echo 'a.cpp:3:1: warning: odd' >&2\n"
				 "\t@echo \"b.cpp:4:2: error: '_ZN4disk5flushEi' is wrong\" >&2\n"
				 "\t@echo '    4 |  code' >&2\n"
				 "\t@false\n");

	EXPECT_EQ(result.status, 1);
	EXPECT_EQ(result.err, "b.cpp:4:2: error: 'disk::flush(int)' is wrong\n"
			      "    4 |  code\n"
			      "a.cpp:3:1: warning: odd\n"
			      "kxx: error: the build for kernel 9.9.9-test failed\n");
}

TEST_F(Build, ManyErrorsAreCut)
{
	RunResult result = build("modules:\n\t@for i in $$(seq 25); do echo \"a.cpp:$$i:1: error: e$$i\"; "
				 "done; false\n");

	EXPECT_NE(result.err.find("a.cpp:20:1: error: e20\nand 5 more errors; kxx build -v shows all\n"),
		  std::string::npos)
		<< result.err;
}

TEST_F(Build, VerboseShowsEverything)
{
	RunResult result = build("modules:\n\t@echo all of it V=$(V)\n", { "-v" });

	EXPECT_EQ(result.status, 0);
	EXPECT_NE(result.out.find("all of it V=1"), std::string::npos);
}

TEST_F(Build, SilentFailureShowsAll)
{
	RunResult result = build("modules:\n\t@echo something odd; false\n");

	EXPECT_EQ(result.status, 1);
	EXPECT_NE(result.err.find("something odd"), std::string::npos);
	EXPECT_NE(result.err.find("kxx: note: kxx doctor looks for what is missing\n"), std::string::npos);
}

TEST_F(Build, NoModuleHere)
{
	fs::create_directory(directory / "empty");
	RunResult result = kxx({ "build", "empty" });

	EXPECT_EQ(result.status, 2);
	EXPECT_NE(result.err.find("holds no module: there is no Kbuild file\n"
				  "kxx: note: kxx new NAME makes a module to start from\n"),
		  std::string::npos)
		<< result.err;
}

TEST_F(Build, RefusesWhatKbuildCannotHandle)
{
	for (const char *name : { "New folder", "it's", "a=b", "a$b" }) {
		write(std::string(name) + "/Kbuild", "obj-m := m.o\n");
		RunResult result = kxx({ "build", name });

		EXPECT_EQ(result.status, 2);
		EXPECT_NE(result.err.find("kxx: error: Kbuild cannot build in '" +
					  fs::canonical(directory / name).string() +
					  "', whose name has a space or one of "),
			  std::string::npos)
			<< result.err;
	}
}

TEST_F(Build, TakesWhatKbuildCanHandle)
{
	write("kernel/Makefile", "modules:\n\t@echo 'error: M=$(M)'; false\n");
	for (const char *name : { "a~b+c@d", "{ä}!^", "-x" }) {
		write("in/" + std::string(name) + "/Kbuild", "obj-m := m.o\n");
		RunResult result =
			kxx({ "build", "in/" + std::string(name), "--kernel", (directory / "kernel").string() });

		EXPECT_NE(result.err.find("error: M=" + fs::canonical(directory / "in" / name).string()),
			  std::string::npos)
			<< result.err;
	}
}

TEST_F(Build, UnknownKernel)
{
	RunResult result = kxx({ "build", "module", "--kernel", "nonsense" });

	EXPECT_EQ(result.status, 2);
	EXPECT_TRUE(result.err.starts_with("kxx: error: unknown kernel 'nonsense'"));
}

TEST_F(Build, JobsAreANumber)
{
	EXPECT_EQ(kxx({ "build", "module", "-j", "many" }).status, 2);
	EXPECT_EQ(kxx({ "build", "module", "-j", "0" }).status, 2);
}

} // namespace
} // namespace kxx::test
