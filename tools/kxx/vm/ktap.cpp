// SPDX-License-Identifier: GPL-2.0
#include "vm/ktap.hpp"

#include "vm/splats.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace kxx::vm {
namespace {

using Status = TestResult::Status;

std::string_view trim(std::string_view text)
{
	while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
		text.remove_prefix(1);
	while (!text.empty() && (text.back() == ' ' || text.back() == '\r' || text.back() == '\n'))
		text.remove_suffix(1);
	return text;
}

std::optional<unsigned> take_number(std::string_view &text)
{
	unsigned value = 0;
	auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);

	if (error != std::errc())
		return std::nullopt;
	text.remove_prefix(end - text.data());
	return value;
}

bool is_version(std::string_view text)
{
	for (std::string_view word : { "KTAP version ", "TAP version " })
		if (text.starts_with(word)) {
			text.remove_prefix(word.size());
			return take_number(text).has_value() && text.empty();
		}
	return false;
}

bool equal_ignoring_case(std::string_view a, std::string_view b)
{
	return std::ranges::equal(a, b, [](char x, char y) { return std::tolower(x) == std::tolower(y); });
}

struct Directive {
	std::string word{}, reason{};
};

/// Splits "name # SKIP reason". A '#' inside a name is not a directive.
Directive take_directive(std::string_view &description)
{
	static constexpr std::string_view words[] = { "SKIP", "TODO", "XFAIL", "TIMEOUT", "ERROR" };

	for (std::size_t at = description.find('#'); at != description.npos; at = description.find('#', at + 1)) {
		std::string_view rest = trim(description.substr(at + 1));
		const std::string_view word = rest.substr(0, rest.find_first_of(" \t:"));
		for (std::string_view known : words) {
			if (!equal_ignoring_case(word, known))
				continue;
			rest.remove_prefix(word.size());
			if (rest.starts_with(':'))
				rest.remove_prefix(1);
			description = trim(description.substr(0, at));
			return { std::string(known), std::string(trim(rest)) };
		}
	}
	return {};
}

Status status_of(bool ok, const Directive &directive)
{
	if (directive.word == "SKIP")
		return Status::Skipped;
	if (directive.word == "TIMEOUT" || directive.word == "ERROR")
		return Status::Failed;
	// An expected failure is fine.
	if (directive.word == "TODO" || directive.word == "XFAIL")
		return Status::Passed;
	return ok ? Status::Passed : Status::Failed;
}

TestResult fault(std::string_view name, std::string reason)
{
	return { .name = std::string(name), .status = Status::Failed, .reason = std::move(reason) };
}

} // namespace

TestCounts &TestCounts::operator+=(const TestCounts &other)
{
	passed += other.passed;
	failed += other.failed;
	skipped += other.skipped;
	return *this;
}

TestCounts count(const std::vector<TestResult> &results)
{
	TestCounts counts;

	for (const TestResult &result : results)
		counts += count(result);
	return counts;
}

TestCounts count(const TestResult &result)
{
	if (result.children.empty())
		return { .passed = result.status == Status::Passed,
			 .failed = result.status == Status::Failed,
			 .skipped = result.status == Status::Skipped };
	TestCounts counts = count(result.children);
	if (result.status == Status::Failed && counts.failed == 0)
		counts.failed++;
	return counts;
}

/// The level of a line at `indent`; deeper ones stay open for the result that will own them.
KtapParser::Level &KtapParser::level_at(std::size_t indent)
{
	for (Level &level : levels_)
		if (level.indent == indent)
			return level;
	auto after = std::ranges::find_if(levels_, [&](const Level &level) { return level.indent > indent; });
	return *levels_.insert(after, Level{ .indent = indent });
}

void KtapParser::check_level(Level &level)
{
	// KUnit prints no plan for parameterised tests; the result of their group shows that they
	// ended.
	if (!level.plan && !level.results.empty() && level.indent == 0)
		level.faults.push_back("no plan (\"1..N\"), so a crash would go unnoticed");
	if (level.plan && *level.plan != level.results.size())
		level.faults.push_back(fmt::format("{} tests planned, {} reported", *level.plan, level.results.size()));
	for (const std::string &text : level.faults)
		level.results.push_back(fault(level.subtest.empty() ? "output" : level.subtest, text));
	level.faults.clear();
}

