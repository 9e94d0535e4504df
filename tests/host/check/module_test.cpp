// SPDX-License-Identifier: GPL-2.0
//! Which modules a path leads to, and how their files are compiled.
#include "check/module.hpp"

#include "bench.hpp"

namespace kxx::test {
namespace {
using check::Module;
using check::Selection;

class CheckModules : public CheckBench {
protected:
	Selection select(std::vector<std::string> names, const std::string &module = "")
	{
		std::vector<fs::path> paths;

		for (const std::string &name : names)
			paths.push_back(directory / name);
		return check::select_modules(paths, module);
	}

	void refuse(const std::string &name, const std::string &error, const std::string &note)
	{
		try {
			select({ name });
			ADD_FAILURE() << name << " is accepted";
		} catch (const Failure &failure) {
			EXPECT_EQ(failure.what(), error);
			EXPECT_EQ(failure.note, note);
			EXPECT_EQ(failure.fault, Fault::Environment);
		}
	}
};

TEST(ForChecker, LeavesOutWhatWritesOrHides)
{
	EXPECT_EQ(check::for_checker({ "clang++", "-DX", "-ffreestanding", "-fno-builtin", "-fno-builtin-memcpy", "-c",
				       "-o", "a.o", "a.cpp" }),
		  Lines({ "clang++", "-DX", "-fsyntax-only", "a.cpp" }));
}

TEST_F(CheckModules, OneModule)
{
	module("echo", "");
	const Selection selection = select({ "echo" });

	ASSERT_EQ(selection.modules.size(), 1u);
	EXPECT_TRUE(selection.failures.empty());
	EXPECT_TRUE(selection.warnings.empty());
	const Module &echo = selection.modules[0];
	EXPECT_EQ(echo.name, "echo");
	EXPECT_EQ(echo.directory, directory / "echo");
	EXPECT_TRUE(echo.only.empty());
	ASSERT_EQ(echo.sources.size(), 1u);
	EXPECT_EQ(echo.sources[0].file, directory / "echo/echo.cpp");
	EXPECT_EQ(echo.sources[0].arguments.front(), "clang++");
	EXPECT_EQ(echo.sources[0].arguments.back(), in("echo/echo.cpp"));
}

TEST_F(CheckModules, SeveralBelowADirectory)
{
	module("drivers/b", "");
	module("drivers/a", "");
	module("drivers/a/inner", "");
	write("drivers/Kbuild", "obj-m := a/\n");
	write("drivers/.hidden/Kbuild", "include kbuild/kxx.mk\n");
	write("drivers/made/CMakeCache.txt", "");
	write("drivers/made/Kbuild", "include kbuild/kxx.mk\n");
	write("drivers/c_only/Kbuild", "obj-m := c.o # not kbuild/kxx.mk\n");
	const Selection selection = select({ "drivers" });

	ASSERT_EQ(selection.modules.size(), 3u);
	EXPECT_EQ(selection.modules[0].directory, directory / "drivers/a");
	// The inner module's file is its own.
	EXPECT_EQ(selection.modules[0].sources.size(), 1u);
	EXPECT_EQ(selection.modules[1].directory, directory / "drivers/a/inner");
	EXPECT_EQ(selection.modules[2].directory, directory / "drivers/b");
}

TEST_F(CheckModules, TwoInOneDirectory)
{
	module("pair", "");
	for (const char *file : { "main", "left", "right" }) {
		write(std::string("pair/") + file + ".cpp", "");
		compiled("pair", file);
	}
	linked("pair", "pair", { "pair", "left" });
	linked("pair", "other", { "main", "right" });
	const Selection selection = select({ "pair" });

	ASSERT_EQ(selection.modules.size(), 2u);
	EXPECT_EQ(selection.modules[0].name, "other");
	EXPECT_EQ(selection.modules[0].sources.size(), 2u);
	EXPECT_EQ(selection.modules[1].name, "pair");
	ASSERT_EQ(select({ "pair" }, "other").modules.size(), 1u);
	EXPECT_THROW(select({ "pair" }, "third"), Failure);
}

TEST_F(CheckModules, AFailedLink)
{
	module("echo", "");
	fs::remove(directory / "echo/.echo.kxx.o.cmd");
	ASSERT_EQ(select({ "echo" }).modules.size(), 1u);
	EXPECT_EQ(select({ "echo" }).modules[0].sources.size(), 1u);
}

TEST_F(CheckModules, SingleFiles)
{
	module("echo", "");
	write("echo/shared.hpp", "");
	for (const char *file : { "echo/echo.cpp", "echo/shared.hpp" }) {
		const Selection selection = select({ file });

		EXPECT_TRUE(selection.failures.empty()) << file;
		ASSERT_EQ(selection.modules.size(), 1u);
		EXPECT_EQ(selection.modules[0].only, std::vector<fs::path>{ directory / file });
	}
	// The whole directory includes the file.
	EXPECT_TRUE(select({ "echo/echo.cpp", "echo" }).modules[0].only.empty());
	EXPECT_TRUE(select({ "echo", "echo/echo.cpp" }).modules[0].only.empty());
}

TEST_F(CheckModules, FilesThatWereNotCompiled)
{
	module("echo", "");
	write("echo/new.cpp", "");
	write("echo/unused.hpp", "");
	for (const char *file : { "new.cpp", "unused.hpp" }) {
		const Selection selection = select({ std::string("echo/") + file });

		ASSERT_EQ(selection.failures.size(), 1u) << file;
		EXPECT_EQ(selection.failures[0].what(), "'" + std::string(file) +
								"' is not part of the last build of the module in '" +
								in("echo") + "'");
		EXPECT_EQ(selection.failures[0].note,
			  "that build compiled echo.cpp; build again after a change of the Kbuild file");
	}
	EXPECT_EQ(select({ "echo" }).warnings,
		  Lines({ "'" + in("echo/new.cpp") + "' is not part of the last build, so it is not checked" }));
}

TEST_F(CheckModules, NotBuilt)
{
	module("echo", "");
	write("young/Kbuild", "obj-m := young.o\ninclude $(shell kxx --root)/kbuild/kxx.mk\n");
	const Selection selection = select({ "." });

	EXPECT_EQ(selection.modules.size(), 1u);
	ASSERT_EQ(selection.failures.size(), 1u);
	EXPECT_EQ(selection.failures[0].what(),
		  "the module in '" + in("young") + "' was not built yet, so nobody knows how to compile it");
	EXPECT_EQ(selection.failures[0].note, "build it first: kxx build, or make");
}

TEST_F(CheckModules, BuiltWithWhatIsGone)
{
	module("echo", "");
	fs::remove_all(directory / "root");
	const Selection selection = select({ "echo" });

	ASSERT_EQ(selection.failures.size(), 1u);
	EXPECT_EQ(selection.failures[0].what(),
		  "'" + in("root") + "', which the last build of the module in '" + in("echo") + "' used, is gone");
}

TEST_F(CheckModules, NoModule)
{
	write("empty/x.cpp", "");
	refuse("empty", "no module in or below '" + in("empty") + "': no Kbuild file there includes kbuild/kxx.mk",
	       "kxx new NAME makes a module to start from");
	refuse("empty/x.cpp",
	       "no module around '" + in("empty/x.cpp") + "': no Kbuild file there includes kbuild/kxx.mk",
	       "kxx new NAME makes a module to start from");
	refuse("absent", "no such file: '" + in("absent") + "'", "");
}

} // namespace
} // namespace kxx::test
