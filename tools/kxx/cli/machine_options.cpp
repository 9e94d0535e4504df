// SPDX-License-Identifier: GPL-2.0
#include "cli/machine_options.hpp"

#include "common/failure.hpp"
#include "common/terminal.hpp"
#include "vm/modules_of_directory.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace kxx::cli {
namespace fs = std::filesystem;

namespace {

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
		if (vm::is_module_directory(here))
			vm::build_modules(here, kernel);
		return;
	}
	const bool all_here = std::ranges::all_of(options.modules, [&](const std::string &name) {
		return fs::absolute(name).lexically_normal().parent_path() == here;
	});
	if (all_here && vm::is_module_directory(here))
		vm::build_modules(here, kernel);
}

/// The guest's own message about this is not helpful.
void warn_of_other_kernels(const vm::Job &job)
{
	for (const fs::path &path : job.modules) {
		if (!fs::exists(path))
			continue; // the job's own check reports this
		const std::string vermagic = vm::read_modinfo(path).vermagic;
		const std::string release = vermagic.substr(0, vermagic.find(' '));

		if (!job.kernel.release.empty() && !release.empty() && release != job.kernel.release)
			print_warning(fmt::format("'{}' was built for {}, not for {}", path.filename().string(),
						  release, job.kernel.release));
	}
}

} // namespace

void add_options(CLI::App &command, MachineOptions &options)
{
	command.add_option("MODULE.ko", options.modules,
			   "modules to load (default: those that the current directory builds)");
	command.add_option("-k,--kernel", options.kernel,
			   "6.12, 6.1, debug, a kernel build directory or a kernel image")
		->capture_default_str();
	command.add_option("-s,--script", options.script,
			   "shell script to run in the guest; the modules are in /modules, not loaded: kxx-load loads "
			   "all, 'kxx-load NAME [PARAMETER=VALUE]...' one, and kxx-unload unloads them. A script that "
			   "ends with a status other than 0 fails the run");
	add_machine_options(command, options);
}

void add_machine_options(CLI::App &command, MachineOptions &options)
{
	// Takes one value each time, so that a module's name may follow.
	const auto add_list = [&](const char *name, std::vector<std::string> &values, const char *description) {
		command.add_option(name, values, description)->allow_extra_args(false);
	};

	add_list("-p,--param", options.parameters, "NAME=VALUE for the modules that have it, or MODULE.NAME=VALUE");
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

std::vector<std::string> to_arguments(const MachineOptions &options, const MachineOptions &usual)
{
	std::vector<std::string> arguments;
	const auto add = [&](const char *name, const std::vector<std::string> &values) {
		for (const std::string &value : values)
			arguments.insert(arguments.end(), { name, value });
	};

	add("--param", options.parameters);
	add("--firmware", options.firmware);
	add("--file", options.files);
	add("--with", options.extra_modules);
	add("--device", options.devices);
	add("--allow", options.allowed);
	if (options.leaks != usual.leaks)
		add("--leaks", { options.leaks });
	if (options.timeout != usual.timeout)
		add("--timeout", { std::to_string(options.timeout) });
	if (options.memory != usual.memory)
		add("--memory", { std::to_string(options.memory) });
	if (options.icount)
		arguments.emplace_back("--icount");
	if (options.boot)
		arguments.emplace_back("--boot");
	return arguments;
}

vm::Job prepare_job(const MachineOptions &options)
{
	for (const std::string &parameter : options.parameters)
		if (parameter.find('=') == parameter.npos)
			throw Failure{ Fault::Environment,
				       fmt::format("'{}' is not of the form NAME=VALUE", parameter) };
	if (!options.script.empty() && !fs::is_regular_file(options.script))
		throw Failure{ Fault::Environment, fmt::format("no such file: '{}'", options.script) };
	vm::Job job{ .kernel = kernels::ensure_kernel(options.kernel),
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
		job.modules = vm::built_modules(fs::current_path());
	warn_of_other_kernels(job);
	if (!options.script.empty()) {
		job.action = vm::Job::Action::Script;
		job.script = options.script;
	}
	if (options.leaks == "ignore")
		job.leaks = vm::Job::Leaks::Ignore;
	if (options.icount)
		job.clock = vm::Job::Clock::Instructions;
	if (options.boot)
		job.start = vm::Job::Start::Boot;
	job.memory_megabytes = options.memory;
	job.timeout = std::chrono::seconds(options.timeout);
	return job;
}

} // namespace kxx::cli
