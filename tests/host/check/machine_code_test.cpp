// SPDX-License-Identifier: GPL-2.0
//! Traps and stack depth in the machine code of small objects.
#include "check/machine_code.hpp"

#include <sstream>

#include "bench.hpp"

namespace kxx::check {
namespace {

namespace fs = std::filesystem;

/// Every function stays one of its own.
constexpr char head[] = "#define OWN [[gnu::noipa]]\n"
			"extern \"C\" int init_module();\n"
			"extern \"C\" void use(char *);\n"
			"extern \"C\" int number();\n"
			"#define UD2(flags) asm volatile(\"1: ud2\\n.pushsection __bug_table, \\\"aw\\\"\\n\" \\\n"
			"	\".long 1b - .\\n.long 0\\n.word 7\\n.word \" #flags \"\\n.popsection\")\n"
			"#line 1\n";

class Code : public test::CheckBench {
protected:
	fs::path compile(const std::string &name, const std::string &source)
	{
		const fs::path file = write(name + ".cpp", head + source), object = directory / (name + ".o");
		const RunResult result =
			run({ "g++", "-std=gnu++20", "-O2", "-g", "-fno-pic", "-mcmodel=kernel", "-mno-red-zone",
			      "-fno-exceptions", "-fno-stack-protector", "-fno-asynchronous-unwind-tables",
			      "-fcf-protection=none", "-fstack-usage", "-c", file.string(), "-o", object.string() },
			    { .directory = directory });

		EXPECT_TRUE(result.ok()) << result.err;
		return object;
	}

	std::vector<Finding> traps(const std::string &source)
	{
		return MachineCode(compile("m", source)).traps(directory);
	}
	StackUse stack(const std::string &source) { return MachineCode(compile("m", source)).deepest_path(); }

