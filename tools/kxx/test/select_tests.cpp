// SPDX-License-Identifier: GPL-2.0
#include "test/select_tests.hpp"

#include "common/failure.hpp"
#include "kernels/store.hpp"
#include "test/mirror.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <fnmatch.h>

namespace kxx::test {
namespace {

bool matches(const std::vector<std::string> &filters, const std::string &name)
{
	return filters.empty() || std::ranges::any_of(filters, [&](const std::string &filter) {
		       return fnmatch(filter.c_str(), name.c_str(), 0) == 0;
	       });
}

/// Scenarios of one name get that of their place in the tree.
void tell_apart(std::vector<Scenario> &scenarios)
{
	std::map<std::string, unsigned> count;

	for (const Scenario &scenario : scenarios)
		count[scenario.name]++;
	for (Scenario &scenario : scenarios)
		if (count[scenario.name] > 1)
			scenario.name = name_below(scenario.file, top_of(scenario.file));
}

} // namespace

bool runs_on(const Scenario &scenario, const std::string &kernel)
{
	return scenario.any_kernel || std::ranges::find(scenario.kernels, kernel) != scenario.kernels.end();
}

Tests select_tests(const SessionOptions &options)
{
	Tests tests = find_tests(options.paths, options.output);

	if (tests.scenarios.empty() && tests.suites.empty() && tests.headers.empty())
		throw Failure(Fault::Environment, "no tests to run",
			      "run it in a directory of test modules or scenarios, or name some");
	std::erase_if(tests.scenarios,
		      [&](const Scenario &scenario) { return !matches(options.filters, scenario.name); });
	std::erase_if(tests.suites, [&](const SuiteSource &source) {
		return !matches(options.filters, source.name) &&
		       std::ranges::none_of(source.suites,
					    [&](const std::string &suite) { return matches(options.filters, suite); });
	});
	if (!matches(options.filters, "examples"))
		tests.headers.clear();
	if (tests.scenarios.empty() && tests.suites.empty() && tests.headers.empty())
		throw Failure(Fault::Environment,
			      fmt::format("no test is called '{}'", fmt::join(options.filters, "' or '")),
			      "kxx test --list lists the names");
	for (const Scenario &scenario : tests.scenarios)
		for (const std::string &kernel : scenario.kernels)
			if (std::ranges::find(kernels::known_names(), kernel) == kernels::known_names().end() &&
			    kernel.find('/') == kernel.npos)
				throw Failure(Fault::Environment,
					      fmt::format("{}: unknown kernel '{}'", scenario.file.string(), kernel),
					      fmt::format("there are: {}, and paths",
							  fmt::join(kernels::known_names(), " ")));
	for (const auto &[name, value] : options.variables)
		if (std::ranges::none_of(tests.scenarios,
					 [&](const Scenario &scenario) { return scenario.variables.contains(name); }))
			throw Failure(Fault::Environment, fmt::format("--set {}: no scenario here sets it", name));
	tell_apart(tests.scenarios);
	return tests;
}

std::vector<std::string> kernels_of(const Tests &tests, const SessionOptions &options)
{
	std::vector<std::string> kernels;
	const auto add = [&](const std::string &kernel) {
		if (std::ranges::find(kernels, kernel) == kernels.end())
			kernels.push_back(kernel);
	};

	if (!options.kernels.empty()) {
		std::ranges::for_each(options.kernels, add);
		return kernels;
	}
	for (const Scenario &scenario : tests.scenarios)
		std::ranges::for_each(scenario.kernels, add);
	if (!tests.suites.empty() || !tests.headers.empty())
		add("debug");
	return kernels;
}

std::vector<std::string> list_tests(const Tests &tests, const SessionOptions &options)
{
	std::vector<std::string> lines;

	for (const std::string &kernel : kernels_of(tests, options)) {
		const bool suites = !options.kernels.empty() || kernel == "debug";

		for (const SuiteSource &source : tests.suites)
			if (suites)
				lines.push_back(fmt::format("{} {}{}{}", kernel, source.name,
							    source.suites.empty() ? "" : ": ",
							    fmt::join(source.suites, " ")));
		if (suites && !tests.headers.empty())
			lines.push_back(fmt::format("{} examples: {} headers", kernel, tests.headers.size()));
		for (const Scenario &scenario : tests.scenarios)
			if (runs_on(scenario, kernel))
				lines.push_back(fmt::format("{} {}", kernel, scenario.name));
	}
	return lines;
}

} // namespace kxx::test
