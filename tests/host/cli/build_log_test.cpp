// SPDX-License-Identifier: GPL-2.0
//! How kxx build reports a build's output.
#include "doctor/build_log.hpp"

#include <gtest/gtest.h>

namespace kxx::test {
namespace {
using Lines = std::vector<std::string>;

TEST(BuildLog, Clean)
{
	BuildLog log = read_build_log("make: Entering directory '/x'\n"
				      "  CXX [M]  /x/hello.lto.o\n"
				      "  LTO [M]  hello.kxx.o\n"
				      "  MODPOST Module.symvers\n"
				      "Skipping BTF generation for hello.ko due to unavailability of vmlinux\n"
				      "make: Leaving directory '/x'\n");

	EXPECT_EQ(log.errors, Lines());
	EXPECT_EQ(log.warnings, Lines());
	EXPECT_EQ(log.notes, Lines());
}

TEST(BuildLog, CompilerErrorKeepsItsLines)
{
	BuildLog log = read_build_log("  CXX [M]  hello.lto.o\n"
				      "hello.cpp: In function 'int f()':\n"
				      "hello.cpp:3:9: error: 'x' was not declared\n"
				      "    3 |  return x;\n"
				      "      |         ^\n"
				      "make[2]: *** [kxx.mk:9: hello.lto.o] Error 1\n"
				      "make[1]: *** [Makefile:1: /x] Error 2\n");

	EXPECT_EQ(log.errors, Lines({ "hello.cpp: In function 'int f()':\n"
				      "hello.cpp:3:9: error: 'x' was not declared\n"
				      "    3 |  return x;\n"
				      "      |         ^" }));
}

TEST(BuildLog, GateRefusalKeepsItsNote)
{
	BuildLog log = read_build_log(
		"hello.cpp:3: error: 'x' is thread_local, which the kernel does not have [thread-local]\n"
		"note: use a per-CPU variable\n");

	EXPECT_EQ(log.errors, Lines({ "hello.cpp:3: error: 'x' is thread_local, which the kernel does "
				      "not have [thread-local]\nnote: use a per-CPU variable" }));
}

TEST(BuildLog, UndefinedSymbolIsExplained)
{
	BuildLog log = read_build_log("ERROR: modpost: \"_ZN4disk5flushEi\" [/x/hello.ko] undefined!\n");

	EXPECT_EQ(log.errors, Lines({ "ERROR: modpost: \"disk::flush(int)\" [/x/hello.ko] undefined!" }));
	EXPECT_EQ(log.notes, Lines({ "'disk::flush(int)' is not exported to modules by this kernel, nor "
				     "by the modules in KBUILD_EXTRA_SYMBOLS" }));
}

TEST(BuildLog, MissingHeaderIsExplained)
{
	BuildLog log = read_build_log("a.cpp:1:10: fatal error: linux/frob.hpp: No such file or "
				      "directory\n");

	EXPECT_EQ(log.errors.size(), 1u);
	EXPECT_EQ(log.notes, Lines({ "neither the library nor the bindings have <linux/frob.hpp>; a "
				     "kernel header linux/x.h is bound as <linux/x.hpp>" }));
}

TEST(BuildLog, LicenceIsExplained)
{
	BuildLog log = read_build_log("ERROR: modpost: GPL-incompatible module a.ko uses GPL-only symbol "
				      "'x'\n");

	EXPECT_EQ(log.notes.size(), 1u);
	EXPECT_TRUE(log.notes[0].starts_with("set .license of KERNEL_MODULE"));
}

TEST(BuildLog, MissingSourceIsExplained)
{
	BuildLog log = read_build_log("make[3]: *** No rule to make target '/x/queue.o', needed by "
				      "'/x/hello.o'.  Stop.\n");

	EXPECT_EQ(log.errors.size(), 1u);
	EXPECT_EQ(log.notes, Lines({ "Kbuild names 'queue.o', and there is neither queue.cpp nor "
				     "queue.c" }));
	log = read_build_log("make: *** No rule to make target 'modules'.  Stop.\n");
	EXPECT_EQ(log.errors.size(), 1u);
	EXPECT_EQ(log.notes, Lines({ "kxx doctor tells whether the kernel build directory is complete" }));
}

TEST(BuildLog, MakesOwnErrors)
{
	BuildLog log = read_build_log("/x/kxx.mk:9: *** kxx: g++-12 is missing: apt-get install g++-12.  "
				      "Stop.\n");

	EXPECT_EQ(log.errors.size(), 1u);
}

} // namespace
} // namespace kxx::test
