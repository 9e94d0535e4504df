// SPDX-License-Identifier: GPL-2.0
//! kxx test: runs test suites (KUnit modules, or scripts that print KTAP) in a booted kernel.
#include "cli/command.hpp"
#include "cli/machine_options.hpp"
#include "cli/outcome.hpp"
#include "common/interrupt.hpp"
#include "common/terminal.hpp"
#include "vm/ktap.hpp"
#include "vm/run_machine.hpp"

#include <memory>

#include <fmt/format.h>

namespace kxx::cli {
namespace {

using vm::TestCounts;
using vm::TestResult;

std::string describe(const TestCounts &counts)
{
	std::string text = fmt::format("{} passed, {} failed", counts.passed, counts.failed);

	if (counts.skipped != 0)
		text += fmt::format(", {} skipped", counts.skipped);
	return text;
}

class Collector final : public vm::Listener {
public:
	explicit Collector(bool verbose) : verbose_(verbose) {}

	void kernel_line(std::string_view line, Phase phase, Kind) override
	{
		if (phase == Phase::Run)
			log_.feed(line);
		show(line);
	}

	void output_line(std::string_view line) override
	{
		output_.feed(line);
		show(line);
	}

	std::vector<TestResult> finish()
	{
		std::vector<TestResult> results = log_.finish();

		for (TestResult &result : output_.finish())
			results.push_back(std::move(result));
		return results;
	}

private:
	void show(std::string_view line) const
	{
		if (verbose_)
			fmt::print("{}\n", line);
	}

	bool verbose_;
	vm::KtapParser log_, output_;
};

void print_failures(const TestResult &result, const std::string &prefix)
{
	const std::string name = prefix.empty() ? result.name : prefix + "." + result.name;

	for (const TestResult &child : result.children)
		print_failures(child, name);
	const bool own_failure = result.status == TestResult::Status::Failed &&
				 (result.children.empty() || vm::count(result.children).failed == 0);
	if (!own_failure)
		return;
	fmt::print("  FAIL {}{}{}\n", name, result.reason.empty() ? "" : ": ", result.reason);
	for (const std::string &line : result.diagnostics)
		fmt::print("       {}\n", line);
}

/// Prints a line per case of a suite, with one line for all parameters of a case.
void print_cases(const TestResult &suite)
{
	if (suite.children.empty())
		fmt::print("{} {}{}{}\n", vm::count(suite).failed == 0 ? "PASS" : "FAIL", suite.name,
			   suite.reason.empty() ? "" : ": ", suite.reason);
	for (const TestResult &one : suite.children) {
		const TestCounts counts = vm::count(one);
		const bool skipped = counts.failed == 0 && counts.passed == 0;

		fmt::print("{} {}.{}{}{}\n", counts.failed != 0 ? "FAIL" : skipped ? "SKIP" : "PASS",
			   suite.name, one.name, one.reason.empty() ? "" : ": ", one.reason);
		if (counts.failed == 0)
			continue;
		for (const TestResult &child : one.children)
			print_failures(child, suite.name + "." + one.name);
		for (const std::string &line : one.diagnostics)
			fmt::print("       {}\n", line);
	}
}

void print_suite(const TestResult &suite)
{
	fmt::print("{}: {}\n", suite.name, describe(vm::count(suite)));
	print_failures(suite, {});
}

void run_tests(const MachineOptions &options, bool cases)
{
	const vm::Job job = prepare_job(options);
	Collector collector(options.verbose);

	if (job.modules.empty() && job.action == vm::Job::Action::Load)
		throw Failure{ Fault::Environment, "no tests to run",
			       "run it in a directory of test modules, name .ko files, or give a --script" };
	print_progress(fmt::format("starting {}", job.kernel.release));
	const vm::Outcome outcome = vm::run_machine(job, collector);
	if (outcome.signal != 0)
		die_of({ outcome.signal });
	const std::vector<TestResult> suites = collector.finish();
	const TestCounts counts = vm::count(suites);

	const bool clean = report(outcome, job);
	for (const TestResult &suite : suites) {
		if (cases)
			print_cases(suite);
		else
			print_suite(suite);
	}
	fmt::print("{}\n", describe(counts));
	std::fflush(stdout);
	if (suites.empty())
		throw Failure{ Fault::Work, "nothing printed test results",
			       job.kernel.name == "debug" ? "" : "KUnit needs --kernel debug" };
	if (!clean || counts.failed != 0)
		throw FaultsPrinted{};
}

} // namespace

void setup_test(CLI::App &app)
{
	struct Options {
		MachineOptions machine{};
		bool cases = false;
	};
	auto options = std::make_shared<Options>();
	CLI::App *command = app.add_subcommand("test", "Run test suites in a virtual machine");

	options->machine.kernel = "debug";
	add_options(*command, options->machine);
	command->add_flag("--cases", options->cases, "print a line per case: PASS, SKIP or FAIL");
	command->callback([options] { run_tests(options->machine, options->cases); });
}

} // namespace kxx::cli
