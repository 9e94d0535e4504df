// SPDX-License-Identifier: GPL-2.0
//! What a baseline accepts, and what it does not.
#include "check/baseline.hpp"

#include "../cli/workshop.hpp"

namespace kxx::check {
namespace {
namespace fs = std::filesystem;

class BaselineTest : public test::Workshop {
protected:
	BaselineTest() { directory = std::filesystem::canonical(directory); }

	Finding finding(unsigned line, const std::string &message = "'x' is used after line 7 took it")
	{
		return { .rule = "use-after-move",
			 .place = { (directory / "sub" / "a.cpp").string(), line, 3 },
			 .function = "Echo::read",
			 .message = message };
	}

	fs::path path() const { return directory / "kxx-check.baseline"; }

	Baseline written(const std::vector<Finding> &findings)
	{
		write("kxx-check.baseline", Baseline::write(path(), findings));
		return Baseline(path());
	}

	static bool everything(const std::string &, const std::filesystem::path &) { return true; }
};

TEST_F(BaselineTest, SurvivesMovedLines)
{
	Baseline baseline = written({ finding(7) });

	EXPECT_TRUE(baseline.accept(finding(123, "'x' is used after line 120 took it")));
	EXPECT_TRUE(baseline.stale(everything).empty());
}

TEST_F(BaselineTest, Counts)
{
	Baseline baseline = written({ finding(1), finding(2) });

	EXPECT_TRUE(baseline.accept(finding(1)));
	EXPECT_TRUE(baseline.accept(finding(2)));
	EXPECT_FALSE(baseline.accept(finding(3)));
}

TEST_F(BaselineTest, KnowsTheKind)
{
	Baseline baseline = written({ finding(1) });
	Finding other_rule = finding(1), other_function = finding(1), other_file = finding(1);

	other_rule.rule = "ended-loan";
	other_function.function = "Echo::write";
	other_file.place.file = (directory / "a.cpp").string();
	EXPECT_FALSE(baseline.accept(other_rule));
	EXPECT_FALSE(baseline.accept(other_function));
	EXPECT_FALSE(baseline.accept(other_file));
	EXPECT_FALSE(baseline.accept(finding(1, "'y' is used after line 7 took it")));
	EXPECT_TRUE(baseline.accept(finding(1)));
}

TEST_F(BaselineTest, StaleLines)
{
	Baseline baseline = written({ finding(1), finding(2), finding(3, "other") });

	baseline.accept(finding(1));
	baseline.accept(finding(3, "other"));
	const auto stale = baseline.stale(everything);
	ASSERT_EQ(stale.size(), 1u);
	EXPECT_EQ(stale[0].rule, "use-after-move");
	EXPECT_EQ(stale[0].file, "sub/a.cpp");
	EXPECT_EQ(stale[0].function, "Echo::read");
	EXPECT_EQ(stale[0].count, 1u);
	EXPECT_TRUE(baseline.stale([](const std::string &, const fs::path &) { return false; }).empty());
}

TEST_F(BaselineTest, MovesWithItsDirectory)
{
	written({ finding(1) });
	fs::create_directory(directory / "new");
	fs::rename(path(), directory / "new" / "kxx-check.baseline");
	Baseline baseline(directory / "new" / "kxx-check.baseline");
	Finding moved = finding(1);
	moved.place.file = (directory / "new" / "sub" / "a.cpp").string();

	EXPECT_TRUE(baseline.accept(moved));
}

TEST_F(BaselineTest, KeepsMessagesOnOneLine)
{
	Baseline baseline = written({ finding(1, "two\nlines\tand a tab") });

	EXPECT_TRUE(baseline.accept(finding(1, "two\nlines\tand a tab")));
}

TEST_F(BaselineTest, RefusesOtherFiles)
{
	for (const char *line : { "nonsense", "x\ta\tb\tc\td", "1\ta\tb\tc", "-1\ta\tb\tc\td" }) {
		write("kxx-check.baseline", std::string("# a comment\n") + line + "\n");
		try {
			Baseline baseline(path());
			ADD_FAILURE() << line;
		} catch (const Failure &failure) {
			EXPECT_TRUE(std::string(failure.what()).starts_with("line 2 of '")) << failure.what();
			EXPECT_EQ(failure.fault, Fault::Environment);
		}
	}
}

} // namespace
} // namespace kxx::check
