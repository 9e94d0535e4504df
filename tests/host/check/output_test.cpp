// SPDX-License-Identifier: GPL-2.0
//! How findings are written: text, JSON and SARIF.
#include "check/json.hpp"
#include "check/rules.hpp"
#include "check/text.hpp"

#include <regex>

#include <nlohmann/json.hpp>

#include "../cli/workshop.hpp"

namespace kxx::check {
namespace {
namespace fs = std::filesystem;
using nlohmann::json;
using Colour = TextWriter::Colour;

class Output : public test::Workshop {
protected:
	Output()
	{
		directory = fs::canonical(directory);
		write("a.cpp", "int x;\n\tauto ü = f(x);\n\tuse(view);\n");
	}

	Place at(unsigned line, unsigned column) const { return { (directory / "a.cpp").string(), line, column }; }

	Finding finding() const
	{
		return { .rule = "ended-loan",
			 .place = at(3, 6),
			 .function = "Echo::read",
			 .message = "'view' is used after its owner changed",
			 .help = "use 'view' before push()",
			 .trace = { { at(2, 12), "'x' is changed here" } } };
	}

	static Result result(std::vector<Judged> findings)
	{
		Result result;

		result.findings = std::move(findings);
		result.modules = 1;
		return result;
	}
};

TEST_F(Output, AsClangPrints)
{
	EXPECT_EQ(TextWriter(directory, Colour::Off).write(finding()),
		  "a.cpp:3:6: error: 'view' is used after its owner changed [kxx-ended-loan]\n"
		  "    3 | \tuse(view);\n"
		  "      | \t    ^\n"
		  "a.cpp:2:12: note: 'x' is changed here\n"
		  "    2 | \tauto ü = f(x);\n"
		  "      | \t         ^\n"
		  "help: use 'view' before push()\n");
}

/// Editors look for errors in what a command prints by this expression; here, VS Code's for gcc.
TEST_F(Output, EditorsKnowTheLines)
{
	static const std::regex line(R"(^(.*?):(\d+):(\d*):?\s+(?:fatal\s+)?(warning|error):\s+(.*)$)");
	Finding fault = finding();
	auto parts = [&] {
		const std::string text = TextWriter(directory, Colour::Off).write(fault);
		const std::string first = text.substr(0, text.find('\n'));
		std::smatch match;

		EXPECT_TRUE(std::regex_match(first, match, line)) << first;
		return std::vector<std::string>(match.begin() + 1, match.end());
	};

	EXPECT_EQ(parts(), (std::vector<std::string>{ "a.cpp", "3", "6", "error",
						      "'view' is used after its owner changed [kxx-ended-loan]" }));
	fault.level = Level::Warning;
	EXPECT_EQ(parts()[3], "warning");
	fault.place.column = 0;
	EXPECT_EQ(parts()[1], "3");
	EXPECT_EQ(parts()[2], "");
}

TEST_F(Output, Colours)
{
	const std::string text = TextWriter(directory, Colour::On).write(finding());

	EXPECT_NE(text.find("\033[1;31merror:\033[0m"), text.npos);
	EXPECT_NE(text.find("\033[1;32m^\033[0m"), text.npos);
}

TEST_F(Output, WithoutSource)
{
	Finding fault = finding();
	fault.trace.clear();
	fault.help.clear();
	fault.level = Level::Warning;
	const auto write = [&](Place place) {
		fault.place = place;
		return TextWriter(directory, Colour::Off).write(fault);
	};
	const std::string rest = " warning: 'view' is used after its owner changed [kxx-ended-loan]\n";

	EXPECT_EQ(write({ "/absent.cpp", 3, 1 }), "/absent.cpp:3:1:" + rest);
	EXPECT_EQ(write(at(99, 1)), "a.cpp:99:1:" + rest);
	EXPECT_EQ(write({}), "kxx:" + rest);
	EXPECT_EQ(write(at(1, 0)), "a.cpp:1:" + rest + "    1 | int x;\n");
	EXPECT_EQ(write(at(1, 99)), "a.cpp:1:99:" + rest + "    1 | int x;\n");
}

TEST_F(Output, NoControlCharactersOfTheSource)
{
	write("a.cpp", "int x; // \033[31m\n");
	Finding fault = finding();
	fault.trace.clear();
	fault.place = at(1, 1);

	EXPECT_EQ(TextWriter(directory, Colour::Off).write(fault).find('\033'), std::string::npos);
}

TEST_F(Output, Paths)
{
	EXPECT_EQ(shown_path("/a/b/c.cpp", "/a/b"), "c.cpp");
	EXPECT_EQ(shown_path("/a/long/b/c.cpp", "/a/long/x"), "../b/c.cpp");
	EXPECT_EQ(shown_path("/c.cpp", "/a/b/c/d"), "/c.cpp");
}

TEST_F(Output, Summary)
{
	Finding warning = finding();
	warning.level = Level::Warning;
	Result all = result({ { finding() },
			      { finding() },
			      { warning },
			      { finding(), Judged::State::Silenced, "it is so" },
			      { warning, Judged::State::InBaseline },
			      { warning, Judged::State::InBaseline } });

	EXPECT_EQ(summary(all),
		  "2 errors, 1 warning in 1 module; 1 finding is silenced with a reason, 2 in the baseline");
	all.modules = 3;
	all.findings.resize(1);
	EXPECT_EQ(summary(all), "1 error in 3 modules");
	all.findings[0].state = Judged::State::InBaseline;
	EXPECT_EQ(summary(all), "no findings in 3 modules; 1 finding is in the baseline");
}

TEST_F(Output, Json)
{
	Result one = result({ { finding(), Judged::State::Silenced, "it is so" } });
	one.stale.push_back({ "b", "trap", "a.cpp", "f", "m", 2 });
	one.census.push_back({ (directory / "a.cpp").string(), 4 });
	one.stacks.push_back({ "echo", { .bytes = 96, .path = { { "init_module", at(2, 0), 96 } } } });
	const json all = json::parse(write_json(one, directory));

	EXPECT_EQ(all["version"], 1);
	EXPECT_EQ(all["errors"], 0);
	EXPECT_EQ(all["silenced"], 1);
	EXPECT_EQ(all["complete"], true);
	const json &fault = all["findings"][0];
	EXPECT_EQ(fault["rule"], "ended-loan");
	EXPECT_EQ(fault["file"], "a.cpp");
	EXPECT_EQ(fault["line"], 3);
	EXPECT_EQ(fault["column"], 6);
	EXPECT_EQ(fault["state"], "silenced");
	EXPECT_EQ(fault["reason"], "it is so");
	EXPECT_EQ(fault["trace"][0]["message"], "'x' is changed here");
	EXPECT_EQ(all["stale"][0]["count"], 2);
	EXPECT_EQ(all["census"][0]["unsafe"], 4);
	EXPECT_EQ(all["stacks"][0]["path"][0]["line"], 2);
}

/// What the standard demands of a location.
void expect_location(const json &location)
{
	const json &physical = location.at("physicalLocation");

	EXPECT_TRUE(physical.at("artifactLocation").at("uri").is_string());
	EXPECT_GE(physical.at("region").at("startLine").get<int>(), 1);
	if (physical.at("region").contains("startColumn")) {
		EXPECT_GE(physical.at("region").at("startColumn").get<int>(), 1);
	}
}

TEST_F(Output, Sarif)
{
	Finding unknown = finding();
	unknown.rule = "has-no-page";
	unknown.place = { "/else where/b.cpp", 1, 1 };
	unknown.trace.clear();
	Result some = result({ { finding() },
			       { unknown, Judged::State::InBaseline },
			       { finding(), Judged::State::Silenced, "it is so" } });
	some.failures.emplace_back(Fault::Environment, "module 'x' was not built");
	some.compile_errors.push_back({ .rule = "compile", .place = at(1, 1), .message = "no such type" });
	const json log = json::parse(write_sarif(some, directory));

	EXPECT_EQ(log.at("version"), "2.1.0");
	EXPECT_TRUE(log.at("$schema").get<std::string>().ends_with("sarif-schema-2.1.0.json"));
	ASSERT_EQ(log.at("runs").size(), 1u);
	const json &run = log["runs"][0];
	const json &driver = run.at("tool").at("driver");
	EXPECT_EQ(driver.at("name"), "kxx check");
	std::set<std::string> ids;
	for (const json &rule : driver.at("rules")) {
		EXPECT_TRUE(ids.insert(rule.at("id").get<std::string>()).second);
		EXPECT_FALSE(rule.at("shortDescription").at("text").get<std::string>().empty());
	}
	for (const Page &page : all_pages())
		EXPECT_TRUE(ids.contains(std::string(page.rule)));

	ASSERT_EQ(run.at("results").size(), 3u);
	for (const json &one : run["results"]) {
		EXPECT_EQ(driver["rules"].at(one.at("ruleIndex").get<std::size_t>()).at("id"), one.at("ruleId"));
		EXPECT_TRUE(one.at("message").at("text").is_string());
		EXPECT_EQ(one.at("level"), "error");
		for (const json &location : one.at("locations"))
			expect_location(location);
	}
	const json &first = run["results"][0];
	EXPECT_EQ(first["locations"][0]["physicalLocation"]["artifactLocation"],
		  json({ { "uri", "a.cpp" }, { "uriBaseId", "SRCROOT" } }));
	EXPECT_EQ(run.at("originalUriBaseIds").at("SRCROOT").at("uri"), "file://" + directory.string() + "/");
	const json &steps = first.at("codeFlows").at(0).at("threadFlows").at(0).at("locations");
	ASSERT_EQ(steps.size(), 2u);
	for (const json &step : steps) {
		expect_location(step.at("location"));
		EXPECT_TRUE(step["location"].at("message").at("text").is_string());
	}
	// The line before the place has a character of two bytes.
	EXPECT_EQ(steps[0]["location"]["physicalLocation"]["region"]["startColumn"], 11);
	EXPECT_FALSE(first.contains("suppressions"));
	EXPECT_EQ(run["results"][1]["suppressions"], json::array({ { { "kind", "external" } } }));
	EXPECT_EQ(run["results"][1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
		  "file:///else%20where/b.cpp");
	EXPECT_EQ(run["results"][2]["suppressions"],
		  json::array({ { { "kind", "inSource" }, { "justification", "it is so" } } }));
	ASSERT_EQ(run.at("invocations").size(), 1u);
	EXPECT_EQ(run["invocations"][0].at("executionSuccessful"), false);
	EXPECT_EQ(run["invocations"][0].at("toolExecutionNotifications").size(), 2u);
}

TEST_F(Output, Census)
{
	Result some;
	some.census = { { (directory / "a.cpp").string(), 1 }, { (directory / "b.cpp").string(), 12 } };

	EXPECT_EQ(write_census(some, directory), "    12 b.cpp\n     1 a.cpp\n'unsafe' is named 13 times in 2 files\n");
}

TEST_F(Output, Stacks)
{
	Result some;
	some.stacks = { { "echo",
			  { .bytes = 152, .path = { { "init_module", at(3, 0), 96 }, { "f(int)", at(1, 0), 56 } } } },
			{ "ping", { .recursive = true, .through_pointer = true } } };

	EXPECT_EQ(
		write_stacks(some, directory),
		"echo: 152 of 8192 bytes on the deepest path of calls\n"
		"    96  a.cpp:3: init_module\n"
		"    56  a.cpp:1: f(int)\n"
		"ping: 0 of 8192 bytes on the deepest path of calls, without what is called through pointers, with one "
		"round of recursion\n");
}

} // namespace
} // namespace kxx::check
