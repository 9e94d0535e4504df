// SPDX-License-Identifier: GPL-2.0
//! Converts Kbuild's saved commands for clangd.
#include "doctor/compile_commands.hpp"

#include <nlohmann/json.hpp>

#include "workshop.hpp"

namespace kxx::test {
namespace {

TEST(SplitCommand, AsTheShellDoes)
{
	EXPECT_EQ(split_command("g++ -DA='\"x\"' -I\"a b\" c\\ d"), Lines({ "g++", "-DA=\"x\"", "-Ia b", "c d" }));
	EXPECT_EQ(split_command("gcc -c a.c ; ./objtool a.o"), Lines({ "gcc", "-c", "a.c" }));
	EXPECT_EQ(split_command("gcc -c a.c && x"), Lines({ "gcc", "-c", "a.c" }));
	EXPECT_EQ(split_command("a  $$b '' "), Lines({ "a", "$b", "" }));
	EXPECT_EQ(split_command("-D'A=;'"), Lines({ "-DA=;" }));
	EXPECT_EQ(split_command(""), Lines());
}

TEST(ForClang, DropsWhatOnlyGccKnows)
{
	EXPECT_EQ(for_clang({ "x86_64-linux-gnu-g++-12", "-O2", "-mindirect-branch=thunk-extern", "-mrecord-mcount",
			      "-flto", "-fno-fat-lto-objects", "--param", "x=1", "-Wp,-MMD,.a.d", "-Werror=return-type",
			      "-mcmodel=kernel", "-DX", "-c", "-o", "a.o", "a.cpp" }),
		  Lines({ "clang++", "-Wno-unknown-warning-option", "-Wno-ignored-optimization-argument",
			  "-Wno-unknown-attributes", "-Wno-invalid-constexpr", "-O2", "-mcmodel=kernel", "-DX", "-c",
			  "-o", "a.o", "a.cpp" }));
	EXPECT_EQ(for_clang({ "ccache", "gcc-12", "-c", "a.c" }).front(), "clang");
}

class CompileCommands : public Workshop {
protected:
	CompileCommands()
	{
		write("module/.main.lto.o.cmd",
		      "savedcmd_/m/main.lto.o := g++-12 -include "
		      "/k/build/include/generated/autoconf.h -flto -c -o /m/main.lto.o /m/main.cpp\n\n"
		      "source_/m/main.lto.o := /m/main.cpp\n");
		write("module/.old.o.cmd", "cmd_/m/old.o := gcc-12 -I./include -c -o /m/old.o /m/old.c ; "
					   "./tools/objtool/objtool /m/old.o\n");
		write("module/.m.mod.o.cmd", "savedcmd_m.mod.o := gcc-12 -c -o m.mod.o m.mod.c\n");
		write("module/.m.o.cmd", "savedcmd_m.o := ld -r -o m.o main.o\n");
	}
};

TEST_F(CompileCommands, Collected)
{
	RunResult result = kxx({ "compile-commands", "module" });

	EXPECT_EQ(result.status, 0) << result.err;
	EXPECT_EQ(result.out, "module/compile_commands.json: 2 files\n");
	auto json = nlohmann::json::parse(read("module/compile_commands.json"));
	ASSERT_EQ(json.size(), 2u);
	EXPECT_EQ(json[0]["file"], "/m/main.cpp");
	EXPECT_EQ(json[0]["directory"], "/k/build");
	EXPECT_EQ(json[0]["output"], "/m/main.lto.o");
	EXPECT_EQ(json[0]["arguments"][0], "clang++");
	EXPECT_EQ(json[1]["file"], "/m/old.c");
	EXPECT_EQ(json[1]["directory"], "/k/build");
	EXPECT_EQ(json[1]["arguments"].back(), "/m/old.c");
}

TEST_F(CompileCommands, GoesToTheFileItIsTold)
{
	EXPECT_EQ(kxx({ "compile-commands", "module", "--output", "out.json" }).status, 0);
	EXPECT_TRUE(fs::exists(directory / "out.json"));
}

TEST_F(CompileCommands, NothingBuilt)
{
	fs::create_directory(directory / "empty");
	RunResult result = kxx({ "compile-commands", "empty" });

	EXPECT_EQ(result.status, 1);
	EXPECT_NE(result.err.find("kxx: note: build the module first: kxx build\n"), std::string::npos);
}

} // namespace
} // namespace kxx::test
