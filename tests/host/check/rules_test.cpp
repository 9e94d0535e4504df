// SPDX-License-Identifier: GPL-2.0
//! The pages of the rules.
#include "check/rules.hpp"

#include "check/new_rule.hpp"
#include "common/failure.hpp"

#include <algorithm>

#include "../cli/workshop.hpp"

namespace kxx::check {
namespace {
namespace fs = std::filesystem;

TEST(Rules, EachPageHasItsParts)
{
	EXPECT_GE(all_pages().size(), 3u);
	for (const Page &page : all_pages()) {
		const std::string text(page.text);

		EXPECT_TRUE(text.starts_with("# " + std::string(page.rule) + ": ")) << page.rule;
		EXPECT_FALSE(page.title().empty()) << page.rule;
		std::size_t last = 0;
		for (const char *part : { "\n## Why\n", "\n## Bad\n", "\n## Good\n", "\n## How to silence\n" }) {
			const std::size_t at = text.find(part);

			EXPECT_NE(at, text.npos) << page.rule << ": there is no " << part;
			EXPECT_GT(at, last) << page.rule;
			last = at;
		}
	}
}

TEST(Rules, AreSorted)
{
	EXPECT_TRUE(std::ranges::is_sorted(all_pages(), {}, &Page::rule));
}

TEST(Rules, AreFoundByName)
{
	EXPECT_EQ(page_of("silences-nothing").rule, "silences-nothing");
	EXPECT_EQ(page_of("kxx-silences-nothing").rule, "silences-nothing");
	EXPECT_EQ(page_of("silences-nothing").title(), "a comment silences a finding that is not there");
}

TEST(Rules, NearNames)
{
	const auto note = [](const char *name) {
		try {
			(void)page_of(name);
		} catch (const Failure &failure) {
			EXPECT_EQ(failure.fault, Fault::Environment);
			EXPECT_EQ(failure.what(), std::string("there is no rule '") + name + "'");
			return failure.note;
		}
		return std::string("it exists");
	};

	EXPECT_EQ(note("silences-nothink"), "did you mean 'silences-nothing'?");
	EXPECT_EQ(note("kxx-silences-nothink"), "did you mean 'silences-nothing'?");
	EXPECT_EQ(note("zzz"), "kxx check --rules lists the rules");
}

class NewRule : public test::Workshop {
protected:
	NewRule()
	{
		write("tools/check/rules/registry.cpp", "#include \"rule.hpp\"\n\n"
							"#include <algorithm>\n\n"
							"#include \"stock/stock.hpp\"\n\n"
							"static constexpr Rule rules[] = {\n"
							"\t{ \"unlocked-access\", make_stock },\n"
							"};\n");
	}

	std::string refusal(const std::string &name)
	{
		try {
			make_rule(directory, name);
		} catch (const Failure &failure) {
			return failure.what();
		}
		return "";
	}
};

TEST_F(NewRule, IsComplete)
{
	const auto files = make_rule(directory, "lost-and-found");

	ASSERT_EQ(files.size(), 6u);
	for (const auto &file : files)
		EXPECT_TRUE(std::filesystem::is_regular_file(file)) << file;
	EXPECT_EQ(read("tools/check/rules/registry.cpp"), "#include \"rule.hpp\"\n\n"
							  "#include <algorithm>\n\n"
							  "#include \"stock/stock.hpp\"\n"
							  "#include \"rules/lost-and-found/rule.hpp\"\n\n"
							  "static constexpr Rule rules[] = {\n"
							  "\t{ \"unlocked-access\", make_stock },\n"
							  "\t{ \"lost-and-found\", make_lost_and_found },\n"
							  "};\n");
	const std::string code = read("tools/check/rules/lost-and-found/rule.cpp");
	EXPECT_NE(code.find("class LostAndFound final"), code.npos);
	EXPECT_NE(code.find("make_lost_and_found()"), code.npos);
	EXPECT_EQ(code.find('@'), code.npos);
	EXPECT_NE(read("tools/check/rules/lost-and-found/cases/one_bad.cpp").find("// BUG: lost-and-found\n"),
		  std::string::npos);
	EXPECT_TRUE(read("tools/check/rules/lost-and-found/page.md").starts_with("# lost-and-found: "));
}

TEST_F(NewRule, RefusesNames)
{
	for (const char *name : { "", "A", "a_b", "-a", "a-", "../a", "kxx-a" })
		EXPECT_EQ(refusal(name), std::string("'") + name + "' cannot be the name of a rule");
	EXPECT_EQ(refusal("silences-nothing"), "there is a rule 'silences-nothing' already");
	EXPECT_EQ(refusal("twice"), "");
	EXPECT_NE(refusal("twice").find("exists already"), std::string::npos);
}

TEST_F(NewRule, NeedsTheSources)
{
	fs::remove_all(directory / "tools");
	EXPECT_TRUE(refusal("some-rule").starts_with("there is no '"));
}

} // namespace
} // namespace kxx::check
