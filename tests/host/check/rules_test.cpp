// SPDX-License-Identifier: GPL-2.0
//! The pages of the rules.
#include "check/rules.hpp"

#include "common/failure.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace kxx::check {
namespace {

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

} // namespace
} // namespace kxx::check
