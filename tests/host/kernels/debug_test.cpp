// SPDX-License-Identifier: GPL-2.0
#include "common/interrupt.hpp"
#include "common/paths.hpp"
#include "kernels/debug.hpp"
#include "kernels/long_job.hpp"
#include "kernels/store.hpp"

#include <csignal>

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kxx::kernels {
namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

TEST(Dropped, NothingWhenAllIsThere)
{
	EXPECT_EQ(dropped_options("# a comment\nCONFIG_A=y\nCONFIG_B=\"text\"\n# CONFIG_C is not set\n",
				  "CONFIG_A=y\nCONFIG_B=\"text\"\n# CONFIG_C is not set\nCONFIG_D=m\n"),
		  Lines{});
}

TEST(Dropped, MissingAndDifferentOptionsAreNamed)
{
	EXPECT_EQ(dropped_options("CONFIG_A=y\nCONFIG_B=m\nCONFIG_C=16\n", "CONFIG_AA=y\nCONFIG_B=y\nCONFIG_C=16\n"),
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

	for (const char *option :
	     { "KASAN", "PROVE_LOCKING", "DEBUG_ATOMIC_SLEEP", "DEBUG_KMEMLEAK", "DEBUG_OBJECTS", "UBSAN",
	       "FAULT_INJECTION", "FAILSLAB", "KUNIT", "MODVERSIONS", "X86_KERNEL_IBT", "PREEMPT", "SMP" })
		EXPECT_NE(fragment.find("\nCONFIG_" + std::string(option) + "=y\n"), fragment.npos) << option;
	// tinyconfig sets this option, which silently disables KASAN.
	EXPECT_NE(fragment.find("# CONFIG_SLUB_TINY is not set\n"), fragment.npos);
}

TEST(ErrorLines, ArePickedFromABuild)
{
	EXPECT_EQ(pick_error_lines("  CC a.o\na.c:1: error: no\nmake: *** [a.o] Error 1\n  CC b.o\n"),
		  "a.c:1: error: no\nmake: *** [a.o] Error 1");
	EXPECT_EQ(pick_error_lines("killed\n"), "killed");
	EXPECT_EQ(pick_error_lines(""), "");
}

TEST(LongJob, EndsWithItsChildrenOnASignal)
{
	char name[] = "/tmp/kxx-test-XXXXXX";
	const fs::path directory = mkdtemp(name), marker = directory / "building";
	pid_t child = fork();
	int status = 0;

	if (child == 0) {
		try {
			LongJob({ "sh", "-c",
				  "sleep 1000 & echo $! > " + marker.string() + ".new; mv " + marker.string() +
					  ".new " + marker.string() + "; wait" },
				{}, directory / "log", "building")
				.wait();
		} catch (const Interrupted &interrupted) {
			die_of(interrupted);
		}
		_exit(0);
	}
	while (!fs::exists(marker))
		usleep(10000);
	const pid_t grandchild = std::stoi(read_text(marker));
	kill(child, SIGTERM);
	ASSERT_EQ(waitpid(child, &status, 0), child);
	EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM) << status;
	EXPECT_NE(kill(grandchild, 0), 0) << "the build goes on";
	fs::remove_all(directory);
}

} // namespace
} // namespace kxx::kernels
