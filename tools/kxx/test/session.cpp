// SPDX-License-Identifier: GPL-2.0
#include "test/session.hpp"

#include "common/failure.hpp"
#include "common/files.hpp"
#include "common/paths.hpp"
#include "common/process.hpp"
#include "test/build_examples.hpp"
#include "test/build_tests.hpp"
#include "test/guest_scripts.hpp"
#include "test/judge.hpp"
#include "test/mirror.hpp"
#include "test/output_lock.hpp"
#include "test/progress.hpp"
#include "test/select_tests.hpp"
#include "test/shared_names.hpp"
#include "test/tasks.hpp"
#include "vm/modules.hpp"
#include "vm/modules_of_directory.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <mutex>
#include <optional>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace kxx::test {
namespace fs = std::filesystem;
namespace {

using vm::TestResult;

/// "a/b" as the name of a file.
std::string as_file_name(std::string name)
{
	name.erase(0, name.find_first_not_of('/'));
	std::ranges::replace(name, '/', '-');
	return name;
}

/// One module to load for its suites.
struct SuiteModule {
	fs::path file{};
	bool has_suites = false;
	std::vector<std::string> depends{};
	/// The head of its setup.sh; without a file if there is none.
	Scenario setup{};
};

bool holds_suites(const fs::path &module)
{
	const std::string bytes = vm::read_module(module);

	return bytes.find("parm=run:who runs the suites") != bytes.npos ||
	       bytes.find(".kunit_test_suites") != bytes.npos;
}

/// The modules under test that `module` needs, each after its own needs.
void add_needs(const std::string &module, const std::map<std::string, SuiteModule> &all,
	       std::vector<std::string> &needs)
{
	const auto found = all.find(module);

	if (found == all.end())
		return;
	for (const std::string &needed : found->second.depends) {
		if (!all.contains(needed) || std::ranges::find(needs, needed) != needs.end())
			continue;
		add_needs(needed, all, needs);
		needs.push_back(needed);
	}
}

/// The name of a repeated run's log, which those of other rounds do not overwrite.
std::string round_name(const std::string &name, unsigned round)
{
	return round == 0 ? name : fmt::format("{}.{}", name, round + 1);
}

class Session {
public:
	Session(const Tests &tests, const SessionOptions &options) : tests_(tests), options_(options) {}

	std::vector<KernelResult> run()
	{
		const std::vector<OutputLock> locks = lock_outputs();
		report("source", shared_names(), 0);
		for (const std::string &kernel : kernels_of(tests_, options_)) {
			add_suites(kernel);
			for (const Scenario &scenario : tests_.scenarios)
				if (runs_on(scenario, kernel))
					add_scenario(scenario, kernel);
		}
		tasks_.run(options_.jobs, { .changed = [this](const auto &running, std::size_t done, std::size_t all) {
				   progress_.show(running, done, all);
			   } });
		return std::move(results_);
	}

private:
	using Clock = std::chrono::steady_clock;

	/// One kxx test at a time builds and logs for a kernel. The same order for all, so that none waits for another
	/// that waits for it.
	std::vector<OutputLock> lock_outputs() const
	{
		std::set<fs::path> outputs;
		std::vector<OutputLock> locks;

		for (const std::string &kernel : kernels_of(tests_, options_))
			outputs.insert(output_of(kernel));
		for (const fs::path &output : outputs) {
			locks.emplace_back(output);
			write_file(output / output_mark, "");
			// Links and objects are not for a repository.
			write_file(output / ".gitignore", "*\n");
		}
		return locks;
	}

	/// The top of the tree of a directory. Called while tasks are added.
	const fs::path &tree_of(const fs::path &directory)
	{
		const auto [entry, fresh] = trees_.try_emplace(directory);

		if (fresh)
			entry->second = top_of(directory);
		return entry->second;
	}