/// Turns levels deeper than `indent` that no result claimed into a failure of their own.
void KtapParser::close_deeper(std::size_t indent)
{
	while (!levels_.empty() && levels_.back().indent > indent) {
		Level level = std::move(levels_.back());

		levels_.pop_back();
		if (level.results.empty() && !level.versioned && !level.plan)
			continue; // only diagnostics
		TestResult group = fault(level.subtest.empty() ? "unnamed group" : level.subtest, "did not finish");
		check_level(level);
		group.children = std::move(level.results);
		group.diagnostics = std::move(level.diagnostics);
		group.children.push_back(fault(group.name, "did not finish"));
		if (levels_.empty())
			levels_.push_back({ .indent = 0 });
		levels_.back().results.push_back(std::move(group));
	}
}

void KtapParser::close_document()
{
	if (levels_.empty())
		return;
	close_deeper(levels_.front().indent);
	check_level(levels_.front());
	for (TestResult &result : levels_.front().results)
		finished_.push_back(std::move(result));
	levels_.clear();
}

void KtapParser::open_document(std::size_t indent)
{
	if (indent == 0)
		close_document();
	else
		close_deeper(indent);
	Level &level = level_at(indent);
	if (!level.results.empty() || level.plan) {
		// Another group begins although the previous one got no result.
		const std::size_t parent = indent - 1;
		close_deeper(parent);
		level_at(indent).versioned = true;
		return;
	}
	level.versioned = true;
}

void KtapParser::result_line(std::size_t indent, bool ok, std::string_view rest)
{
	const std::optional<unsigned> number = take_number(rest);
	rest = trim(rest);
	if (rest.starts_with("- "))
		rest = trim(rest.substr(2));
	const Directive directive = take_directive(rest);
	TestResult result{ .name = std::string(rest), .status = status_of(ok, directive), .reason = directive.reason };

	auto deeper = std::ranges::find_if(levels_, [&](const Level &level) { return level.indent > indent; });
	if (deeper != levels_.end()) {
		// The next deeper level is this result's group; still deeper levels were broken
		// off.
		const std::size_t group_indent = deeper->indent;
		close_deeper(group_indent);
		Level group = std::move(levels_.back());
		levels_.pop_back();
		if (group.results.empty() && !group.plan && !group.versioned) {
			result.diagnostics = std::move(group.diagnostics);
		} else {
			check_level(group);
			result.children = std::move(group.results);
			result.diagnostics = std::move(group.diagnostics);
			if (result.status == Status::Passed && count(result.children).failed != 0)
				result.status = Status::Failed;
		}
	}
	Level &level = level_at(indent);
	if (number && *number != level.results.size() + 1)
		level.faults.push_back(fmt::format("test {} has number {}", level.results.size() + 1, *number));
	if (result.name.empty())
		result.name = fmt::format("test {}", level.results.size() + 1);
	result.diagnostics.insert(result.diagnostics.end(), level.diagnostics.begin(), level.diagnostics.end());
	level.diagnostics.clear();
	level.results.push_back(std::move(result));
}

void KtapParser::feed(std::string_view line)
{
	std::string_view text = without_timestamp(line);
	// without_timestamp() removes one space after the stamp; the rest is indentation.
	const std::size_t indent = std::min(text.find_first_not_of(' '), text.size());

	text = trim(text);
	if (is_version(text)) {
		open_document(indent);
		return;
	}
	if (levels_.empty())
		return; // before the first version line nothing counts
	if (text.starts_with("ok ") || text == "ok") {
		result_line(indent, true, text.substr(std::min<std::size_t>(3, text.size())));
	} else if (text.starts_with("not ok ") || text == "not ok") {
		result_line(indent, false, text.substr(std::min<std::size_t>(7, text.size())));
	} else if (text.starts_with("1..")) {
		std::string_view rest = text.substr(3);
		const std::optional<unsigned> plan = take_number(rest);

		rest = trim(rest);
		if (!plan || !(rest.empty() || rest.starts_with('#')))
			return;
		Level &level = level_at(indent);
		if (level.plan)
			level.faults.push_back("two plans");
		level.plan = *plan;
	} else if (text.starts_with("Bail out!")) {
		level_at(indent).faults.push_back(std::string(text));
	} else if (text.starts_with("#")) {
		text = trim(text.substr(1));
		Level &level = level_at(indent);
		if (text.starts_with("Subtest: "))
			level.subtest = trim(text.substr(9));
		else
			level.diagnostics.emplace_back(text);
	}
}

std::vector<TestResult> KtapParser::finish()
{
	close_document();
	return std::move(finished_);
}

} // namespace kxx::vm
