// SPDX-License-Identifier: GPL-2.0
#include "common/process.hpp"

#include <atomic>
#include <cstdlib>
#include <memory>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace kxx {
namespace {

/// Allocates at the end of a path of calls that `path` chooses: a sanitiser notes each new one under a lock.
void allocate_on(unsigned path, int length)
{
	if (length == 0)
		std::make_unique<char[]>(path % 5000 + 1)[0] = 'x';
	else if (path & 1)
		allocate_on(path >> 1, length - 1);
	else
		allocate_on(path >> 1, length - 1);
}

TEST(Process, TheEnvironmentOfAChild)
{
	setenv("KXX_KEPT", "kept", 1);
	setenv("KXX_GONE", "gone", 1);
	setenv("KXX_CHANGED", "old", 1);
	const RunResult result = run({ "sh", "-c", "echo $KXX_KEPT,$KXX_GONE,$KXX_CHANGED,$KXX_NEW; pwd" },
				     { .directory = "/usr",
				       .environment = { { "KXX_CHANGED", "new value" }, { "KXX_NEW", "" } },
				       .unset = { "KXX_GONE", "KXX_CHANGED" } });

	EXPECT_EQ(result.out, "kept,,new value,\n/usr\n");
	EXPECT_STREQ(std::getenv("KXX_CHANGED"), "old");
}

TEST(Process, IsLookedUpInItsOwnPath)
{
	EXPECT_EQ(run({ "sh", "-c", "exit 3" }, { .environment = { { "PATH", "/nowhere" } } }).status, 127);
	EXPECT_EQ(run({ "sh", "-c", "exit 3" }).status, 3);
	EXPECT_EQ(run({ "true" }, { .directory = "/absent" }).status, 127);
}

// A child that allocated between fork() and exec() could wait for ever for a lock of the allocator that another thread
// held.
TEST(Process, StartsWhileOtherThreadsAllocate)
{
	std::atomic<bool> over = false;
	std::vector<std::jthread> threads;

	for (int i = 0; i < 3; i++)
		threads.emplace_back([&, i] {
			for (unsigned path = i; !over; path += 3)
				allocate_on(path, 20);
		});
	for (int i = 0; i < 300; i++)
		EXPECT_EQ(run({ "true", "an", "argument" }, { .environment = { { "KXX_ROUND", "x" } } }).status, 0);
	over = true;
}

} // namespace
} // namespace kxx
