// SPDX-License-Identifier: GPL-2.0
//! kxx check: finds what corrupts memory, races, sleeps where it must not or hangs, without running the module.
#include "check/baseline.hpp"
#include "check/json.hpp"
#include "check/new_rule.hpp"
#include "check/rules.hpp"
#include "check/session.hpp"
#include "check/text.hpp"
#include "cli/command.hpp"
#include "common/files.hpp"
#include "common/paths.hpp"
#include "common/terminal.hpp"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <thread>

#include <fmt/format.h>
#include <unistd.h>

namespace kxx::cli {
namespace {
namespace fs = std::filesystem;
using check::Judged;

struct Options {
	std::vector<std::string> paths;
	std::string module;
	std::vector<std::string> rules, excluded_rules;
	std::string baseline, write_baseline, output, explain, new_rule;
	/// A file to make when a module was checked in a build; empty if there is no build.
	std::string stamp;
	std::string colour = "auto";
	unsigned jobs = 0;
	bool json = false, sarif = false, list = false, census = false, traps = false, stack = false;
	bool no_baseline = false, library = false;

	bool in_build() const { return !stamp.empty(); }
};

/// The names of rules that exist, without the prefix that findings have.
std::set<std::string> names_of(const std::vector<std::string> &given)
{
	std::set<std::string> names;

	for (const std::string &name : given)
		names.emplace(check::page_of(name).rule);
	return names;
}

check::SessionOptions session_of(const Options &options)
{
	check::SessionOptions session{
		.module = options.module,
		.rules = names_of(options.rules),
		.excluded_rules = names_of(options.excluded_rules),
		.no_baseline = options.no_baseline || !options.write_baseline.empty(),
		.library = options.library ? check::Library::Checked : check::Library::Trusted,
		.analyzer = self_executable().parent_path() / "kxx-check-analyze",
		.jobs = options.jobs ? options.jobs : std::max(1u, std::thread::hardware_concurrency()),
	};

	if (options.traps) {
		session.subject = check::Subject::Traps;
		session.rules = { "trap" };
	} else if (options.stack) {
		session.subject = check::Subject::Stack;
		session.rules = { "stack-depth" };
	}

	session.paths.assign(options.paths.begin(), options.paths.end());
	if (session.paths.empty())
		session.paths.emplace_back(".");
	if (!options.baseline.empty())
		session.baseline = options.baseline;
	return session;
}

check::TextWriter::Colour colour_of(const Options &options)
{
	const char *no_colour = std::getenv("NO_COLOR");
	const bool wanted = options.colour == "always" || (options.colour == "auto" && options.output.empty() &&
							   isatty(STDOUT_FILENO) && !(no_colour && *no_colour));

	return wanted ? check::TextWriter::Colour::On : check::TextWriter::Colour::Off;
}

std::string text_of(const check::Result &result, const Options &options)
{
	check::TextWriter writer(fs::current_path(), colour_of(options));
	std::string text;

	for (check::Finding error : result.compile_errors) {
		// g++ has compiled it: the build is not at fault.
		if (options.in_build())
			error.level = check::Level::Warning;
		text += writer.write(error);
	}
	for (const Judged &judged : result.findings)
		if (judged.state == Judged::State::Open)
			text += writer.write(judged.finding);
	return text;
}

void print_stale(const check::Result &result)
{
	std::string baseline;

	for (const check::Stale &stale : result.stale) {
		if (baseline != stale.baseline)
			print_warning(fmt::format("'{}' has findings that are not there any more; 'kxx check "
						  "--write-baseline {}' renews it",
						  stale.baseline, stale.baseline));
		baseline = stale.baseline;
		print_note(fmt::format("{} of '{}' in {}{}: {}", stale.count, stale.rule, stale.file,
				       stale.function.empty() ? "" : ", " + stale.function, stale.message));
	}
}

/// Reports what could not be checked; throws if there is something.
void check_completeness(const check::Result &result)
{
	std::vector<Failure> failures = result.failures;

	if (!result.compile_errors.empty()) {
		std::set<std::string> files;

		for (const check::Finding &error : result.compile_errors)
			files.insert(error.place.file);
		failures.emplace_back(Fault::Environment,
				      fmt::format("clang 22 finds errors in {} file{}, so not everything was checked",
						  files.size(), files.size() == 1 ? "" : "s"),
				      "kxx build tells whether g++ accepts the code");
	}
	for (std::size_t i = 0; i + 1 < failures.size(); i++)
		report(failures[i]);
	if (!failures.empty())
		throw failures.back();
}

void write_baseline(const check::Result &result, const std::string &path)
{
	std::vector<check::Finding> accepted;

	check_completeness(result);
	for (const Judged &judged : result.findings)
		if (judged.state == Judged::State::Open && !check::is_own_rule(judged.finding.rule))
			accepted.push_back(judged.finding);
	replace_file(path, check::Baseline::write(path, accepted));
	fmt::print("{}: accepts {} finding{}\n", path, accepted.size(), accepted.size() == 1 ? "" : "s");
}

void print_result(const check::Result &result, const Options &options)
{
	const std::string line = result.modules != 0 ? check::summary(result) + "\n" : "";
	const bool for_programs = options.json || options.sarif;
	const std::string text =
		options.json	 ? check::write_json(result, fs::current_path())
		: options.sarif	 ? check::write_sarif(result, fs::current_path())
		: options.census ? check::write_census(result, fs::current_path())
				 : check::write_stacks(result, fs::current_path()) + text_of(result, options) +
					   // A build that finds nothing has nothing to say.
					   (options.in_build() && result.count(Judged::State::Open) == 0 ? "" : line);

	if (options.output.empty()) {
		fmt::print("{}", text);
	} else {
		write_file(options.output, text);
		if (!options.census)
			fmt::print("{}", line);
	}
	std::fflush(stdout);
	if (!for_programs)
		print_stale(result);
}

void run_check(const Options &options)
{
	const check::SessionOptions session = session_of(options);
	check::Result result;

	try {
		result = check::run_session(session);
	} catch (const check::NoAnalyzer &missing) {
		if (!options.in_build())
			throw;
		print_note(fmt::format("not checked: {}", missing.what()));
		print_note(fmt::format("{}; KXX_CHECK=0 builds without kxx check", missing.note));
		return;
	}
	for (const std::string &warning : result.warnings)
		print_warning(warning);
	if (!options.write_baseline.empty())
		return write_baseline(result, options.write_baseline);
	print_result(result, options);
	if (options.in_build()) {
		for (const Failure &failure : result.failures)
			print_warning(fmt::format("not checked: {}", failure.what()));
		if (result.count(check::Level::Error) == 0) {
			if (result.complete())
				write_file(options.stamp, "");
			return;
		}
		print_note("kxx check --explain RULE explains a rule, and how to silence it; KXX_CHECK=0 builds "
			   "without kxx check");
		throw FaultsPrinted{};
	}
	check_completeness(result);
	if (!options.census && result.count(Judged::State::Open) != 0)
		throw FaultsPrinted{};
}

void list_rules()
{
	std::size_t width = 0;

	for (const check::Page &page : check::all_pages())
		width = std::max(width, page.rule.size());
	for (const check::Page &page : check::all_pages())
		fmt::print("{:<{}}  {}\n", page.rule, width, page.title());
}

void run(const Options &options)
{
	if (options.list)
		return list_rules();
	if (!options.explain.empty()) {
		fmt::print("{}", check::page_of(options.explain).text);
	} else if (!options.new_rule.empty()) {
		for (const fs::path &file : check::make_rule(root_directory(), options.new_rule))
			fmt::print("{}\n", check::shown_path(file.string(), fs::current_path()));
	} else {
		run_check(options);
	}
}

} // namespace

void setup_check(CLI::App &app)
{
	auto options = std::make_shared<Options>();
	CLI::App *command = app.add_subcommand("check", "Find faults in modules without running them");

	command->add_option("PATH", options->paths,
			    "what to check (default: .): directories of built modules, or above them; or files of a "
			    "module");
	command->add_option("--rule", options->rules, "only this rule; again for more")
		->allow_extra_args(false)
		->type_name("RULE");
	command->add_option("--no-rule", options->excluded_rules, "not this rule; again for more")
		->allow_extra_args(false)
		->type_name("RULE");
	command->add_flag("--rules", options->list, "only list the rules");
	command->add_option("--explain", options->explain, "only print a rule's page: why, bad, good, how to silence")
		->type_name("RULE");
	command->add_option("--new", options->new_rule, "only start a rule in this source tree: page, code and cases")
		->type_name("RULE");
	CLI::Option *census = command->add_flag("--census", options->census,
						"print how often each file names `unsafe`, not the findings");
	CLI::Option *traps =
		command->add_flag("--traps", options->traps,
				  "look at the machine code instead: places that stop the machine, and the "
				  "way there")
			->excludes(census);
	command->add_flag("--stack", options->stack,
			  "look at the machine code instead: the deepest path of calls, and its bytes of the stack")
		->excludes(census)
		->excludes(traps);
	command->add_option("--baseline", options->baseline,
			    fmt::format("file of findings that are accepted (default: {} beside the Kbuild file)",
					check::usual_baseline))
		->check(CLI::ExistingFile)
		->type_name("FILE");
	command->add_flag("--no-baseline", options->no_baseline, "accept nothing");
	command->add_option("--write-baseline", options->write_baseline, "write what is found to such a file")
		->type_name("FILE");
	CLI::Option *json = command->add_flag("--json", options->json, "print JSON");
	command->add_flag("--sarif", options->sarif, "print SARIF 2.1.0")->excludes(json);
	command->add_option("-o,--output", options->output, "print to a file")->type_name("FILE");
	command->add_option("--color", options->colour, "auto, always or never")
		->check(CLI::IsMember({ "auto", "always", "never" }))
		->capture_default_str()
		->type_name("WHEN");
	command->add_option("-j,--jobs", options->jobs, "modules at a time (default: all processors)")
		->check(CLI::Range(1u, 4096u));
	command->add_flag("--library", options->library, "also report faults in the library's own functions");
	command->add_option("--module", options->module, "only the module of this name")->type_name("NAME");
	command->add_option(
		       "--in-build", options->stamp,
		       "as part of a build: warnings, and what cannot be checked, do not fail it; make STAMP when all "
		       "was checked and has no errors")
		->type_name("STAMP");
	command->footer(
		"A module is checked as it was built last: build it before. KXX_CHECK=1 in a Kbuild file, or in "
		"the\nenvironment, checks modules whenever they are built.\n"
		"// kxx-allow: RULE reason   on the line of a finding, or above it, silences the finding.\n"
		"Exit codes: 0 nothing found; 1 findings; 2 something could not be checked, or usage.");
	command->callback([options] { run(*options); });
}

} // namespace kxx::cli