	/// What is built and logged for a kernel, which may be a path.
	fs::path output_of(const std::string &kernel) const { return options_.output / as_file_name(kernel); }
	fs::path mirror_of(const std::string &kernel) const { return output_of(kernel) / "tree"; }
	fs::path log_of(const std::string &kernel, const std::string &name) const
	{
		return output_of(kernel) / "log" / (name + ".log");
	}

	/// Adds the run that writes the log of `name`. It comes after earlier runs that write the same log.
	void add_run(const std::string &name, const std::string &kernel, std::vector<Tasks::Id> after,
		     std::function<void()> work)
	{
		const fs::path log = log_of(kernel, name);
		const auto last = last_runs_.find(log);

		if (last != last_runs_.end())
			after.push_back(last->second);
		last_runs_[log] = tasks_.add(fmt::format("{} on {}", name, kernel), std::move(after), std::move(work));
	}

	void report(const std::string &kernel, std::vector<TestResult> results, double seconds)
	{
		const std::lock_guard guard(lock_);

		for (TestResult &test : results) {
			KernelResult result{ .kernel = kernel, .test = std::move(test), .seconds = seconds };

			progress_.print(as_lines(result, options_.cases));
			results_.push_back(std::move(result));
		}
	}

	/// Faults, one for each name that two examples or suites show to the whole kernel.
	std::vector<TestResult> shared_names() const
	{
		std::vector<NameUser> examples, suites;
		std::vector<TestResult> faults;

		for (const fs::path &header : tests_.headers)
			for (const ExampleBlock &block : parse_examples(read_file(header), header))
				examples.push_back({ .place = block.place(), .text = block.text() });
		for (const SuiteSource &source : tests_.suites)
			for (const fs::path &file : source.files)
				suites.push_back({ .place = source.path, .text = read_file(file) });
		for (const auto &[users, kinds] :
		     { std::pair(&examples, Kinds::Together), std::pair(&suites, Kinds::Apart) })
			for (const SharedName &shared : find_shared_names(*users, kinds))
				faults.push_back({ .name = "names shown to the kernel",
						   .status = TestResult::Status::Failed,
						   .reason = fmt::format("\"{}\" is used by {} and by {}", shared.name,
									 shared.first, shared.second) });
		return faults;
	}

	/// The task that mirrors the tree of `directory`.
	Tasks::Id mirrored(const fs::path &directory, const std::string &kernel)
	{
		const fs::path top = tree_of(directory);
		const auto [entry, fresh] = mirrors_.try_emplace({ kernel, top }, 0);

		if (fresh)
			entry->second = tasks_.add("links for " + kernel, {}, [this, kernel, top] {
				update_mirror(mirror_of(kernel), top, options_.output);
			});
		return entry->second;
	}

	/// The task that builds `directory`, after those of `after` that were added before it.
	Tasks::Id built(const fs::path &directory, const std::string &kernel, const std::vector<Tasks::Id> &after)
	{
		const auto [entry, fresh] = builds_.try_emplace({ kernel, directory });

		if (!fresh)
			return entry->second.task;
		if (options_.no_build) {
			entry->second.task = tasks_.add("modules of " + kernel, {}, [this, directory, kernel] {
				note_build(directory, kernel,
					   { .good = true, .modules = vm::built_modules(directory) });
			});
			return entry->second.task;
		}
		std::vector<Tasks::Id> first = after;
		first.push_back(mirrored(directory, kernel));
		const std::string name = directory.lexically_relative(tree_of(directory));
		entry->second.task =
			tasks_.add(fmt::format("build {} for {}", directory.filename().string(), kernel),
				   std::move(first), [this, directory, kernel, name] {
					   const fs::path mirror = mirror_of(kernel);
					   note_build(directory, kernel,
						      build_directory(in_mirror(mirror, directory), kernel, mirror,
								      log_of(kernel, "build/" + name)));
				   });
		return entry->second.task;
	}

	void note_build(const fs::path &directory, const std::string &kernel, Build build)
	{
		const std::lock_guard guard(lock_);

		if (build.has_warnings && !options_.warnings_fail)
			progress_.warn(fmt::format("'{}' builds with warnings; the log is {}", directory.string(),
						   build.log.string()));
		builds_[{ kernel, directory }].build = std::move(build);
	}

