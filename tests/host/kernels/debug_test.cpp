// SPDX-License-Identifier: GPL-2.0
#include "common/paths.hpp"
#include "kernels/debug.hpp"
#include "kernels/long_job.hpp"
#include "kernels/store.hpp"

#include <gtest/gtest.h>

namespace kxx::kernels {
namespace {

using Lines = std::vector<std::string>;

TEST(Dropped, NothingWhenAllIsThere)
{
	EXPECT_EQ(dropped_options("# a comment\nCONFIG_A=y\nCONFIG_B=\"text\"\n# CONFIG_C is not set\n",
				  "CONFIG_A=y\nCONFIG_B=\"text\"\n# CONFIG_C is not set\nCONFIG_D=m\n"),
		  Lines{});
}

TEST(Dropped, MissingAndDifferentOptionsAreNamed)
{
	EXPECT_EQ(dropped_options("CONFIG_A=y\nCONFIG_B=m\nCONFIG_C=16\n",
				  "CONFIG_AA=y\nCONFIG_B=y\nCONFIG_C=16\n"),
		  (Lines{ "CONFIG_A=y", "CONFIG_B=m" }));
}

TEST(Dropped, NotSetMeansThatNobodySetsIt)
{
	// A symbol that Kconfig does not even show is not set either.
	EXPECT_EQ(dropped_options("# CONFIG_A is not set\nCONFIG_B=n\n", "CONFIG_AB=y\n"), Lines{});
	EXPECT_EQ(dropped_options("# CONFIG_A is not set\nCONFIG_B=n\n", "CONFIG_A=y\nCONFIG_B=m\n"),
		  (Lines{ "# CONFIG_A is not set", "CONFIG_B=n" }));
}

TEST(Fragment, AsksForTheCheckers)
{
	const std::string fragment = read_text(root_directory() / "kbuild" / "debug.config");

	for (const char *option : { "KASAN", "PROVE_LOCKING", "DEBUG_ATOMIC_SLEEP", "DEBUG_KMEMLEAK",
				    "DEBUG_OBJECTS", "UBSAN", "FAULT_INJECTION", "FAILSLAB", "KUNIT",
				    "MODVERSIONS", "X86_KERNEL_IBT", "PREEMPT", "SMP" })
		EXPECT_NE(fragment.find("\nCONFIG_" + std::string(option) + "=y\n"), fragment.npos)
			<< option;
	// tinyconfig sets it, and it drops KASAN in silence.
	EXPECT_NE(fragment.find("# CONFIG_SLUB_TINY is not set\n"), fragment.npos);
}

TEST(ErrorLines, ArePickedFromABuild)
{
	EXPECT_EQ(pick_error_lines("  CC a.o\na.c:1: error: no\nmake: *** [a.o] Error 1\n  CC b.o\n"),
		  "a.c:1: error: no\nmake: *** [a.o] Error 1");
	EXPECT_EQ(pick_error_lines("killed\n"), "killed");
	EXPECT_EQ(pick_error_lines(""), "");
}

} // namespace
} // namespace kxx::kernels