	/// What g++ itself says about the frame of a function.
	std::uint64_t said_by_compiler(const std::string &function) const
	{
		std::istringstream lines(read("m.su"));

		for (std::string line; std::getline(lines, line);)
			if (line.find(function) != line.npos)
				return std::stoull(line.substr(line.find('\t') + 1));
		return 0;
	}
};

TEST_F(Code, ATrapAndTheWayThere)
{
	const auto found = traps("OWN static int helper(int x)\n"
				 "{\n"
				 "	if (x == 3)\n"
				 "		__builtin_trap();\n"
				 "	return x + 1;\n"
				 "}\n"
				 "int init_module()\n"
				 "{\n"
				 "	return helper(number());\n"
				 "}\n");

	ASSERT_EQ(found.size(), 1u);
	EXPECT_EQ(found[0].rule, "trap");
	EXPECT_EQ(found[0].message, "the instruction ud2 in 'helper(int)' stops the machine");
	EXPECT_EQ(found[0].place.line, 4u);
	ASSERT_EQ(found[0].trace.size(), 1u);
	EXPECT_EQ(found[0].trace[0].message, "'init_module' calls 'helper(int)' here");
	EXPECT_EQ(found[0].trace[0].place.line, 9u);
}

TEST_F(Code, AWarningIsNoTrap)
{
	const auto found = traps("int init_module()\n"
				 "{\n"
				 "	if (number())\n"
				 "		UD2(1);\n"
				 "	if (number())\n"
				 "		UD2(0);\n"
				 "	return 0;\n"
				 "}\n");

	ASSERT_EQ(found.size(), 1u);
	EXPECT_EQ(found[0].place.line, 6u);
}

TEST_F(Code, AFunctionOfTheKernelThatStops)
{
	const auto found = traps("extern \"C\" [[noreturn]] void panic(const char *, ...);\n"
				 "int init_module()\n"
				 "{\n"
				 "	if (number())\n"
				 "		panic(\"no\");\n"
				 "	return 0;\n"
				 "}\n");

	ASSERT_EQ(found.size(), 1u);
	EXPECT_EQ(found[0].message, "panic() in 'init_module' stops the machine");
	EXPECT_EQ(found[0].place.line, 5u);
}

TEST_F(Code, OnlyWhatCanBeReached)
{
	// The address of one function is in a table; nobody can call the other one.
	const auto found = traps("OWN static void called() { __builtin_trap(); }\n"
				 "OWN void nobody() { __builtin_trap(); }\n"
				 "extern void (*const table[])();\n"
				 "void (*const table[])() = { called };\n");

	ASSERT_EQ(found.size(), 1u);
	EXPECT_EQ(found[0].function, "called()");
	EXPECT_TRUE(found[0].trace.empty());
}

TEST_F(Code, TheUsersOwnPlace)
{
	write("elsewhere/check.hpp", "inline void check(int x) { if (x) __builtin_trap(); }\n");
	fs::create_directories(directory / "echo");
	const fs::path object = compile("echo/m", "#include \"../elsewhere/check.hpp\"\n"
						  "int init_module()\n"
						  "{\n"
						  "	check(number());\n"
						  "	return 0;\n"
						  "}\n");
	const auto found = MachineCode(object).traps(directory / "echo");

	ASSERT_EQ(found.size(), 1u);
	EXPECT_EQ(found[0].place.file, in("echo/m.cpp"));
	EXPECT_EQ(found[0].place.line, 4u);
	ASSERT_EQ(found[0].trace.size(), 1u);
	EXPECT_EQ(found[0].trace[0].place.file, in("elsewhere/check.hpp"));
}

TEST_F(Code, TheDeepestPath)
{
	const StackUse use = stack("OWN static int leaf(int x)\n"
				   "{\n"
				   "	char bytes[100];\n"
				   "	use(bytes);\n"
				   "	return bytes[x];\n"
				   "}\n"
				   "OWN static int flat(int x) { return x * number(); }\n"
				   "OWN static int deep(int x)\n"
				   "{\n"
				   "	char bytes[4000];\n"
				   "	use(bytes);\n"
				   "	return leaf(x) + bytes[x];\n"
				   "}\n"
				   "int init_module()\n"
				   "{\n"
				   "	return flat(1) + deep(2) + flat(3);\n"
				   "}\n");

	ASSERT_EQ(use.path.size(), 3u);
	EXPECT_EQ(use.path[0].function, "init_module");
	EXPECT_EQ(use.path[1].function, "deep(int)");
	EXPECT_EQ(use.path[1].place.line, 12u);
	EXPECT_EQ(use.path[2].function, "leaf(int)");
	EXPECT_EQ(use.path[0].bytes + use.path[1].bytes + use.path[2].bytes, use.bytes);
	EXPECT_EQ(use.path[0].bytes, said_by_compiler("init_module"));
	EXPECT_EQ(use.path[1].bytes, said_by_compiler("deep"));
	EXPECT_EQ(use.path[2].bytes, said_by_compiler("leaf"));
	EXPECT_FALSE(use.recursive);
	EXPECT_FALSE(use.through_pointer);
}

TEST_F(Code, RecursionAndPointers)
{
	const StackUse use = stack("OWN static int down(int x, int (*next)())\n"
				   "{\n"
				   "	char bytes[64];\n"
				   "	use(bytes);\n"
				   "	return x ? down(x - 1, next) + bytes[0] : next() + bytes[1];\n"
				   "}\n"
				   "int init_module()\n"
				   "{\n"
				   "	return down(number(), number);\n"
				   "}\n");

	EXPECT_TRUE(use.recursive);
	EXPECT_TRUE(use.through_pointer);
}

TEST_F(Code, AFramePointer)
{
	// What follows an early return has the whole frame again.
	const StackUse use = stack("[[gnu::noipa, gnu::optimize(\"no-omit-frame-pointer\")]] static int leaf(int x)\n"
				   "{\n"
				   "	char bytes[512];\n"
				   "	if (x == 1)\n"
				   "		return 0;\n"
				   "	use(bytes);\n"
				   "	return bytes[x];\n"
				   "}\n"
				   "int init_module() { return leaf(number()) + 1; }\n");

	ASSERT_EQ(use.path.size(), 2u);
	EXPECT_EQ(use.path[1].bytes, said_by_compiler("leaf"));
}

TEST_F(Code, OnTheCommandLine)
{
	module("echo", "int x;\n");
	RunResult result = check({ "echo", "--traps" });
	EXPECT_EQ(result.status, 2);
	EXPECT_EQ(result.err, "kxx: error: the module 'echo' was not linked\n"
			      "kxx: note: build it first: kxx build, or make\n");

	fs::rename(compile("echo/echo", "int init_module()\n"
					"{\n"
					"	char bytes[9000];\n"
					"	use(bytes);\n"
					"	if (bytes[1])\n"
					"		__builtin_trap();\n"
					"	return 0;\n"
					"}\n"),
		   directory / "echo/echo.ko");
	result = check({ "echo", "--traps" });
	EXPECT_EQ(result.status, 1);
	EXPECT_TRUE(result.out.starts_with("echo/echo.cpp:6: error: the instruction ud2 in 'init_module' stops the "
					   "machine [kxx-trap]\n"))
		<< result.out;
	EXPECT_NE(result.out.find("\n1 error in 1 module\n"), result.out.npos) << result.out;

	result = check({ "echo", "--stack" });
	EXPECT_EQ(result.status, 1);
	EXPECT_TRUE(result.out.starts_with("echo: 90")) << result.out;
	EXPECT_NE(result.out.find(" of 8192 bytes on the deepest path of calls\n"), result.out.npos) << result.out;
	EXPECT_NE(result.out.find(" [kxx-stack-depth]\n"), result.out.npos) << result.out;

	result = check({ "echo", "--stack", "--json" });
	const auto all = nlohmann::json::parse(result.out);
	EXPECT_EQ(all["stacks"][0]["module"], "echo");
	EXPECT_EQ(all["stacks"][0]["limit"], 8192);
	EXPECT_EQ(all["stacks"][0]["path"][0]["function"], "init_module");
	EXPECT_EQ(all["stacks"][0]["path"][0]["file"], "echo/echo.cpp");
}

} // namespace
} // namespace kxx::check