	Build build_of(const fs::path &directory, const std::string &kernel)
	{
		const std::lock_guard guard(lock_);

		return builds_[{ kernel, directory }].build;
	}

	/// The fault of a build that failed, or that has warnings where these fail.
	std::optional<TestResult> fault_of(const fs::path &directory, const Build &build) const
	{
		const bool warns = options_.warnings_fail && build.has_warnings;

		if (build.good && !warns)
			return std::nullopt;
		const std::string name = fs::relative(directory, fs::current_path());
		return TestResult{ .name = "build of " + (name == "." ? directory.filename().string() : name),
				   .status = TestResult::Status::Failed,
				   .reason = fmt::format("{}; the log is {}", build.good ? "warnings" : "failed",
							 build.log.string()),
				   .diagnostics = judge_build(read_file(build.log)) };
	}

	/// Suites that nobody runs: their module is an ordinary one.
	static std::optional<TestResult> fault_of_suites(const SuiteSource &source, const Build &build)
	{
		if (!build.good || source.suites.empty() || std::ranges::any_of(build.modules, holds_suites))
			return std::nullopt;
		if (build.modules.empty())
			return TestResult{ .name = source.name,
					   .status = TestResult::Status::Failed,
					   .reason = "its Kbuild file makes no module for this kernel" };
		return TestResult{ .name = source.name,
				   .status = TestResult::Status::Failed,
				   .reason = fmt::format(
					   "nothing runs its suites ({}): write KERNEL_MODULE(kunit::Module, …)",
					   fmt::join(source.suites, " ")) };
	}

	// Suites.

	void add_suites(const std::string &kernel)
	{
		if ((tests_.suites.empty() && tests_.headers.empty()) ||
		    (options_.kernels.empty() && kernel != "debug"))
			return;
		std::vector<Tasks::Id> builds;
		std::map<fs::path, std::vector<fs::path>> headers_by_top;
		for (const fs::path &header : tests_.headers)
			headers_by_top[tree_of(header.parent_path())].push_back(header);
		for (const auto &[top, headers] : headers_by_top)
			builds.push_back(tasks_.add("build examples for " + kernel, {},
						    [=, this] { build_examples_of(headers, top, kernel); }));
		for (const SuiteSource &source : tests_.suites)
			if (fs::is_directory(source.path))
				builds.push_back(built(source.path, kernel, {}));
		const Tasks::Id collected =
			tasks_.add("modules of " + kernel, builds, [this, kernel] { collect(kernel); });
		for (unsigned i = 0; i < options_.repeat; i++) {
			add_suite_run("suites", i, kernel, collected, load_script, judge_load);
			if (options_.walk)
				add_suite_run("walk", i, kernel, collected, walk_script, judge_walk);
			if (options_.stress != 0)
				add_suite_run(
					"stress", i, kernel, collected,
					[this](const auto &modules) { return stress_script(modules, options_.stress); },
					[this](std::string_view log, int status, const auto &modules) {
						return judge_stress(log, status, modules, options_.stress);
					});
		}
	}

	void build_examples_of(const std::vector<fs::path> &headers, const fs::path &top, const std::string &kernel)
	{
		const fs::path directory = in_mirror(output_of(kernel) / "examples", top);
		ExampleBuild built = build_examples(headers, top, kernel, directory,
						    log_of(kernel, "build/examples" + top.string()));
		std::vector<TestResult> faults;

		for (BrokenExample &one : built.broken)
			faults.push_back({ .name = one.example.place(),
					   .status = TestResult::Status::Failed,
					   .reason = "the example does not compile",
					   .diagnostics = std::move(one.message) });
		if (std::optional<TestResult> fault = fault_of(top / "examples", built.build))
			faults.push_back(std::move(*fault));
		report(kernel, std::move(faults), 0);
		const std::lock_guard guard(lock_);
		std::ranges::move(built.build.modules, std::back_inserter(examples_[kernel]));
	}

