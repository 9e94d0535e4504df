// SPDX-License-Identifier: GPL-2.0
#include "test/judge.hpp"

#include "vm/splats.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <regex>
#include <sstream>

#include <fmt/format.h>

namespace kxx::test {
namespace {

using vm::TestResult;
using Status = TestResult::Status;
using Lines = std::vector<std::string>;

constexpr std::string_view error_mark = "kxx: error: ";
constexpr std::size_t shown_lines = 40;

Lines lines_of(std::string_view text)
{
	std::istringstream stream{ std::string(text) };
	Lines lines;

	for (std::string line; std::getline(stream, line);) {
		std::erase(line, '\r');
		lines.push_back(std::move(line));
	}
	return lines;
}

/// The results in a log. The kernel's lines, which have time stamps, and those of a script are two streams. (kxx's own
/// reports quote lines of the kernel behind four blanks, so that they have no time stamp and are no results.)
std::vector<TestResult> ktap_in(const Lines &lines)
{
	vm::KtapParser kernel, script;

	for (const std::string &line : lines)
		(vm::without_timestamp(line) == line ? script : kernel).feed(line);
	std::vector<TestResult> results = kernel.finish();
	std::ranges::move(script.finish(), std::back_inserter(results));
	return results;
}

/// Whether a module printed results while it was loaded.
bool printed_results(const Lines &lines, const std::string &module)
{
	bool inside = false;

	for (const std::string &line : lines) {
		if (line.find("test: " + module + " begins") != line.npos)
			inside = true;
		else if (line.find("test: " + module + " unloaded") != line.npos)
			inside = false;
		else if (inside && line.find("KTAP version ") != line.npos)
			return true;
	}
	return false;
}

bool says(const Lines &lines, const std::string &what)
{
	return std::ranges::any_of(lines, [&](const std::string &line) { return line.find(what) != line.npos; });
}

Lines before(const Lines &lines, const std::string &what, std::size_t most)
{
	const auto at =
		std::ranges::find_if(lines, [&](const std::string &line) { return line.find(what) != line.npos; });
	const auto begin = at - std::min<std::ptrdiff_t>(at - lines.begin(), most);

	return { begin, at };
}

Lines last_of(const Lines &lines, std::size_t most)
{
	return { lines.end() - std::min<std::ptrdiff_t>(lines.size(), most), lines.end() };
}

bool has_results_without_version(const Lines &lines)
{
	static const std::regex result("^(not )?ok [0-9]+( |$)");

	return std::ranges::any_of(lines, [](const std::string &line) {
		const std::string text(vm::without_timestamp(line));

		return std::regex_search(text, result);
	});
}

TestResult failed(std::string name, std::string reason, Lines diagnostics = {})
{
	return { .name = std::move(name),
		 .status = Status::Failed,
		 .reason = std::move(reason),
		 .diagnostics = std::move(diagnostics) };
}

TestResult suite_of_one(const std::string &suite, TestResult one)
{
	TestResult result{ .name = suite, .status = one.status };

	result.children.push_back(std::move(one));
	return result;
}

/// One error of `kxx run`, with the lines that it shows.
struct Complaint {
	std::string title{};
	Lines lines{};
};

/// The faults that kxx found: reports of the kernel, leaks, a machine that stopped; without those that a script's marks
/// show as well.
std::vector<Complaint> complaints_in(const Lines &lines)
{
	static const std::regex said_otherwise("^(the script ended with status .*|'(insmod|rmmod) [^']*' failed)$");
	std::vector<Complaint> complaints;
	bool open = false;

	for (const std::string &line : lines) {
		if (line.starts_with(error_mark)) {
			const std::string title = line.substr(error_mark.size());

			open = !std::regex_match(title, said_otherwise);
			if (open)
				complaints.push_back({ .title = title });
		} else if (open && line.starts_with(' ') && complaints.back().lines.size() < shown_lines) {
			complaints.back().lines.push_back(line);
		} else if (!line.starts_with("kxx: note:")) {
			open = false;
		}
	}
	return complaints;
}

/// The module whose mark `test: MODULE WORD...` came last before the kernel's report.
std::string module_before(const Lines &lines, const std::string &title, const std::string &word)
{
	static const std::string quoted = "the kernel reports: ";
	const std::regex mark("test: (\\w+) " + word);
	const std::string text = title.starts_with(quoted) ? title.substr(quoted.size()) : title;
	std::string last;
	std::smatch match;

	for (const std::string &line : lines) {
		if (line.find(text) != line.npos)
			break;
		if (std::regex_search(line, match, mark))
			last = match[1];
	}
	return last.empty() ? "no module" : last;
}

std::vector<TestResult> complaints_as_results(const Lines &lines, const std::string &word)
{
	std::vector<TestResult> results;

	for (Complaint &complaint : complaints_in(lines))
		results.push_back(failed(fmt::format("log of {}", module_before(lines, complaint.title, word)),
					 complaint.title, std::move(complaint.lines)));
	return results;
}

/// A run that did not begin: `kxx run` refused its arguments, or something is missing here.
std::optional<TestResult> refused(int status, const Lines &lines)
{
	constexpr int environment = 2;

	if (status != environment)
		return std::nullopt;
	const std::vector<Complaint> complaints = complaints_in(lines);
	return failed("run", complaints.empty() ? "kxx run ended with status 2" : complaints.front().title,
		      last_of(lines, 5));
}

/// Adds a failure for a run that failed for a reason that nothing else shows.
void add_unexplained(std::vector<TestResult> &results, int status, const Lines &lines)
{
	if (status != 0 && vm::count(results).failed == 0)
		results.push_back(
			failed("run", fmt::format("kxx run ended with status {}", status), last_of(lines, 15)));
}

/// "kunit: NAME: 40 cases, 210 failures injected": both numbers, summed over the two walks; nothing if one is missing.
std::optional<std::pair<unsigned, unsigned>> walked(const Lines &lines, const std::string &module)
{
	const std::regex expression("kunit: " + module + ": ([0-9]+) cases, ([0-9]+) failures");
	unsigned cases = 0, injected = 0, times = 0;
	std::smatch match;

	for (const std::string &line : lines)
		if (std::regex_search(line, match, expression)) {
			cases = std::stoul(match[1]);
			injected += std::stoul(match[2]);
			times++;
		}
	if (times != 2)
		return std::nullopt;
	return std::pair(cases, injected);
}

/// The stacks that were logged while a module hung.
Lines stacks_of(const Lines &lines, const std::string &module)
{
	const std::string mark = "test: " + module + " hangs";
	Lines stacks;
	bool inside = false;

	for (const std::string &line : lines) {
		const std::size_t at = line.find("test: ");

		inside = inside || line.find(mark) != line.npos;
		if (inside && at != line.npos && stacks.size() < 2 * shown_lines)
			stacks.push_back(line.substr(at));
	}
	return stacks;
}

} // namespace

std::vector<TestResult> judge_load(std::string_view log, int status, const std::vector<JudgedModule> &modules)
{
	const Lines lines = lines_of(log);

	if (std::optional<TestResult> fault = refused(status, lines))
		return { std::move(*fault) };
	std::vector<TestResult> results = ktap_in(lines);

	for (const JudgedModule &module : modules) {
		const std::string mark = "test: " + module.name;

		if (says(lines, mark + " has a setup.sh that fails"))
			results.push_back(failed(module.name, "its setup.sh fails",
						 before(lines, mark + " has a setup.sh that fails", 8)));
		else if (says(lines, mark + " does not load"))
			results.push_back(
				failed(module.name, "does not load", before(lines, mark + " does not load", 8)));
		else if (!says(lines, mark + " loaded"))
			results.push_back(failed(module.name, "the machine did not come to its end"));
		else if (!says(lines, mark + " unloaded"))
			results.push_back(
				failed(module.name, "does not unload", before(lines, mark + " does not unload", 8)));
		else if (module.has_suites && !printed_results(lines, module.name))
			results.push_back(failed(module.name, "no suite printed its results"));
		else if (!module.has_suites)
			results.push_back(suite_of_one(module.name, { .name = "loads" }));
	}
	for (TestResult &complaint : complaints_as_results(lines, "begins"))
		results.push_back(std::move(complaint));
	add_unexplained(results, status, lines);
	return results;
}

std::vector<TestResult> judge_walk(std::string_view log, int status, const std::vector<JudgedModule> &modules)
{
	const Lines lines = lines_of(log);

	if (std::optional<TestResult> fault = refused(status, lines))
		return { std::move(*fault) };
	// The fault that stopped the walk comes first.
	std::vector<TestResult> results = complaints_as_results(lines, "walks");
	std::string last;
	unsigned total = 0;

	for (const JudgedModule &module : modules)
		if (says(lines, fmt::format("test: {} walks", module.name)))
			last = module.name;
	for (const JudgedModule &module : modules) {
		TestResult one{ .name = "walk" };

		if (const auto numbers = walked(lines, module.name)) {
			one.reason = fmt::format("{} failures injected into {} cases", numbers->second, numbers->first);
			total += numbers->second;
		} else if (says(lines, fmt::format("test: {} walks pages", module.name)) || module.name == last) {
			one = failed("walk", "it did not come to its end", stacks_of(lines, module.name));
		} else {
			one = failed("walk", "not reached");
		}
		results.push_back(suite_of_one(module.name, std::move(one)));
	}
	for (const std::string &line : lines)
		if (line.find(": allocations without end") != line.npos)
			results.push_back(failed("walk", std::string(vm::without_timestamp(line))));
	if (total == 0 && vm::count(results).failed == 0)
		results.push_back(failed("walk", "no failure was injected into any case"));
	add_unexplained(results, status, lines);
	return results;
}

std::vector<TestResult> judge_stress(std::string_view log, int status, const std::vector<JudgedModule> &modules,
				     unsigned rounds)
{
	const Lines lines = lines_of(log);

	if (std::optional<TestResult> fault = refused(status, lines))
		return { std::move(*fault) };
	std::vector<TestResult> results = complaints_as_results(lines, "begins");

	for (const JudgedModule &module : modules) {
		const std::regex good(fmt::format("kunit: {}: [0-9]+ passed, 0 failed", module.name));
		const std::regex bad(fmt::format("kunit: {}: [0-9]+ passed, [1-9]", module.name));
		const auto matches = [](const std::regex &expression) {
			return [&](const std::string &line) { return std::regex_search(line, expression); };
		};
		const auto loads = std::ranges::count_if(lines, matches(good));
		const auto fault = std::ranges::find_if(lines, matches(bad));
		TestResult one{ .name = "stress", .reason = fmt::format("loaded {} times", loads) };

		if (fault != lines.end())
			one = failed("stress", "cases fail under load", last_of({ lines.begin(), fault }, 15));
		else if (loads < static_cast<std::ptrdiff_t>(rounds))
			one = failed("stress", fmt::format("loaded {} times instead of {}", loads, rounds));
		results.push_back(suite_of_one(module.name, std::move(one)));
	}
	add_unexplained(results, status, lines);
	return results;
}

TestResult judge_scenario(std::string_view log, int status, const Scenario &scenario)
{
	const Lines lines = lines_of(log);
	TestResult result{ .name = scenario.name };
	std::string missing;

	// What a script on the host prints may be the log of another run.
	if (!scenario.on_host || log.starts_with("KTAP version "))
		result.children = ktap_in(lines);
	if (status != scenario.status) {
		result.reason = fmt::format("status {} instead of {}", status, scenario.status);
		for (const Complaint &complaint : complaints_in(lines)) {
			if (complaint.title.find("did not finish") != complaint.title.npos)
				result.diagnostics = before(lines, std::string(error_mark), 10);
			result.diagnostics.push_back(complaint.title);
			result.diagnostics.insert(result.diagnostics.end(), complaint.lines.begin(),
						  complaint.lines.end());
		}
		if (result.diagnostics.empty())
			result.diagnostics = last_of(lines, 15);
	} else if (result.children.empty() && !scenario.on_host && has_results_without_version(lines)) {
		result.reason = "it prints results, but no line \"KTAP version 1\" before them, so they do not count";
	} else if (!all_match(scenario.expectations, log, missing)) {
		result.reason = fmt::format("no line matches '{}'", missing);
		result.diagnostics = last_of(lines, 15);
	}
	if (!result.reason.empty() || vm::count(result.children).failed != 0)
		result.status = Status::Failed;
	return result;
}

std::vector<std::string> judge_build(std::string_view log)
{
	constexpr std::size_t most = 12;
	static const std::regex tells("error:|ERROR:|warning:|\\*\\*\\*|undefined|No such file|kxx: note:");
	static const std::regex tells_nothing("^kxx: error: the build for kernel .* failed$");
	const Lines lines = lines_of(log);
	Lines found;

	for (const std::string &line : lines)
		if (std::regex_search(line, tells) && !std::regex_search(line, tells_nothing) && found.size() < most)
			found.push_back(line);
	return found.empty() ? last_of(lines, 8) : found;
}

} // namespace kxx::test
