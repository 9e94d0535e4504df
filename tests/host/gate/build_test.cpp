// SPDX-License-Identifier: GPL-2.0
//! Findings about the whole build, and the command's exit codes and output.
#include <nlohmann/json.hpp>

#include "workshop.hpp"

namespace kxx::test {
namespace {

class GateBuild : public GateWorkshop {
protected:
	Lines findings(const gate::Context &context)
	{
		Lines lines;

		for (const gate::Finding &finding : gate::inspect_build(context))
			lines.push_back(finding.text("kxx"));
		return lines;
	}

	/// A compiler that says it is `version`.
	std::string fake_compiler(const std::string &version)
	{
		return write_program("fake-g++", "echo " + version).string();
	}

	RunResult kxx(std::vector<std::string> arguments)
	{
		arguments.insert(arguments.begin(), "gate");
		return Workshop::kxx(std::move(arguments));
	}
};

TEST_F(GateBuild, Randstruct)
{
	for (const char *option : { "CONFIG_RANDSTRUCT=y\n", "CONFIG_GCC_PLUGIN_RANDSTRUCT=y\n" })
		EXPECT_EQ(findings(configured(option)),
			  Lines({ "kxx: error: the kernel shuffles the layout of its structures "
				  "(CONFIG_RANDSTRUCT), and g++ cannot follow it [randstruct]" }));
	EXPECT_EQ(findings(configured("CONFIG_RANDSTRUCT_NONE=y\n")), Lines());
}

TEST_F(GateBuild, Kcfi)
{
	EXPECT_EQ(findings(configured("CONFIG_CFI_CLANG=y\n")),
		  Lines({ "kxx: error: the kernel checks every indirect call (CONFIG_CFI_CLANG), and g++ "
			  "emits no type hashes [kcfi]" }));
}

TEST_F(GateBuild, CompilerVersion)
{
	gate::Context context = configured("");

	context.compiler = fake_compiler("12.2.0");
	EXPECT_EQ(findings(context), Lines());
	context.compiler = fake_compiler("13.1.0");
	auto found = gate::inspect_build(context);
	ASSERT_EQ(found.size(), 1u);
	EXPECT_EQ(found[0].text("kxx"), "kxx: warning: the module was compiled by g++ 13.1.0, the kernel "
					"by GCC 12.2.0 [compiler-version]");
	EXPECT_EQ(found[0].note, "apt-get install g++-12, and build with CXX=g++-12");
	context.compiler = "/does/not/exist";
	EXPECT_EQ(findings(context), Lines({ "kxx: warning: '/does/not/exist' does not report its version "
					     "[compiler-version]" }));
}

TEST_F(GateBuild, ClangKernel)
{
	gate::Context context;

	write("clang/include/config/auto.conf", "CONFIG_CC_IS_CLANG=y\n"
						"CONFIG_CC_VERSION_TEXT=\"Debian clang version 19.1.7\"\n");
	context.kernel.emplace(directory / "clang");
	context.compiler = fake_compiler("12.2.0");
	EXPECT_EQ(findings(context), Lines({ "kxx: warning: the kernel was built by 'Debian clang version "
					     "19.1.7', not by GCC [compiler-version]" }));
}

TEST_F(GateBuild, CleanObjectIsSilent)
{
	compile("int f() { return 1; }\n");
	RunResult result = kxx({ "test.o", "--kernel-build", kernel().string() });

	EXPECT_EQ(result.status, 0);
	EXPECT_EQ(result.out, "");
	EXPECT_EQ(result.err, "");
}

TEST_F(GateBuild, RefusalPrintsTheNoteAndExitsOne)
{
	compile("thread_local int depth;\nint enter() { return ++depth; }\n");
	RunResult result = kxx({ "test.o" });

	EXPECT_EQ(result.status, 1);
	EXPECT_EQ(result.err, "test.cpp:1: error: 'depth' is thread_local, which the kernel does not have "
			      "[thread-local]\n"
			      "note: use a per-CPU variable, or keep the value in the object that the "
			      "thread works on\n");
}

TEST_F(GateBuild, WarningAloneExitsZero)
{
	compile("int f() { return 1; }\n");
	RunResult result =
		kxx({ "test.o", "--kernel-build", kernel().string(), "--compiler", fake_compiler("13.1.0") });

	EXPECT_EQ(result.status, 0);
	EXPECT_NE(result.err.find("kxx: warning: the module was compiled by g++ 13.1.0"), std::string::npos);
}

TEST_F(GateBuild, FlagFilesAreCompared)
{
	compile("int f() { return 1; }\n");
	write("flags", "-O2\n-mcmodel=small\n");
	write("kernel-flags", "-O2\n-mcmodel=kernel\n");
	RunResult result = kxx({ "test.o", "--flags", "flags", "--kernel-flags", "kernel-flags" });

	EXPECT_EQ(result.status, 1);
	EXPECT_EQ(result.err, "kxx: error: the C++ code is built with '-mcmodel=small', the kernel with "
			      "'-mcmodel=kernel' [abi-flag]\n"
			      "note: compile every C++ file of the module with '-mcmodel=kernel'\n");
}

TEST_F(GateBuild, SymversBeforeTheObject)
{
	compile("int g();\nint f() { return g(); }\n");
	write("a.symvers", "0x1\t_Z1gv\tother\tEXPORT_SYMBOL\t\n");
	write("b.symvers", "0x1\t_Z1hv\tother\tEXPORT_SYMBOL\t\n");
	EXPECT_EQ(kxx({ "--symvers", "a.symvers", "--symvers", "b.symvers", "test.o" }).status, 0);
	EXPECT_EQ(kxx({ "--symvers", "b.symvers", "test.o" }).status, 1);
}

TEST_F(GateBuild, Json)
{
	compile("thread_local int depth;\nint enter() { return ++depth; }\n");
	RunResult result = kxx({ "--json", "test.o" });
	auto json = nlohmann::json::parse(result.out);

	EXPECT_EQ(result.status, 1);
	EXPECT_EQ(result.err, "");
	ASSERT_EQ(json.size(), 1u);
	EXPECT_EQ(json[0]["object"], "test.o");
	EXPECT_EQ(json[0]["findings"][0]["rule"], "thread-local");
	EXPECT_EQ(json[0]["findings"][0]["severity"], "error");
	EXPECT_EQ(json[0]["findings"][0]["file"], "test.cpp");
	EXPECT_EQ(json[0]["findings"][0]["line"], 1);
}

TEST_F(GateBuild, UsageAndEnvironmentExitTwo)
{
	EXPECT_EQ(kxx({}).status, 2);
	EXPECT_EQ(kxx({ "absent.o" }).status, 2);
	write("text.o", "text\n");
	RunResult result = kxx({ "text.o" });
	EXPECT_EQ(result.status, 2);
	EXPECT_EQ(result.err, "kxx: error: 'text.o' is not an ELF file\n");
	compile("int f() { return 1; }\n");
	fs::create_directory(directory / "empty");
	result = kxx({ "test.o", "--kernel-build", "empty" });
	EXPECT_EQ(result.status, 2);
	EXPECT_TRUE(result.err.starts_with("kxx: error: 'empty' is not a kernel build directory"));
}

} // namespace
} // namespace kxx::test
