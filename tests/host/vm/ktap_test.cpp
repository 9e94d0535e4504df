// SPDX-License-Identifier: GPL-2.0
#include "vm/ktap.hpp"

#include <gtest/gtest.h>
#include <sstream>

namespace kxx::vm {
namespace {

std::vector<TestResult> parse(const std::string &text)
{
	KtapParser parser;
	std::istringstream lines(text);

	for (std::string line; std::getline(lines, line);)
		parser.feed(line);
	return parser.finish();
}

TestCounts counts(const std::string &text)
{
	return count(parse(text));
}

TEST(Ktap, FlatDocument)
{
	const auto results = parse("KTAP version 1\n1..3\nok 1 first\nnot ok 2 second\n"
				   "ok 3 third # SKIP no hardware\n");

	ASSERT_EQ(results.size(), 3u);
	EXPECT_EQ(results[0].name, "first");
	EXPECT_EQ(results[1].status, TestResult::Status::Failed);
	EXPECT_EQ(results[2].status, TestResult::Status::Skipped);
	EXPECT_EQ(results[2].reason, "no hardware");
	EXPECT_EQ(count(results), (TestCounts{ 1, 1, 1 }));
}

TEST(Ktap, DashesAndTapHeader)
{
	EXPECT_EQ(counts("TAP version 13\n1..2\nok 1 - a\nok 2 - b\n"), (TestCounts{ 2, 0, 0 }));
	EXPECT_EQ(parse("TAP version 13\n1..1\nok 1 - a\n")[0].name, "a");
}

TEST(Ktap, NestedSuitesInAKernelLog)
{
	const auto results = parse("[    1.000000] KTAP version 1\n"
				   "[    1.000001] 1..1\n"
				   "[    1.000002]     KTAP version 1\n"
				   "[    1.000003]     # Subtest: list\n"
				   "[    1.000004]     # module: list_test\n"
				   "[    1.000005]     1..2\n"
				   "[    1.000006] usb 1-1: new device\n"
				   "[    1.000007]     ok 1 add\n"
				   "[    1.000008]     # del: EXPECTATION FAILED at list.cpp:10\n"
				   "[    1.000009]     not ok 2 del\n"
				   "[    1.000010] # list: pass:1 fail:1 skip:0 total:2\n"
				   "[    1.000011] not ok 1 list\n");

	ASSERT_EQ(results.size(), 1u);
	EXPECT_EQ(results[0].name, "list");
	ASSERT_EQ(results[0].children.size(), 2u);
	ASSERT_FALSE(results[0].children[1].diagnostics.empty());
	EXPECT_EQ(results[0].children[1].diagnostics.back(), "del: EXPECTATION FAILED at list.cpp:10");
	EXPECT_EQ(count(results), (TestCounts{ 1, 1, 0 }));
}

TEST(Ktap, ThreeLevels)
{
	const auto results = parse("KTAP version 1\n1..1\n"
				   "    KTAP version 1\n    1..1\n"
				   "        KTAP version 1\n        1..2\n"
				   "        ok 1 x\n        ok 2 y\n"
				   "    ok 1 group\n"
				   "ok 1 suite\n");

	ASSERT_EQ(results.size(), 1u);
	ASSERT_EQ(results[0].children.size(), 1u);
	EXPECT_EQ(results[0].children[0].children.size(), 2u);
	EXPECT_EQ(count(results), (TestCounts{ 2, 0, 0 }));
}

TEST(Ktap, ParameterisedTestsOfKunitHaveNoPlan)
{
	EXPECT_EQ(counts("KTAP version 1\n1..1\n"
			 "    KTAP version 1\n    # Subtest: suite\n    1..2\n"
			 "        KTAP version 1\n        # Subtest: many\n"
			 "        ok 1 value 3 # SKIP unsupported\n"
			 "    # many: initializing\n"
			 "        ok 2 value 2\n"
			 "    # many: pass:1 fail:0 skip:1 total:2\n"
			 "    ok 1 many\n"
			 "    ok 2 single\n"
			 "ok 1 suite\n"),
		  (TestCounts{ 2, 0, 1 }));
}

TEST(Ktap, SeveralDocuments)
{
	EXPECT_EQ(counts("KTAP version 1\n1..1\nok 1 a\nKTAP version 1\n1..1\nok 1 b\n"), (TestCounts{ 2, 0, 0 }));
}

TEST(Ktap, FewerResultsThanPlannedFail)
{
	EXPECT_EQ(counts("KTAP version 1\n1..3\nok 1 a\nok 2 b\n"), (TestCounts{ 2, 1, 0 }));
	EXPECT_EQ(counts("KTAP version 1\n1..2\n"), (TestCounts{ 0, 1, 0 }));
}

TEST(Ktap, MoreResultsThanPlannedFail)
{
	EXPECT_EQ(counts("KTAP version 1\n1..1\nok 1 a\nok 2 b\n").failed, 1u);
}

TEST(Ktap, AFailedChildFailsAPassedGroup)
{
	const auto results = parse("KTAP version 1\n1..1\n    1..1\n    not ok 1 x\nok 1 suite\n");

	EXPECT_EQ(results[0].status, TestResult::Status::Failed);
	EXPECT_EQ(count(results), (TestCounts{ 0, 1, 0 }));
}

TEST(Ktap, AFailedGroupOfPassedTestsCounts)
{
	EXPECT_EQ(counts("KTAP version 1\n1..1\n    1..1\n    ok 1 x\nnot ok 1 suite\n"), (TestCounts{ 1, 1, 0 }));
}

TEST(Ktap, CrashInsideOfASuite)
{
	const auto results = parse("KTAP version 1\n1..2\n"
				   "    KTAP version 1\n    # Subtest: first\n    1..3\n    ok 1 a\n"
				   "BUG: kernel NULL pointer dereference\n");

	EXPECT_EQ(count(results).passed, 1u);
	EXPECT_GE(count(results).failed, 1u);
	EXPECT_EQ(results[0].name, "first");
	EXPECT_EQ(results[0].status, TestResult::Status::Failed);
}

TEST(Ktap, CrashBeforeTheFirstResult)
{
	EXPECT_GE(counts("KTAP version 1\n1..1\n    KTAP version 1\n    # Subtest: s\n    1..1\n").failed, 1u);
	// The plan has not arrived yet.
	EXPECT_EQ(counts("KTAP version 1\n1..1\n    KTAP version 1\n    # Subtest: s\n").passed, 0u);
	EXPECT_GE(counts("KTAP version 1\n1..1\n    KTAP version 1\n    # Subtest: s\n").failed, 1u);
}

TEST(Ktap, MissingPlanFails)
{
	EXPECT_EQ(counts("KTAP version 1\nok 1 a\n"), (TestCounts{ 1, 1, 0 }));
}

TEST(Ktap, PlanAtTheEnd)
{
	EXPECT_EQ(counts("KTAP version 1\nok 1 a\nok 2 b\n1..2\n"), (TestCounts{ 2, 0, 0 }));
}

TEST(Ktap, WrongNumbersFail)
{
	EXPECT_EQ(counts("KTAP version 1\n1..2\nok 1 a\nok 3 b\n").failed, 1u);
	EXPECT_EQ(counts("KTAP version 1\n1..2\nok 1 a\nok 1 b\n").failed, 1u);
}

TEST(Ktap, NumbersMayBeMissing)
{
	EXPECT_EQ(counts("KTAP version 1\n1..2\nok\nok - named\n"), (TestCounts{ 2, 0, 0 }));
}

TEST(Ktap, EmptyPlan)
{
	EXPECT_EQ(counts("KTAP version 1\n1..0\n"), (TestCounts{ 0, 0, 0 }));
	EXPECT_EQ(counts("KTAP version 1\n1..0 # SKIP nothing here\n"), (TestCounts{ 0, 0, 0 }));
}

TEST(Ktap, Directives)
{
	EXPECT_EQ(counts("KTAP version 1\n1..5\nnot ok 1 a # TODO later\nnot ok 2 b # XFAIL known\n"
			 "not ok 3 c # TIMEOUT 45 seconds\nok 4 d # skip: lower case\n"
			 "not ok 5 e # ERROR\n"),
		  (TestCounts{ 2, 2, 1 }));
}

TEST(Ktap, AHashInANameIsNoDirective)
{
	const auto results = parse("KTAP version 1\n1..1\nok 1 C# and #SKIPPING # SKIP why\n");

	EXPECT_EQ(results[0].name, "C# and #SKIPPING");
	EXPECT_EQ(results[0].status, TestResult::Status::Skipped);
}

TEST(Ktap, NothingCountsOutsideOfADocument)
{
	EXPECT_TRUE(parse("ok 1 looks like a test\n1..2\nnot ok here\n").empty());
	EXPECT_TRUE(parse("").empty());
}

TEST(Ktap, OtherLinesAreIgnored)
{
	EXPECT_EQ(counts("KTAP version 1\n1..1\nokay then\n1..2..3\nnot okay\nok 1 a\n1.. \n"),
		  (TestCounts{ 1, 0, 0 }));
}

TEST(Ktap, BailOut)
{
	EXPECT_EQ(counts("TAP version 13\n1..1\nok 1 a\nBail out! no memory\n").failed, 1u);
}

TEST(Ktap, CarriageReturnsOfASerialLine)
{
	EXPECT_EQ(counts("KTAP version 1\r\n1..1\r\nok 1 a\r\n"), (TestCounts{ 1, 0, 0 }));
}

TEST(Ktap, SuitesThatFollowABrokenOne)
{
	const auto results = parse("KTAP version 1\n1..2\n"
				   "    KTAP version 1\n    # Subtest: broken\n    1..2\n    ok 1 a\n"
				   "    KTAP version 1\n    # Subtest: whole\n    1..1\n    ok 1 b\n"
				   "ok 2 whole\n");

	EXPECT_EQ(count(results).passed, 2u);
	EXPECT_GE(count(results).failed, 1u);
	EXPECT_EQ(results[0].name, "broken");
	EXPECT_EQ(results[1].name, "whole");
	EXPECT_EQ(results[1].status, TestResult::Status::Passed);
}

} // namespace
} // namespace kxx::vm
