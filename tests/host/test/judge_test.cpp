// SPDX-License-Identifier: GPL-2.0
#include "test/judge.hpp"

#include <gtest/gtest.h>

namespace kxx::test {
namespace {

using vm::TestResult;
using Status = TestResult::Status;

const std::vector<JudgedModule> two{ { "suite_a", true }, { "plain", false } };

const std::string suite = "[    1.0] test: suite_a begins\n"
			  "[    1.1] KTAP version 1\n"
			  "[    1.1] 1..1\n"
			  "[    1.1]     KTAP version 1\n"
			  "[    1.1]     # Subtest: a\n"
			  "[    1.1]     1..1\n"
			  "[    1.1]     ok 1 works\n"
			  "[    1.1] ok 1 a\n"
			  "[    1.2] test: suite_a loaded\n"
			  "[    1.2] test: suite_a unloaded\n";
const std::string plain = "[    1.3] test: plain begins\n"
			  "[    1.4] test: plain loaded\n"
			  "[    1.5] test: plain unloaded\n";

/// "NAME: REASON" of the results that failed.
std::vector<std::string> failures(const std::vector<TestResult> &results)
{
	std::vector<std::string> list;

	for (const TestResult &result : results)
		if (vm::count(result).failed != 0)
			list.push_back(result.name + ": " +
				       (result.children.empty() ? result.reason : result.children.front().reason));
	return list;
}

TEST(Judge, ACleanLoad)
{
	const auto results = judge_load(suite + plain, 0, two);

	EXPECT_EQ(vm::count(results), (vm::TestCounts{ .passed = 2 }));
	ASSERT_EQ(results.size(), 2u);
	EXPECT_EQ(results[0].name, "a");
	EXPECT_EQ(results[1].name, "plain");
	EXPECT_EQ(results[1].children.at(0).name, "loads");
}

TEST(Judge, ModulesThatDoNotLoadOrUnload)
{
	EXPECT_EQ(failures(judge_load(suite + "test: plain begins\ninsmod: no\ntest: plain does not load\n"
					      "kxx: error: 'insmod plain' failed\n",
				      1, two)),
		  std::vector<std::string>{ "plain: does not load" });
	EXPECT_EQ(failures(judge_load(suite + "test: plain begins\ntest: plain loaded\ntest: plain does not unload\n",
				      1, two)),
		  std::vector<std::string>{ "plain: does not unload" });
	EXPECT_EQ(failures(judge_load(suite, 0, two)),
		  std::vector<std::string>{ "plain: the machine did not come to its end" });
}

TEST(Judge, SuitesThatSayNothingFail)
{
	EXPECT_EQ(failures(judge_load(suite + plain, 0, { { "suite_a", true }, { "plain", true } })),
		  std::vector<std::string>{ "plain: no suite printed its results" });
}

TEST(Judge, AReportBelongsToTheModuleBeforeIt)
{
	const std::string report = "[    1.45] BUG: KASAN: use-after-free\n";
	const auto results = judge_load(suite + plain.substr(0, plain.find("test: plain loaded")) + report +
						plain.substr(plain.find("[    1.4]")) +
						"kxx: error: the kernel reports: BUG: KASAN: use-after-free\n"
						"    ok 1 not counted again\n"
						"kxx: error: the script ended with status 1\n",
					1, two);

	EXPECT_EQ(failures(results),
		  std::vector<std::string>{ "log of plain: the kernel reports: BUG: KASAN: use-after-free" });
	EXPECT_EQ(results.back().diagnostics, std::vector<std::string>{ "    ok 1 not counted again" });
}

TEST(Judge, ARunThatIsRefusedIsOneFailure)
{
	const std::string log = "kxx: error: no module 'nomodule' in this kernel\n";

	EXPECT_EQ(failures(judge_load(log, 2, two)),
		  std::vector<std::string>{ "run: no module 'nomodule' in this kernel" });
	EXPECT_EQ(failures(judge_walk(log, 2, two)).size(), 1u);
	EXPECT_EQ(failures(judge_stress(log, 2, two, 2)).size(), 1u);
}

TEST(Judge, ASetupThatFails)
{
	EXPECT_EQ(failures(judge_load(suite + "test: plain begins\ntest: plain has a setup.sh that fails\n", 1, two)),
		  std::vector<std::string>{ "plain: its setup.sh fails" });
}

TEST(Judge, AnUnexplainedStatusFails)
{
	EXPECT_EQ(failures(judge_load(suite + plain, 2, two)),
		  std::vector<std::string>{ "run: kxx run ended with status 2" });
}

TEST(Judge, TheWalk)
{
	const std::vector<JudgedModule> modules{ { "suite_a", true }, { "suite_b", true }, { "suite_c", true } };
	const std::string walked =
		"test: suite_a walks slab\nkunit: suite_a: 4 cases, 10 failures injected, all handled\n"
		"test: suite_a walks pages\nkunit: suite_a: 4 cases, 3 failures injected, all handled\n";
	const auto results = judge_walk(walked + "test: suite_b walks slab\ntest: suite_b hangs\n"
						 "test: /proc/7/stack: insmod\ntest:     [<0>] wait\n",
					1, modules);

	ASSERT_EQ(results.size(), 3u);
	EXPECT_EQ(results[0].children.at(0).reason, "13 failures injected into 4 cases");
	EXPECT_EQ(failures(results),
		  (std::vector<std::string>{ "suite_b: it did not come to its end", "suite_c: not reached" }));
	EXPECT_EQ(results[1].children.at(0).diagnostics,
		  (std::vector<std::string>{ "test: suite_b hangs", "test: /proc/7/stack: insmod",
					     "test:     [<0>] wait" }));
	// One of the two walks is missing.
	EXPECT_EQ(failures(judge_walk("test: suite_a walks slab\nkunit: suite_a: 4 cases, 10 failures injected\n", 1,
				      { { "suite_a", true } })),
		  std::vector<std::string>{ "suite_a: it did not come to its end" });
}

TEST(Judge, AWalkThatInjectsNothingFails)
{
	const std::string walked =
		"test: suite_a walks slab\nkunit: suite_a: 4 cases, 0 failures injected, all handled\n"
		"test: suite_a walks pages\nkunit: suite_a: 4 cases, 0 failures injected, all handled\n";

	EXPECT_EQ(failures(judge_walk(walked, 0, { { "suite_a", true } })),
		  std::vector<std::string>{ "walk: no failure was injected into any case" });
	EXPECT_EQ(failures(judge_walk("[    1.0] kunit: grows: allocations without end\n" + walked, 0,
				      { { "suite_a", true } })),
		  std::vector<std::string>{ "walk: kunit: grows: allocations without end" });
}

TEST(Judge, TheKernelsResultsAndAScriptsAreTwoStreams)
{
	const std::string mixed = "KTAP version 1\n1..2\nok 1 before\n" + suite + "not ok 2 after\n";
	const TestResult result = judge_scenario(mixed, 0, { .name = "mixed" });

	EXPECT_EQ(vm::count(result.children), (vm::TestCounts{ .passed = 2, .failed = 1 }));
	// A line of the guest that looks like a report hides nothing.
	EXPECT_EQ(judge_scenario("kxx: error: x\nKTAP version 1\n1..1\nnot ok 1 b\n", 0, { .name = "x" }).status,
		  Status::Failed);
}

TEST(Judge, TheStress)
{
	const std::vector<JudgedModule> modules{ { "suite_a", true } };
	const std::string once = "kunit: suite_a: 5 passed, 0 failed, 0 skipped\n";

	EXPECT_EQ(failures(judge_stress(once + once, 0, modules, 2)), std::vector<std::string>{});
	EXPECT_EQ(failures(judge_stress(once, 0, modules, 2)),
		  std::vector<std::string>{ "suite_a: loaded 1 times instead of 2" });
	EXPECT_EQ(
		failures(judge_stress(once + once + "kunit: suite_a: 4 passed, 1 failed, 0 skipped\n", 1, modules, 2)),
		std::vector<std::string>{ "suite_a: cases fail under load" });
}

TEST(Judge, Scenarios)
{
	const Scenario expects{ .name = "echo", .status = 1, .expectations = { "^here$" } };

	EXPECT_EQ(judge_scenario("here\n", 1, expects).status, Status::Passed);
	EXPECT_EQ(judge_scenario("here\n", 0, expects).reason, "status 0 instead of 1");
	EXPECT_EQ(judge_scenario("there\n", 1, expects).reason, "no line matches '^here$'");
	// The scenario's own KTAP counts, but it cannot outweigh the exit status.
	const Scenario plain{ .name = "fuzz" };
	const std::string good = "KTAP version 1\n1..1\nok 1 device\n", bad = "KTAP version 1\n1..1\nnot ok 1 device\n";
	EXPECT_EQ(judge_scenario(good, 0, plain).status, Status::Passed);
	EXPECT_EQ(judge_scenario(good, 1, plain).status, Status::Failed);
	EXPECT_EQ(judge_scenario(bad, 0, plain).status, Status::Failed);
	EXPECT_EQ(judge_scenario("KTAP version 1\n1..2\nok 1 device\n", 0, plain).status, Status::Failed);
	// The output of a script on the host may be the log of another run.
	EXPECT_EQ(judge_scenario("starting\n" + bad, 0, { .name = "shows", .on_host = true }).status, Status::Passed);
	EXPECT_EQ(judge_scenario(bad, 0, { .name = "judges", .on_host = true }).status, Status::Failed);
}

TEST(Judge, ResultsWithoutAVersionFail)
{
	EXPECT_EQ(judge_scenario("1..2\nok 1\nnot ok 2 not fine\n", 0, { .name = "bare" }).status, Status::Failed);
	EXPECT_EQ(judge_scenario("[    1.0] not ok 2 not fine\n", 0, { .name = "bare" }).status, Status::Failed);
	EXPECT_EQ(judge_scenario("ok, done\n", 0, { .name = "words" }).status, Status::Passed);
}

TEST(Judge, TheLastWordsOfAScriptThatHangs)
{
	const TestResult result = judge_scenario("about to hang\nkxx: error: the guest did not finish within 5 s\n", 1,
						 { .name = "hangs" });

	EXPECT_EQ(result.diagnostics,
		  (std::vector<std::string>{ "about to hang", "the guest did not finish within 5 s" }));
}

TEST(Judge, Builds)
{
	EXPECT_EQ(judge_build("make: entering\na.cpp:1: error: no\nnote\nb.cpp:2: warning: hm\n"),
		  (std::vector<std::string>{ "a.cpp:1: error: no", "b.cpp:2: warning: hm" }));
	EXPECT_EQ(judge_build("make: no rule\n"), std::vector<std::string>{ "make: no rule" });
	EXPECT_EQ(judge_build("ERROR: modpost: \"elsewhere\" undefined!\n"
			      "kxx: error: the build for kernel 6.12.1 failed\n"),
		  std::vector<std::string>{ "ERROR: modpost: \"elsewhere\" undefined!" });
}

} // namespace
} // namespace kxx::test
