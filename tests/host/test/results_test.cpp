// SPDX-License-Identifier: GPL-2.0
#include "test/results.hpp"

#include <sstream>

#include <gtest/gtest.h>

namespace kxx::test {
namespace {

using vm::TestResult;
using Status = TestResult::Status;

KernelResult good()
{
	return { .kernel = "6.12",
		 .test = { .name = "range",
			   .children = { { .name = "a" },
					 { .name = "b", .status = Status::Skipped, .reason = "no <x>" } } } };
}

KernelResult bad()
{
	return { .kernel = "6.12",
		 .test = { .name = "range",
			   .status = Status::Failed,
			   .children = {
				   { .name = "a", .status = Status::Failed, .diagnostics = { "1 & 2 differ" } },
				   { .name = "b",
				     .status = Status::Failed,
				     .children = { { .name = "1" }, { .name = "2", .status = Status::Failed } } } } } };
}

TEST(Results, Lines)
{
	EXPECT_EQ(as_lines(good(), false), "PASS 6.12 range: 1 passed, 0 failed, 1 skipped\n");
	EXPECT_EQ(as_lines(good(), true), "PASS 6.12 range.a\nSKIP 6.12 range.b: no <x>\n");
	EXPECT_EQ(as_lines(bad(), false), "FAIL 6.12 range: 1 passed, 2 failed\n"
					  "  FAIL range.a\n       1 & 2 differ\n"
					  "  FAIL range.b.2\n");
	EXPECT_EQ(as_lines(bad(), true), "FAIL 6.12 range.a\n       1 & 2 differ\n"
					 "FAIL 6.12 range.b\n  FAIL range.b.2\n");
}

TEST(Results, AFailureOfTheSuiteItself)
{
	KernelResult result = good();

	result.test.status = Status::Failed;
	result.test.reason = "status 1 instead of 0";
	result.test.diagnostics = { "an oops" };
	EXPECT_EQ(as_lines(result, true), "PASS 6.12 range.a\nSKIP 6.12 range.b: no <x>\n"
					  "FAIL 6.12 range: status 1 instead of 0\n       an oops\n");
	EXPECT_EQ(as_lines(result, false), "FAIL 6.12 range: 1 passed, 1 failed, 1 skipped\n"
					   "  FAIL range: status 1 instead of 0\n       an oops\n");
}

TEST(Results, KtapIsReadBack)
{
	KernelResult other = good();
	other.kernel = "6.1";
	other.test.name = "with # in it";
	const std::string text = as_ktap({ good(), other, bad() });
	vm::KtapParser parser;
	std::istringstream lines(text);

	for (std::string line; std::getline(lines, line);)
		parser.feed(line);
	const std::vector<TestResult> results = parser.finish();
	ASSERT_EQ(results.size(), 2u) << text;
	EXPECT_EQ(results[0].name, "6.12");
	ASSERT_EQ(results[0].children.size(), 2u) << text;
	EXPECT_EQ(results[0].children[0].children[1].reason, "no <x>");
	EXPECT_EQ(results[0].children[1].children[0].diagnostics, std::vector<std::string>{ "1 & 2 differ" });
	EXPECT_EQ(vm::count(results), (vm::TestCounts{ .passed = 3, .failed = 2, .skipped = 2 })) << text;
	EXPECT_EQ(results[1].children[0].name, "with _ in it");
}

TEST(Results, Junit)
{
	KernelResult slow = bad();
	slow.seconds = 1.5;
	EXPECT_EQ(as_junit({ good(), slow }),
		  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		  "<testsuites>\n"
		  "  <testsuite name=\"6.12.range\" tests=\"2\" failures=\"0\" skipped=\"1\" time=\"0.000\">\n"
		  "    <testcase classname=\"6.12.range\" name=\"a\"/>\n"
		  "    <testcase classname=\"6.12.range\" name=\"b\"><skipped message=\"no &lt;x&gt;\"/></testcase>\n"
		  "  </testsuite>\n"
		  "  <testsuite name=\"6.12.range\" tests=\"2\" failures=\"2\" skipped=\"0\" time=\"1.500\">\n"
		  "    <testcase classname=\"6.12.range\" name=\"a\"><failure message=\"failed\">"
		  "  FAIL a\n       1 &amp; 2 differ\n</failure></testcase>\n"
		  "    <testcase classname=\"6.12.range\" name=\"b\"><failure message=\"failed\">"
		  "  FAIL b.2\n</failure></testcase>\n"
		  "  </testsuite>\n"
		  "</testsuites>\n");
}

TEST(Results, TheSuitesOwnReasonIsKeptBesideItsCases)
{
	KernelResult result = bad();

	result.test.reason = "status 1 instead of 0";
	result.test.diagnostics = { "an oops" };
	for (const bool cases : { false, true })
		EXPECT_NE(as_lines(result, cases).find("range: status 1 instead of 0\n       an oops\n"),
			  std::string::npos)
			<< as_lines(result, cases);
	EXPECT_NE(as_junit({ result }).find("message=\"status 1 instead of 0\""), std::string::npos);
}

TEST(Results, JunitHoldsOnlyWhatXmlCan)
{
	const std::string text = as_junit(
		{ { .kernel = "debug",
		    .test = { .name = "a\"b", .status = Status::Failed, .reason = "\x1b[31m\xff<é“\xe2\n" } } });

	EXPECT_NE(text.find("name=\"debug.a&quot;b\""), std::string::npos) << text;
	EXPECT_NE(text.find("message=\"[31m?&lt;é“?\n\""), std::string::npos) << text;
}

} // namespace
} // namespace kxx::test
