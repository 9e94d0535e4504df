// SPDX-License-Identifier: GPL-2.0
//! Finds the tests in a tree, and mirrors the tree.
#include "test/find_tests.hpp"
#include "test/mirror.hpp"

#include "common/failure.hpp"
#include "common/files.hpp"
#include "common/process.hpp"

#include <unistd.h>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace kxx::test {
namespace {
namespace fs = std::filesystem;

class Tree : public ::testing::Test {
protected:
	Tree() : top_(fs::canonical(testing::TempDir()) / fmt::format("kxx-find-{}", getpid()))
	{
		fs::create_directories(top_);
	}
	~Tree() override { fs::remove_all(top_); }

	void write(const fs::path &file, const std::string &text = "# SPDX\n") const
	{
		fs::create_directories((top_ / file).parent_path());
		write_file(top_ / file, text);
	}
	fs::path output() const { return top_ / "build" / "test"; }

	fs::path top_;
};

using FindTests = Tree;
using Mirror = Tree;

TEST_F(FindTests, LooksEverywhereBelow)
{
	write("vm/echo/echo.scenario.sh");
	write("room/Kbuild", "suite_room-y := a.o\n");
	write("room/a.cpp", "KUNIT_SUITE(first, { \"x\", x });\nKUNIT_SUITE( second,\n// KUNIT_SUITE(none,\n");
	write("c/Kbuild", "obj-m := c.o\n");
	write("c/c.c", "kunit_test_suite(of_c);\n");
	write("driver/Kbuild");
	write("driver/driver.cpp", "int no_suite;\n");
	write("lib/with.hpp", "/// Text.\n///\n/// Example:\n///     int a;\n");
	write("lib/without.hpp", "// Example:\n");
	write(".hidden/x.scenario.sh");
	write("build/test/x.scenario.sh");
	write("host/CMakeCache.txt");
	write("host/x.scenario.sh");
	const Tests tests = find_tests({ top_ }, output());

	ASSERT_EQ(tests.scenarios.size(), 1u);
	EXPECT_EQ(tests.scenarios[0].name, "vm/echo");
	ASSERT_EQ(tests.suites.size(), 2u);
	EXPECT_EQ(tests.suites[0].suites, std::vector<std::string>{ "of_c" });
	EXPECT_EQ(tests.suites[1].name, "room");
	EXPECT_EQ(tests.suites[1].suites, (std::vector<std::string>{ "first", "second" }));
	EXPECT_EQ(tests.headers, std::vector<fs::path>{ top_ / "lib" / "with.hpp" });
}

TEST_F(FindTests, AScenariosOwnModulesAreNotLoadedWithoutIt)
{
	write("fails/Kbuild", "obj-m := fails.o\n");
	write("fails/fails.cpp", "KUNIT_SUITE(fails, { \"x\", x });\n");
	write("fails/fails.scenario.sh");

	EXPECT_TRUE(find_tests({ top_ }, output()).suites.empty());
}

TEST_F(FindTests, WhatIsNamedIsTaken)
{
	write("driver/Kbuild");
	write("driver/driver.cpp", "int no_suite;\n");
	write("built.ko");
	write("one.scenario.sh");
	write("note.txt");
	const Tests tests = find_tests({ top_ / "driver", top_ / "built.ko", top_ / "one.scenario.sh" }, output());

	ASSERT_EQ(tests.suites.size(), 2u);
	EXPECT_EQ(tests.suites[0].name, "driver");
	EXPECT_EQ(tests.suites[1].name, "built");
	EXPECT_EQ(tests.scenarios.size(), 1u);
	EXPECT_THROW((void)find_tests({ top_ / "note.txt" }, output()), Failure);
	EXPECT_THROW((void)find_tests({ top_ / "absent" }, output()), Failure);
}

TEST_F(Mirror, FollowsTheTree)
{
	const fs::path mirror = output() / "6.12" / "tree", own = in_mirror(mirror, top_);
	write("a/Kbuild", "one");
	write("a/a.cpp");
	write("a/a.o");
	write("a/a.ko");
	write("build/test/6.12/log/x.log");
	update_mirror(mirror, top_, output());

	EXPECT_EQ(read_file(own / "a" / "Kbuild"), "one");
	EXPECT_TRUE(fs::is_symlink(own / "a" / "a.cpp"));
	EXPECT_FALSE(fs::exists(own / "a" / "a.o"));
	EXPECT_FALSE(fs::exists(own / "a" / "a.ko"));
	EXPECT_FALSE(fs::exists(own / "build"));

	// A built file stays, a link to a removed file goes, and a new file is linked.
	write_file(own / "a" / "a.o", "built");
	fs::remove(top_ / "a" / "a.cpp");
	write("a/b.cpp");
	update_mirror(mirror, top_, output());
	EXPECT_TRUE(fs::exists(own / "a" / "a.o"));
	EXPECT_FALSE(fs::is_symlink(own / "a" / "a.cpp"));
	EXPECT_TRUE(fs::exists(own / "a" / "b.cpp"));
}

TEST_F(FindTests, FaultsOfASetupAreFoundBeforeTheWork)
{
	write("room/Kbuild", "suite_room-y := a.o\n");
	write("room/a.cpp", "KUNIT_SUITE(a,\n");
	write("room/setup.sh", "#: allow: x\n");
	EXPECT_EQ(find_tests({ top_ }, output()).suites.at(0).setup.file, top_ / "room" / "setup.sh");
	write("room/setup.sh", "#: alow: x\n");
	EXPECT_THROW((void)find_tests({ top_ }, output()), Failure);
}

TEST_F(Mirror, KeepsLinksWithinTheTree)
{
	const fs::path mirror = output() / "6.12" / "tree", own = in_mirror(mirror, top_);
	write("real/Kbuild");
	fs::create_directory_symlink("real", top_ / "link");
	fs::create_symlink("/usr", top_ / "outside");
	update_mirror(mirror, top_, output());

	// What Kbuild writes below the link stays in the mirror.
	write_file(own / "link" / "made.o", "made");
	EXPECT_TRUE(fs::exists(own / "real" / "made.o"));
	EXPECT_FALSE(fs::exists(top_ / "real" / "made.o"));
	EXPECT_EQ(fs::read_symlink(own / "outside"), top_ / "outside");
}

TEST_F(Mirror, DoesNotWriteThroughALinkThatHasBecomeADirectory)
{
	const fs::path mirror = output() / "6.12" / "tree", own = in_mirror(mirror, top_);
	write("shared/a.h", "theirs");
	fs::create_symlink(top_ / "shared", top_ / "include");
	update_mirror(mirror, top_, output());
	EXPECT_EQ(read_file(own / "include" / "a.h"), "theirs");

	fs::remove(top_ / "include");
	write("include/a.h", "ours");
	update_mirror(mirror, top_, output());
	EXPECT_EQ(read_file(top_ / "shared" / "a.h"), "theirs");
	EXPECT_EQ(read_file(top_ / "include" / "a.h"), "ours");
	EXPECT_EQ(read_file(own / "include" / "a.h"), "ours");
}

TEST_F(Mirror, LeavesOutOtherOutputs)
{
	ASSERT_TRUE(run({ "git", "init", "-q", top_ }).ok());
	write(".gitignore", "/build/\n");
	write("a/a.c");
	for (const char *other : { "build/one/6.12", "build/two/6.12" }) {
		write(fs::path(other) / output_mark);
		write(fs::path(other) / "examples" / "made.cpp");
	}
	for (int round = 0; round < 2; round++)
		for (const char *name : { "one", "two" }) {
			const fs::path own = top_ / "build" / name, mirror = own / "6.12" / "tree";
			std::size_t links = 0;

			update_mirror(mirror, top_, own);
			for (const fs::directory_entry &entry : fs::recursive_directory_iterator(mirror))
				links += entry.is_symlink();
			EXPECT_EQ(links, 2u) << name; // .gitignore and a.c
		}
}

TEST_F(Mirror, TakesWhatGitTakes)
{
	const fs::path mirror = output() / "6.12" / "tree", own = in_mirror(mirror, top_);
	ASSERT_TRUE(run({ "git", "init", "-q", top_ }).ok());
	write(".gitignore", "made\n");
	write("a/a.cpp");
	write("a/made");
	write(".gitignore", "made\ngenerated.h\n");
	write("a/generated.h");
	update_mirror(mirror, top_, output());

	EXPECT_TRUE(fs::exists(own / "a" / "a.cpp"));
	EXPECT_FALSE(fs::exists(own / "a" / "made"));
	EXPECT_TRUE(fs::exists(own / "a" / "generated.h"));
	EXPECT_EQ(top_of(top_ / "a"), top_);
	EXPECT_EQ(top_of(top_ / "a" / "a.cpp"), top_);
	// A copy below a directory that git ignores is a tree of its own.
	write(".gitignore", "copy\n");
	write("copy/b/b.cpp");
	EXPECT_EQ(top_of(top_ / "copy" / "b"), top_ / "copy" / "b");
}

} // namespace
} // namespace kxx::test