	/// Takes the modules that were built, and reports directories that do not build.
	void collect(const std::string &kernel)
	{
		std::map<std::string, SuiteModule> modules;
		std::vector<TestResult> faults;
		const auto add = [&](const fs::path &file, const Scenario &setup) {
			const vm::ModuleInfo info = vm::read_modinfo(file);

			const auto [entry, fresh] =
				modules.try_emplace(info.name, SuiteModule{ .file = file,
									    .has_suites = holds_suites(file),
									    .depends = info.depends,
									    .setup = setup });
			if (!fresh)
				faults.push_back({ .name = info.name,
						   .status = TestResult::Status::Failed,
						   .reason = fmt::format("two modules have this name: {} and {}",
									 entry->second.file.string(), file.string()) });
		};

		for (const SuiteSource &source : tests_.suites) {
			if (!fs::is_directory(source.path)) {
				add(source.path, source.setup);
				continue;
			}
			const Build build = build_of(source.path, kernel);
			if (std::optional<TestResult> fault = fault_of(source.path, build))
				faults.push_back(std::move(*fault));
			for (const fs::path &module : build.modules)
				add(module, source.setup);
			if (std::optional<TestResult> fault = fault_of_suites(source, build))
				faults.push_back(std::move(*fault));
		}
		for (const fs::path &module : examples_of(kernel))
			add(module, {});
		report(kernel, std::move(faults), 0);
		const std::lock_guard guard(lock_);
		modules_[kernel] = std::move(modules);
	}

	/// The modules of examples.
	std::vector<fs::path> examples_of(const std::string &kernel)
	{
		const std::lock_guard guard(lock_);

		return examples_[kernel];
	}

	template <typename Script, typename Judge>
	void add_suite_run(const std::string &what, unsigned round, const std::string &kernel, Tasks::Id after,
			   Script script, Judge judge)
	{
		const std::string run = round_name(what, round);

		add_run(run, kernel, { after }, [=, this] {
			const std::map<std::string, SuiteModule> all = modules_of(kernel);
			std::vector<std::string> argv;
			std::vector<GuestModule> guests;
			std::vector<JudgedModule> judged;
			std::set<std::string> needed_by_others;
			std::set<fs::path> heads;

			for (const auto &[name, module] : all) {
				argv.push_back(module.file);
				needed_by_others.insert(module.depends.begin(), module.depends.end());
			}
			for (const auto &[name, module] : all) {
				if (!module.has_suites && (what != "suites" || needed_by_others.contains(name)))
					continue;
				GuestModule guest{ .name = name };
				add_needs(name, all, guest.needs);
				if (!module.setup.file.empty()) {
					guest.setup = read_file(module.setup.file);
					add_setup(argv, name, module.setup, heads.insert(module.setup.file).second);
				}
				guests.push_back(std::move(guest));
				judged.push_back({ .name = name, .has_suites = module.has_suites });
			}
			if (guests.empty())
				return;
			// The walk logs no injected failures, but a probe that gets no memory still logs its error.
			if (what == "walk")
				argv.insert(argv.end(), { "--allow", "failed with error -12" });
			const auto [log, status, seconds] = run_machine(run, kernel, argv, script(guests), true);
			report(kernel, judge(log, status, judged), seconds);
		});
	}

	/// The arguments that a setup.sh asks for: parameters for the one module, the rest once for all modules of its
	/// directory.
	static void add_setup(std::vector<std::string> &argv, const std::string &module, const Scenario &setup,
			      bool first)
	{
		for (std::size_t i = 0; i + 1 < setup.arguments.size(); i += 2) {
			const std::string &option = setup.arguments[i], &value = setup.arguments[i + 1];

			if (option == "--param")
				argv.insert(argv.end(), { option, module + "." + value });
			else if (first)
				argv.insert(argv.end(), { option, value });
		}
	}

	std::map<std::string, SuiteModule> modules_of(const std::string &kernel)
	{
		const std::lock_guard guard(lock_);

		return modules_[kernel];
	}

