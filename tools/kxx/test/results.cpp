// SPDX-License-Identifier: GPL-2.0
#include "test/results.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace kxx::test {
namespace {

using vm::TestCounts;
using vm::TestResult;
using Status = TestResult::Status;

std::string reason_of(const TestResult &result)
{
	return result.reason.empty() ? "" : ": " + result.reason;
}

/// The status of a result and its children together.
Status status_of(const TestResult &result)
{
	const TestCounts counts = vm::count(result);

	if (counts.failed != 0)
		return Status::Failed;
	return counts.passed == 0 && counts.skipped != 0 ? Status::Skipped : Status::Passed;
}

std::string_view word_of(Status status)
{
	switch (status) {
	case Status::Passed:
		return "PASS";
	case Status::Skipped:
		return "SKIP";
	case Status::Failed:
		break;
	}
	return "FAIL";
}

/// Whether something failed that no child says.
bool fails_itself(const TestResult &result)
{
	return result.status == Status::Failed &&
	       (result.children.empty() || vm::count(result.children).failed == 0 || !result.reason.empty());
}

std::string details(const TestResult &result)
{
	std::string text;

	for (const std::string &line : result.diagnostics)
		text += fmt::format("       {}\n", line);
	return text;
}

/// The results that failed themselves, not only because a child failed.
std::string failures(const TestResult &result, const std::string &prefix)
{
	const std::string name = prefix.empty() ? result.name : prefix + "." + result.name;
	std::string text;

	for (const TestResult &child : result.children)
		text += failures(child, name);
	if (fails_itself(result))
		text += fmt::format("  FAIL {}{}\n{}", name, reason_of(result), details(result));
	return text;
}

std::string case_lines(const KernelResult &result)
{
	const TestResult &suite = result.test;
	std::string text;

	for (const TestResult &one : suite.children) {
		const Status status = status_of(one);

		text += fmt::format("{} {} {}.{}{}\n", word_of(status), result.kernel, suite.name, one.name,
				    reason_of(one));
		if (status != Status::Failed)
			continue;
		for (const TestResult &child : one.children)
			text += failures(child, suite.name + "." + one.name);
		text += details(one);
	}
	if (suite.children.empty() || fails_itself(suite))
		text += fmt::format("{} {} {}{}\n{}", word_of(status_of(suite)), result.kernel, suite.name,
				    reason_of(suite), suite.status == Status::Failed ? details(suite) : "");
	return text;
}

std::string suite_line(const KernelResult &result)
{
	const TestResult &suite = result.test;

	if (suite.children.empty())
		return case_lines(result);
	return fmt::format("{} {} {}: {}\n{}", word_of(status_of(suite)), result.kernel, suite.name,
			   describe(vm::count(suite)), failures(suite, {}));
}

/// A name without the characters that KTAP takes for a directive.
std::string ktap_name(std::string name)
{
	std::ranges::replace(name, '#', '_');
	std::ranges::replace(name, '\n', ' ');
	return name;
}

std::string ktap_of(const TestResult &result, std::size_t number, const std::string &indent);

std::string ktap_group(const std::vector<TestResult> &results, const std::string &name, const std::string &indent)
{
	std::string text = fmt::format("{}KTAP version 1\n", indent);

	if (!name.empty())
		text += fmt::format("{}# Subtest: {}\n", indent, ktap_name(name));
	text += fmt::format("{}1..{}\n", indent, results.size());
	for (std::size_t i = 0; i < results.size(); i++)
		text += ktap_of(results[i], i + 1, indent);
	return text;
}

std::string ktap_of(const TestResult &result, std::size_t number, const std::string &indent)
{
	const Status status = status_of(result);
	std::string text;

	if (!result.children.empty())
		text += ktap_group(result.children, result.name, indent + "    ");
	if (status == Status::Failed && !result.reason.empty())
		text += fmt::format("{}# {}{}\n", indent, ktap_name(result.name), reason_of(result));
	for (const std::string &line : result.diagnostics)
		text += fmt::format("{}# {}\n", indent, line);
	return text + fmt::format("{}{} {} {}{}\n", indent, status == Status::Failed ? "not ok" : "ok", number,
				  ktap_name(result.name), status == Status::Skipped ? " # SKIP " + result.reason : "");
}

/// The length of the character of UTF-8 that `text` begins with; 0 if it begins with none.
std::size_t length_of_character(std::string_view text)
{
	const unsigned char first = text[0];
	const std::size_t length = first < 0x80		? 1
				   : (first >> 5) == 6	? 2
				   : (first >> 4) == 14 ? 3
				   : (first >> 3) == 30 ? 4
							: 0;

	if (length > text.size())
		return 0;
	for (std::size_t i = 1; i < length; i++)
		if ((static_cast<unsigned char>(text[i]) >> 6) != 2)
			return 0;
	return length;
}

/// Text for XML, without the characters that it may not hold. The kernel's log is in no certain encoding.
std::string xml(std::string_view text)
{
	std::string escaped;

	while (!text.empty()) {
		const std::size_t length = length_of_character(text);
		const char c = text[0];

		if (length == 0)
			escaped += '?';
		else if (length > 1)
			escaped += text.substr(0, length);
		else if (c == '&')
			escaped += "&amp;";
		else if (c == '<')
			escaped += "&lt;";
		else if (c == '>')
			escaped += "&gt;";
		else if (c == '"')
			escaped += "&quot;";
		else if (static_cast<unsigned char>(c) >= ' ' || c == '\n' || c == '\t')
			escaped += c;
		text.remove_prefix(std::max<std::size_t>(length, 1));
	}
	return escaped;
}

std::string text_of(const TestResult &result)
{
	std::string text = failures(result, {});

	return text.empty() ? details(result) : text;
}

std::string junit_case(const TestResult &one, const std::string &class_name)
{
	std::string text = fmt::format("    <testcase classname=\"{}\" name=\"{}\"", xml(class_name), xml(one.name));

	switch (status_of(one)) {
	case Status::Passed:
		return text + "/>\n";
	case Status::Skipped:
		return text + fmt::format("><skipped message=\"{}\"/></testcase>\n", xml(one.reason));
	case Status::Failed:
		break;
	}
	return text + fmt::format("><failure message=\"{}\">{}</failure></testcase>\n",
				  xml(one.reason.empty() ? "failed" : one.reason), xml(text_of(one)));
}

std::string junit_suite(const KernelResult &result)
{
	const TestResult &suite = result.test;
	const std::string name = result.kernel + "." + suite.name;
	std::vector<TestResult> cases = suite.children;

	if (cases.empty() || fails_itself(suite)) {
		cases.push_back(suite);
		cases.back().children.clear();
	}
	const auto with = [&](Status status) {
		return std::ranges::count_if(cases, [&](const TestResult &one) { return status_of(one) == status; });
	};
	std::string text =
		fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" skipped=\"{}\" time=\"{:.3f}\">\n",
			    xml(name), cases.size(), with(Status::Failed), with(Status::Skipped), result.seconds);
	for (const TestResult &one : cases)
		text += junit_case(one, name);
	return text + "  </testsuite>\n";
}

} // namespace

std::string describe(const TestCounts &counts)
{
	std::string text = fmt::format("{} passed, {} failed", counts.passed, counts.failed);

	if (counts.skipped != 0)
		text += fmt::format(", {} skipped", counts.skipped);
	return text;
}

std::string as_lines(const KernelResult &result, bool cases)
{
	return cases ? case_lines(result) : suite_line(result);
}

std::string as_ktap(const std::vector<KernelResult> &results)
{
	std::vector<TestResult> groups;

	for (const KernelResult &result : results) {
		auto group = std::ranges::find(groups, result.kernel, &TestResult::name);

		if (group == groups.end())
			group = groups.insert(groups.end(), TestResult{ .name = result.kernel });
		group->children.push_back(result.test);
	}
	return ktap_group(groups, {}, {});
}

std::string as_junit(const std::vector<KernelResult> &results)
{
	std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";

	for (const KernelResult &result : results)
		text += junit_suite(result);
	return text + "</testsuites>\n";
}

} // namespace kxx::test
