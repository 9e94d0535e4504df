// SPDX-License-Identifier: GPL-2.0
//! kxx test: runs suites, scenarios and examples in virtual machines.
#include "cli/command.hpp"
#include "cli/machine_options.hpp"
#include "common/failure.hpp"
#include "common/files.hpp"
#include "kernels/store.hpp"
#include "test/mirror.hpp"
#include "test/select_tests.hpp"
#include "test/session.hpp"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <thread>

#include <fmt/format.h>

namespace kxx::cli {
namespace {
namespace fs = std::filesystem;

/// A machine may have to share its processors with others.
MachineOptions usual_machine()
{
	return { .timeout = test::usual_timeout };
}

struct Options {
	std::vector<std::string> paths;
	std::vector<std::string> kernels;
	std::vector<std::string> filters;
	std::vector<std::string> variables;
	MachineOptions machine = usual_machine();
	std::string ktap, junit, output;
	unsigned jobs = 0, repeat = 1, stress = 0;
	bool list = false, walk = false, cases = false, warnings_fail = false;
};

std::map<std::string, std::string> variables_of(const std::vector<std::string> &assignments)
{
	std::map<std::string, std::string> variables;

	for (const std::string &one : assignments) {
		const std::size_t equals = one.find('=');

		if (equals == one.npos)
			throw Failure(Fault::Environment, fmt::format("'{}' is not of the form NAME=VALUE", one));
		variables[one.substr(0, equals)] = one.substr(equals + 1);
	}
	return variables;
}

test::SessionOptions session_of(const Options &options)
{
	test::SessionOptions session{ .kernels = options.kernels,
				      .jobs = options.jobs ? options.jobs
							   : std::max(1u, std::thread::hardware_concurrency()),
				      .filters = options.filters,
				      .repeat = options.repeat,
				      .walk = options.walk,
				      .stress = options.stress,
				      .cases = options.cases,
				      .verbose = options.machine.verbose,
				      .no_build = options.machine.no_build,
				      .warnings_fail = options.warnings_fail,
				      .variables = variables_of(options.variables),
				      .machine_arguments = to_arguments(options.machine, usual_machine()) };

	session.paths.assign(options.paths.begin(), options.paths.end());
	if (session.paths.empty())
		session.paths.emplace_back(".");
	if (const char *given = std::getenv("KXX_TEST_OUTPUT"); given && options.output.empty())
		session.output = fs::weakly_canonical(given);
	else if (options.output.empty())
		session.output = test::top_of(fs::current_path()) / "build" / "test";
	else
		session.output = fs::weakly_canonical(options.output);
	return session;
}

/// A script that needs no head, and the modules that are named with it.
test::Tests tests_of_script(const Options &options)
{
	const fs::path script = fs::absolute(options.machine.script);
	test::Scenario scenario{ .name = script.stem(),
				 .file = script,
				 .kernels = options.kernels.empty() ? std::vector<std::string>{ "debug" }
								    : options.kernels,
				 .has_script = true };

	if (!options.filters.empty() || !options.variables.empty() || options.walk || options.stress != 0)
		throw Failure(Fault::Environment, "--script goes with none of --filter, --set, --walk and --stress");
	if (!fs::is_regular_file(script))
		throw Failure(Fault::Environment, fmt::format("no such file: '{}'", options.machine.script));
	if (("\n" + read_file(script)).find("\n#:") != std::string::npos)
		throw Failure(Fault::Environment,
			      fmt::format("'{}' has a head, as scenarios have", options.machine.script),
			      "name it NAME.scenario.sh, and give it without --script");
	for (const std::string &path : options.paths) {
		if (fs::path(path).extension() == ".ko")
			scenario.arguments.push_back(fs::absolute(path).string());
		else
			scenario.modules.push_back(fs::canonical(path));
	}
	return { .scenarios = { std::move(scenario) } };
}

bool is_known(const std::string &kernel)
{
	return std::ranges::find(kernels::known_names(), kernel) != kernels::known_names().end();
}

void check_kernel(const kernels::Kernel &kernel, const test::SessionOptions &session)
{
	if (kernel.vmlinuz.empty())
		throw Failure(Fault::Environment, fmt::format("kernel '{}' has no image to boot", kernel.name));
	if (kernel.build.empty() && !session.no_build)
		throw Failure(Fault::Environment, fmt::format("kernel '{}' has no build directory here", kernel.name),
			      "with --no-build, modules are used as they are");
}

/// Machines run in a directory of their own.
void make_absolute(std::vector<std::string> &files)
{
	for (std::string &file : files)
		file = fs::absolute(file).string();
}

void run_tests(const Options &given)
{
	Options options = given;
	make_absolute(options.machine.files);
	make_absolute(options.machine.firmware);
	// A kernel that cannot be fetched or built has to be there.
	for (const std::string &kernel : options.kernels)
		if (!is_known(kernel))
			(void)kernels::find_kernel(kernel);
	const test::SessionOptions session = session_of(options);
	const test::Tests tests =
		options.machine.script.empty() ? test::select_tests(session) : tests_of_script(options);

	if (options.list) {
		for (const std::string &line : test::list_tests(tests, session))
			fmt::print("{}\n", line);
		return;
	}
	for (const std::string &kernel : options.kernels)
		if (options.walk && is_known(kernel) && !kernels::is_built(kernel))
			throw Failure(Fault::Environment,
				      fmt::format("--walk: kernel '{}' cannot let allocations fail", kernel),
				      "use --kernel debug");
	for (const std::string &kernel : test::kernels_of(tests, session))
		check_kernel(kernels::ensure_kernel(kernel), session);
	// Before the work, since there may be no place to write to.
	for (const std::string &file : { options.ktap, options.junit })
		if (!file.empty())
			write_file(file, "");
	const std::vector<test::KernelResult> results = test::run_session(tests, session);

	vm::TestCounts counts;
	for (const test::KernelResult &result : results)
		counts += vm::count(result.test);
	fmt::print("{}\n", test::describe(counts));
	std::fflush(stdout);
	if (!options.ktap.empty())
		write_file(options.ktap, test::as_ktap(results));
	if (!options.junit.empty())
		write_file(options.junit, test::as_junit(results));
	if (!options.machine.script.empty() && results.size() == 1 && results.front().test.children.empty())
		throw Failure(Fault::Work, "nothing printed test results");
	if (results.empty())
		throw Failure(Fault::Environment, "nothing was tested",
			      "kxx test --list names what runs on which kernel");
	if (counts.failed != 0)
		throw FaultsPrinted{};
}

} // namespace

void setup_test(CLI::App &app)
{
	auto options = std::make_shared<Options>();
	CLI::App *command = app.add_subcommand("test", "Run suites, scenarios and examples in virtual machines");

	command->add_option(
		"PATH", options->paths,
		"what to test (default: .): directories, in which test modules, NAME.scenario.sh and headers "
		"with examples are looked for; or some of these; or a built MODULE.ko");
	command->add_option(
		       "-k,--kernel", options->kernels,
		       "6.12, 6.1, debug, a kernel build directory or a kernel image; again for more (default: debug "
		       "for suites and examples, and those that a scenario names)")
		->allow_extra_args(false);
	command->add_option(
		"-s,--script", options->machine.script,
		"a script for the guest that prints KTAP, rather than what is found: PATHs are its modules");
	command->add_option(
		       "--filter", options->filters,
		       "only scenarios, test modules or suites of this name, in which * and ? stand for others; again "
		       "for more")
		->allow_extra_args(false);
	command->add_flag("--list", options->list, "only list what would run, and where");
	command->add_option("-j,--jobs", options->jobs, "builds and machines at a time (default: all processors)")
		->check(CLI::Range(1u, 4096u));
	command->add_option("--repeat", options->repeat, "run everything as often")
		->check(CLI::Range(1u, 1000000u))
		->capture_default_str();
	command->add_flag(
		"--walk", options->walk,
		"run the suites once more for each of their allocations, and let that one fail (debug kernel)");
	command->add_option("--stress", options->stress,
			    "load and unload all test modules on both CPUs at once, as often")
		->check(CLI::Range(1u, 1000000u));
	command->add_flag("--cases", options->cases, "print a line per case: PASS, SKIP or FAIL");
	command->add_option("--ktap", options->ktap, "write the results to a file, in KTAP")->type_name("FILE");
	command->add_option("--junit", options->junit, "write the results to a file, in JUnit's XML")
		->type_name("FILE");
	command->add_option("--set", options->variables, "NAME=VALUE for a variable that a scenario sets")
		->allow_extra_args(false);
	command->add_flag("--werror", options->warnings_fail, "a test module that builds with warnings fails");
	command->add_option("-o,--output", options->output,
			    "directory for built copies and logs (default: $KXX_TEST_OUTPUT, or build/test at the top "
			    "of the work tree)")
		->type_name("DIR");
	add_machine_options(*command, options->machine);
	command->footer(
		"A scenario is a script for a guest's shell, with a head of comments that says what it needs:\n"
		"    #: kernels: 6.12 6.1        on which kernels (default: 6.12 6.1 debug)\n"
		"    #: modules: ../hello        directories of modules, relative to the file, or DIR/MODULE.ko "
		"(default:\n"
		"                                the file's directory, if it holds a Kbuild file)\n"
		"    #: program: user.c          a program for the guest; or NAME FILE..., in which * stands for any "
		"part\n"
		"    #: status: 1                what `kxx run` has to end with (default: 0)\n"
		"    #: expect: REGEX            (as grep -E) what a line of the script's output matches, or of the "
		"kernel's\n"
		"                                log, where each begins with a time stamp\n"
		"    #: set: NAME=VALUE          a variable of the script; --set changes it\n"
		"    #: host: yes                runs on the host, with KXX, KERNEL, MODULES, TREE and SCENARIO set\n"
		"and param, with, firmware, file, device, allow, leaks, timeout, memory, icount, boot: as for `kxx "
		"run`.\n"
		"KTAP that it prints counts as its cases. A test module's directory may hold setup.sh, which the "
		"guest\n"
		"sources before it loads the module, with such a head.\n"
		"Exit codes: 0 all passed; 1 a test failed; 2 usage or environment.");
	command->callback([options] { run_tests(*options); });
}

} // namespace kxx::cli