	// Scenarios.

	void add_scenario(const Scenario &scenario, const std::string &kernel)
	{
		std::vector<Tasks::Id> builds;

		for (const fs::path &module : scenario.modules)
			builds.push_back(built(directory_of(module), kernel, builds));
		for (unsigned i = 0; i < options_.repeat; i++)
			add_run(round_name(scenario.name, i), kernel, builds, [this, &scenario, kernel, i] {
				run_scenario(scenario, kernel, round_name(scenario.name, i));
			});
	}

	static fs::path directory_of(const fs::path &module)
	{
		fs::path directory = module.extension() == ".ko" ? module.parent_path() : module;

		if (!directory.has_filename())
			directory = directory.parent_path();
		return directory;
	}

	void run_scenario(const Scenario &scenario, const std::string &kernel, const std::string &name)
	{
		std::vector<std::string> modules, argv = scenario.arguments;

		if (std::optional<TestResult> fault = find_modules(scenario, kernel, modules)) {
			report(kernel, { std::move(*fault) }, 0);
			return;
		}
		for (const Program &program : scenario.programs) {
			const fs::path to = output_of(kernel) / "programs" / as_file_name(scenario.name) / program.name;
			const std::string messages = build_program(program, scenario.file.parent_path(),
								   top_of(scenario.file), to, options_.warnings_fail);

			if (!messages.empty()) {
				report(kernel,
				       { { .name = scenario.name,
					   .status = TestResult::Status::Failed,
					   .reason = program.name + " does not compile",
					   .diagnostics = judge_build(messages) } },
				       0);
				return;
			}
			argv.insert(argv.end(), { "--file", to });
		}
		argv.insert(argv.end(), modules.begin(), modules.end());
		std::string script;
		if (scenario.has_script) {
			std::map<std::string, std::string> variables = scenario.variables;
			for (auto &[name, value] : variables)
				if (const auto given = options_.variables.find(name); given != options_.variables.end())
					value = given->second;
			script = with_variables(read_file(scenario.file), variables);
		}
		const auto [log, status, seconds] = scenario.on_host
							    ? run_on_host(scenario, name, kernel, modules, script)
							    : run_machine(name, kernel, argv, script, options_.verbose);
		TestResult result = judge_scenario(log, status, scenario);
		if (result.status == TestResult::Status::Failed)
			result.reason += fmt::format("{}the log is {}", result.reason.empty() ? "" : "; ",
						     log_of(kernel, name).string());
		report(kernel, { std::move(result) }, seconds);
	}

	/// The modules of a scenario; or why they are not there.
	std::optional<TestResult> find_modules(const Scenario &scenario, const std::string &kernel,
					       std::vector<std::string> &modules)
	{
		for (const fs::path &wanted : scenario.modules) {
			const fs::path directory = directory_of(wanted);
			const Build build = build_of(directory, kernel);

			if (std::optional<TestResult> fault = fault_of(directory, build)) {
				fault->reason = fmt::format("{}: {}", fault->name, fault->reason);
				fault->name = scenario.name;
				return fault;
			}
			const std::size_t before = modules.size();
			for (const fs::path &module : build.modules)
				if (wanted.extension() != ".ko" || vm::module_name(module) == vm::module_name(wanted))
					modules.push_back(module);
			if (modules.size() == before)
				return TestResult{ .name = scenario.name,
						   .status = TestResult::Status::Failed,
						   .reason = fmt::format("'{}' was not built", wanted.string()) };
		}
		return std::nullopt;
	}

	// Running.

	struct Ran {
		std::string log{};
		int status = 0;
		double seconds = 0;
	};

