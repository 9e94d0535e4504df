// SPDX-License-Identifier: GPL-2.0
//! The effect of a signal on a program that waits for a child.
#include "common/interrupt.hpp"

#include "common/process.hpp"
#include "folder.hpp"

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

namespace kxx {
namespace {
namespace fs = std::filesystem;

class InterruptTest : public Folder, public testing::WithParamInterface<int> {};

/// A child that runs a shell with a child of its own, and cleans up afterwards.
[[noreturn]] void work(const fs::path &folder)
{
	try {
		Temporary half_done(folder / "half-done");

		write_file(half_done.path(), "");
		run({ "sh", "-c",
		      "sleep 1000 & echo $! > " + (folder / "grandchild.new").string() + "; mv " +
			      (folder / "grandchild.new").string() + " " + (folder / "grandchild").string() +
			      "; wait" });
	} catch (const Interrupted &interrupted) {
		die_of(interrupted);
	}
	_exit(0);
}

TEST_P(InterruptTest, EndsTheChildrenAndWhatWasHalfDone)
{
	pid_t child = fork();
	int status = 0;

	if (child == 0)
		work(path);
	while (!fs::exists(path / "grandchild"))
		usleep(1000);
	const pid_t grandchild = std::stoi(read_file(path / "grandchild"));
	ASSERT_EQ(kill(grandchild, 0), 0);
	kill(child, GetParam());
	ASSERT_EQ(waitpid(child, &status, 0), child);
	EXPECT_TRUE(WIFSIGNALED(status));
	EXPECT_EQ(WTERMSIG(status), GetParam());
	EXPECT_FALSE(fs::exists(path / "half-done"));
	EXPECT_NE(kill(grandchild, 0), 0) << "the grandchild still runs";
}

INSTANTIATE_TEST_SUITE_P(Signals, InterruptTest, testing::Values(SIGINT, SIGTERM, SIGHUP));

TEST(Run, StillWorks)
{
	RunResult result = run({ "sh", "-c", "echo out; echo err >&2; exit 3" });

	EXPECT_EQ(result.status, 3);
	EXPECT_EQ(result.out, "out\n");
	EXPECT_EQ(result.err, "err\n");
	EXPECT_EQ(run({ "cat" }, { .input = std::string(1 << 20, 'x') }).out.size(), 1u << 20);
	EXPECT_EQ(run({ "true" }, { .output = RunOptions::Output::Inherit }).status, 0);
	EXPECT_EQ(run({ "sh", "-c", "kill -9 $$" }).status, 128 + 9);
	EXPECT_EQ(run({ "/nonexistent/program" }).status, 127);
}

} // namespace
} // namespace kxx
