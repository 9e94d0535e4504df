// SPDX-License-Identifier: GPL-2.0
//! Which comments silence which lines.
#include "check/allowance.hpp"

#include <gtest/gtest.h>

namespace kxx::check {
namespace {

TEST(Allowance, OnTheLineItself)
{
	const auto found = read_allowances("int a;\n"
					   "f(); // kxx-allow: ended-loan the buffer is static here\n");

	ASSERT_EQ(found.size(), 1u);
	EXPECT_EQ(found[0].rule, "ended-loan");
	EXPECT_EQ(found[0].reason, "the buffer is static here");
	EXPECT_EQ(found[0].line, 2u);
	EXPECT_EQ(found[0].column, 6u);
	EXPECT_EQ(found[0].silenced_line, 2u);
	EXPECT_TRUE(found[0].has_reason());
}

TEST(Allowance, AboveTheLine)
{
	const auto found = read_allowances("\t// kxx-allow: ended-loan the buffer\n"
					   "\t// is static here\n"
					   "\tf();\n");

	ASSERT_EQ(found.size(), 1u);
	EXPECT_EQ(found[0].reason, "the buffer is static here");
	EXPECT_EQ(found[0].line, 1u);
	EXPECT_EQ(found[0].silenced_line, 3u);
}

TEST(Allowance, TwoRulesForOneLine)
{
	const auto found = read_allowances("// kxx-allow: ended-loan the buffer is static\n"
					   "// kxx-allow: below it was checked by hand\n"
					   "f(); // kxx-allow: trap only when memory is broken\n");

	ASSERT_EQ(found.size(), 3u);
	EXPECT_EQ(found[0].reason, "the buffer is static");
	EXPECT_EQ(found[1].rule, "below");
	for (const Allowance &allowance : found)
		EXPECT_EQ(allowance.silenced_line, 3u);
}

TEST(Allowance, ABlankLineEndsIt)
{
	const auto found = read_allowances("// kxx-allow: ended-loan the buffer is static\n\nf();\n");

	ASSERT_EQ(found.size(), 1u);
	EXPECT_EQ(found[0].silenced_line, 2u);
}

TEST(Allowance, NotInsideOfLiteralsAndOtherComments)
{
	EXPECT_TRUE(read_allowances("f(\"// kxx-allow: below one two three\");\n").empty());
	EXPECT_TRUE(read_allowances("f(\"a\\\"// kxx-allow: below one two three\");\n").empty());
	EXPECT_TRUE(read_allowances("f(R\"x(\n// kxx-allow: below one two three\n)x\");\n").empty());
	EXPECT_TRUE(read_allowances("/*\n// kxx-allow: below one two three\n*/\n").empty());
	EXPECT_TRUE(read_allowances("/// kxx-allow: is how a finding is silenced\n").empty());
	EXPECT_TRUE(read_allowances("// write kxx-allow: below one two three\n").empty());
}

TEST(Allowance, AfterLiterals)
{
	EXPECT_EQ(read_allowances("f('\\''); // kxx-allow: below one two three\n").size(), 1u);
	EXPECT_EQ(read_allowances("f(1'000); // kxx-allow: below one two three\n").size(), 1u);
	EXPECT_EQ(read_allowances("f(LR\"(')\"); // kxx-allow: below one two three\n").size(), 1u);
	EXPECT_EQ(read_allowances("#error don't\nf(); // kxx-allow: below one two three\n").size(), 1u);
	EXPECT_EQ(read_allowances("f(\"\\\\\"); // kxx-allow: below one two three").size(), 1u);
}

TEST(Allowance, NeedsThreeWords)
{
	const auto reason = [](const std::string &text) {
		return read_allowances("f(); // kxx-allow: below " + text + "\n").at(0).has_reason();
	};

	EXPECT_FALSE(reason(""));
	EXPECT_FALSE(reason("false positive"));
	EXPECT_FALSE(reason("- - - -"));
	EXPECT_TRUE(reason("C frees it"));
}

TEST(Allowance, OtherForms)
{
	EXPECT_EQ(read_allowances("// kxx-allow below it is fine\nf();\n").at(0).rule, "");
	EXPECT_EQ(read_allowances("// kxx-allow:\nf();\n").at(0).rule, "");
	EXPECT_EQ(read_allowances("//kxx-allow: kxx-below: it is fine\r\nf();\n").at(0).rule, "below");
}

} // namespace
} // namespace kxx::check