	/// Adds the arguments of the command line, which override the test's own where only one value is possible.
	void add_arguments(std::vector<std::string> &argv, const std::vector<std::string> &own) const
	{
		const std::vector<std::string> &given = options_.machine_arguments;

		argv.insert(argv.end(), given.begin(), given.end());
		for (std::size_t i = 0; i < own.size(); i++) {
			const bool single = own[i] == "--timeout" || own[i] == "--memory" || own[i] == "--leaks";

			if (single && std::ranges::find(given, own[i]) != given.end())
				i++;
			else
				argv.push_back(own[i]);
		}
		if (std::ranges::find(argv, "--timeout") == argv.end())
			argv.insert(argv.end(), { "--timeout", std::to_string(usual_timeout) });
	}

	/// The file that holds a script, beside the log of its run.
	fs::path written(const std::string &script, const std::string &name, const std::string &kernel) const
	{
		fs::path file = log_of(kernel, name);

		file.replace_extension(".sh");
		fs::create_directories(file.parent_path());
		write_file(file, script);
		return file;
	}

	Ran run_machine(const std::string &name, const std::string &kernel, const std::vector<std::string> &arguments,
			const std::string &script, bool verbose)
	{
		std::vector<std::string> argv{ self_executable(), "run", "--no-build", "--kernel", kernel };

		add_arguments(argv, arguments);
		if (verbose)
			argv.emplace_back("--verbose");
		if (!script.empty())
			argv.insert(argv.end(), { "--script", written(script, name, kernel) });
		// `kxx run` takes modules of its directory if it is given none.
		return run_logged(name, kernel, argv, { .directory = output_of(kernel) / "log" });
	}

	/// Seconds for a script on the host.
	std::string limit_of(const Scenario &scenario) const
	{
		for (const std::vector<std::string> *arguments : { &options_.machine_arguments, &scenario.arguments })
			if (const auto at = std::ranges::find(*arguments, "--timeout"); at != arguments->end())
				return *(at + 1);
		return std::to_string(usual_timeout);
	}

	Ran run_on_host(const Scenario &scenario, const std::string &name, const std::string &kernel,
			const std::vector<std::string> &modules, const std::string &script)
	{
		const fs::path directory = output_of(kernel) / "host" / as_file_name(name);

		fs::remove_all(directory);
		fs::create_directories(directory);
		return run_logged(
			name, kernel,
			{ "timeout", "--kill-after=30", limit_of(scenario), "bash", written(script, name, kernel) },
			{ .directory = directory,
			  // A kxx test that the script runs has its own files.
			  .environment = { { "KXX_TEST_OUTPUT", directory / "build" },
					   { "KXX", self_executable() },
					   { "KERNEL", kernel },
					   { "MODULES", fmt::format("{}", fmt::join(modules, " ")) },
					   { "TREE", top_of(scenario.file) },
					   { "SCENARIO", scenario.file.parent_path() } } });
	}

	Ran run_logged(const std::string &name, const std::string &kernel, const std::vector<std::string> &argv,
		       RunOptions how)
	{
		const fs::path log = log_of(kernel, name);
		const auto begin = Clock::now();

		how.log = log;
		fs::create_directories(log.parent_path());
		const RunResult result = kxx::run(argv, how);
		Ran ran{ .log = read_file(log),
			 .status = result.status,
			 .seconds = std::chrono::duration<double>(Clock::now() - begin).count() };
		if (options_.verbose)
			progress_.print(ran.log);
		return ran;
	}

	struct PlannedBuild {
		Tasks::Id task = 0;
		Build build{};
	};

	const Tests &tests_;
	const SessionOptions &options_;
	Tasks tasks_;
	Progress progress_;
	std::map<fs::path, fs::path> trees_;
	std::map<fs::path, Tasks::Id> last_runs_;
	std::map<std::pair<std::string, fs::path>, Tasks::Id> mirrors_;
	std::mutex lock_; ///< for what follows
	std::map<std::pair<std::string, fs::path>, PlannedBuild> builds_;
	std::map<std::string, std::vector<fs::path>> examples_;
	std::map<std::string, std::map<std::string, SuiteModule>> modules_;
	std::vector<KernelResult> results_;
};

} // namespace

std::vector<KernelResult> run_session(const Tests &tests, const SessionOptions &options)
{
	return Session(tests, options).run();
}

} // namespace kxx::test
