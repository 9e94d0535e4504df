// SPDX-License-Identifier: GPL-2.0
#include "vm/options.hpp"

#include "common/failure.hpp"
#include "common/terminal.hpp"
#include "vm/modules_of_directory.hpp"

#include <algorithm>
#include <csignal>

#include <fmt/format.h>
#include <unistd.h>

namespace kxx::vm {
namespace fs = std::filesystem;

namespace {

constexpr std::size_t shown_log_lines = 15;

std::vector<fs::path> to_paths(const std::vector<std::string> &names)
{
	return { names.begin(), names.end() };
}

/// Builds in the current directory when the modules come from there.
void build_if_needed(const MachineOptions &options, const kernels::Kernel &kernel)
{
	const fs::path here = fs::current_path();

	if (options.no_build)
		return;
	if (options.modules.empty()) {
		if (is_module_directory(here))
			build_modules(here, kernel);
		return;
	}
	const bool all_here = std::ranges::all_of(options.modules, [&](const std::string &name) {
		return fs::absolute(name).lexically_normal().parent_path() == here;
	});
	if (all_here && is_module_directory(here))
		build_modules(here, kernel);
}

/// The guest's own message about this is not helpful.
void warn_of_other_kernels(const Job &job)
{
	for (const fs::path &path : job.modules) {
		if (!fs::exists(path))
			continue; // the job's own check reports this
		const std::string vermagic = read_modinfo(path).vermagic;
		const std::string release = vermagic.substr(0, vermagic.find(' '));

		if (!job.kernel.release.empty() && !release.empty() && release != job.kernel.release)
			print_warning(fmt::format("'{}' was built for {}, not for {}",
						  path.filename().string(), release,
						  job.kernel.release));
	}
}

void print_lines(const std::vector<std::string> &lines, std::size_t last)
{
	for (std::size_t i = lines.size() > last ? lines.size() - last : 0; i < lines.size(); i++)
		fmt::print(stderr, "    {}\n", lines[i]);
}

} // namespace

void add_options(CLI::App &command, MachineOptions &options)
{
	// Takes one value each time, so that a module's name may follow.
	const auto add_list = [&](const char *name, std::vector<std::string> &values, const char *description) {
		command.add_option(name, values, description)->allow_extra_args(false);
	};

	command.add_option("MODULE.ko", options.modules,
			   "modules to load (default: those that the current directory builds)");
	command.add_option("-k,--kernel", options.kernel,
			   "6.12, 6.1, debug, a kernel build directory or a kernel image")
		->capture_default_str();
	command.add_option("-s,--script", options.script,
			   "shell script to run in the guest; the modules are in /modules, not loaded: kxx-load loads "
			   "all, 'kxx-load NAME [PARAMETER=VALUE]...' one, and kxx-unload unloads them. A script that "
			   "ends with a status other than 0 fails the run");
	add_list("-p,--param", options.parameters,
			   "NAME=VALUE for the modules that have it, or MODULE.NAME=VALUE");
	add_list("--firmware", options.firmware, "file to put into /lib/firmware");
	add_list("--file", options.files, "file to put into /files, executable and in PATH");
	add_list("--with", options.extra_modules,
			   "a module of the kernel to load first, by name; with parameters, as one word: "
			   "--with 'i2c-stub chip_addr=0x50'");
	add_list("--device", options.devices, "device to plug in, as for QEMU's -device");
	add_list("--allow", options.allowed,
			   "part of a line in the kernel log: a failed probe or request with it is expected");
	command.add_option("--leaks", options.leaks,
			   "check or ignore kmemleak's reports (debug kernel only; takes 6 s)")
		->check(CLI::IsMember({ "check", "ignore" }))
		->capture_default_str();
	command.add_option("-t,--timeout", options.timeout, "seconds until the run gives up on the guest")
		->check(CLI::Range(1u, 86400u))
		->capture_default_str();
	command.add_option("--memory", options.memory, "the guest's memory in MiB")
		->check(CLI::Range(128u, 65536u))
		->capture_default_str();
	command.add_flag("--icount", options.icount,
			 "let the guest's clocks count instructions, one per nanosecond: what TSC and ktime "
			 "measure is exact and repeatable (one CPU, no KVM)");
	command.add_flag("--boot", options.boot,
			 "boot the kernel, rather than resume a machine on which it has booted");
	command.add_flag("--no-build", options.no_build, "use the modules as they are");
	command.add_flag("-v,--verbose", options.verbose, "show the whole kernel log, boot included");
}

Job prepare_job(const MachineOptions &options)
{
	for (const std::string &parameter : options.parameters)
		if (parameter.find('=') == parameter.npos)
			throw Failure{ Fault::Environment,
				       fmt::format("'{}' is not of the form NAME=VALUE", parameter) };
	if (!options.script.empty() && !fs::is_regular_file(options.script))
		throw Failure{ Fault::Environment, fmt::format("no such file: '{}'", options.script) };
	Job job{ .kernel = kernels::ensure_kernel(options.kernel),
		 .modules = to_paths(options.modules),
		 .parameters = options.parameters,
		 .extra_modules = options.extra_modules,
		 .firmware = to_paths(options.firmware),
		 .files = to_paths(options.files),
		 .devices = options.devices,
		 .allowed = options.allowed };

	if (job.kernel.vmlinuz.empty())
		throw Failure{ Fault::Environment, fmt::format("kernel '{}' has no image to boot", options.kernel) };
	build_if_needed(options, job.kernel);
	if (options.modules.empty())
		job.modules = built_modules(fs::current_path());
	warn_of_other_kernels(job);
	if (!options.script.empty()) {
		job.action = Job::Action::Script;
		job.script = options.script;
	}
	if (options.leaks == "ignore")
		job.leaks = Job::Leaks::Ignore;
	if (options.icount)
		job.clock = Job::Clock::Instructions;
	if (options.boot)
		job.start = Job::Start::Boot;
	job.memory_megabytes = options.memory;
	job.timeout = std::chrono::seconds(options.timeout);
	return job;
}

bool report(const Outcome &outcome, const Job &job)
{
	for (const Splat &splat : outcome.splats) {
		print_error(fmt::format("the kernel reports: {}", splat.title));
		print_lines(splat.lines, splat.lines.size());
	}
	for (const std::string &line : outcome.refusals)
		print_error(fmt::format("the kernel reports: {}", line));
	if (!outcome.refusals.empty())
		print_note("if this is expected, give a part of the line to --allow");
	for (const std::string &fault : outcome.faults)
		print_error(fault);
	if (!outcome.faults.empty())
		print_note("the guest's reports on this run cannot be trusted, so it fails");
	if (!outcome.leaks.empty()) {
		print_error(fmt::format(
			"memory leaked: {} object(s) that nobody points to any more",
			std::ranges::count_if(outcome.leaks, [](const std::string &line) {
				return line.starts_with("unreferenced object");
			})));
		print_lines(outcome.leaks, outcome.leaks.size());
	}
	if (!outcome.finished) {
		const std::vector<std::string> &log =
			outcome.log.empty() ? outcome.boot_log : outcome.log;

		if (outcome.timed_out)
			print_error(fmt::format("the guest did not finish within {:.0f} s{}",
						outcome.total_seconds,
						outcome.boot_seconds == 0 ? ", it did not even boot" :
									    ""));
		else
			print_error(outcome.boot_seconds == 0 ?
					    "the guest ended before it was up" :
					    "the guest ended too early (a panic, or a reboot)");
		if (outcome.splats.empty() && !log.empty()) {
			print_note("last lines of the kernel log:");
			print_lines(log, shown_log_lines);
		}
	} else if (!outcome.failed_step.empty() && outcome.clean()) {
		// A script may intend this.
		print_warning(fmt::format("'{}' failed", outcome.failed_step));
	} else if (!outcome.failed_step.empty()) {
		print_error(fmt::format("'{}' failed", outcome.failed_step));
		if (outcome.splats.empty() && !outcome.log.empty()) {
			print_note("last lines of the kernel log:");
			print_lines(outcome.log, shown_log_lines);
		}
	}
	if (outcome.script_status != 0)
		print_error(fmt::format("the {} ended with status {}",
					job.action == Job::Action::Shell ? "shell" : "script",
					outcome.script_status));
	if (outcome.splats.empty() && outcome.taint_bug())
		print_error(fmt::format("the kernel is tainted: {}",
					describe_taint(outcome.taint_added)));
	return outcome.clean();
}

void die_of(int signal)
{
	std::fflush(nullptr);
	std::signal(signal, SIG_DFL);
	std::raise(signal);
	_exit(128 + signal);
}

} // namespace kxx::vm
