// SPDX-License-Identifier: GPL-2.0
//! kxx run: builds a module, boots a kernel, loads the module, shows the log, and unloads it.
#include "cli/command.hpp"
#include "cli/machine_options.hpp"
#include "cli/outcome.hpp"
#include "common/interrupt.hpp"
#include "common/terminal.hpp"
#include "vm/run_machine.hpp"

#include <memory>

#include <fmt/format.h>
#include <unistd.h>

namespace kxx::cli {
namespace {

struct Options {
	MachineOptions machine{};
	bool shell = false;
	bool gdb = false;
};

/// Shows the run as it happens: the log on standard output, and bug reports at the end.
class Printer final : public vm::Listener {
public:
	Printer(const vm::Job &job, bool verbose) : job_(job), verbose_(verbose) {}

	void kernel_line(std::string_view line, Phase phase, Kind kind) override
	{
		if (!verbose_ && (phase == Phase::Boot || kind == Kind::Splat))
			return;
		print(line);
	}

	void output_line(std::string_view line) override { print(line); }

	void loaded(const std::string &name, const vm::ModulePlace &place) override
	{
		if (job_.debugger == vm::Job::Debugger::Wait)
			fmt::print(stderr, "{}\n", symbol_command(name, place));
	}

private:
	/// gdb's command to make a loaded module's symbols known (what lx-symbols would do).
	std::string symbol_command(const std::string &name, const vm::ModulePlace &place) const
	{
		std::string command = "(gdb) add-symbol-file";

		for (const std::filesystem::path &module : job_.modules)
			if (vm::module_name(module) == name)
				command += " " + std::filesystem::absolute(module).string();
		for (const auto &[section, address] : place.sections)
			command += fmt::format(" -s {} {:#x}", section, address);
		return command;
	}

	void print(std::string_view line)
	{
		// While the terminal is raw, a line feed alone does not return to the first column.
		const bool raw = job_.action == vm::Job::Action::Shell && isatty(STDOUT_FILENO);

		fmt::print("{}{}\n", line, raw ? "\r" : "");
		std::fflush(stdout);
	}

	const vm::Job &job_;
	bool verbose_;
};

void print_gdb_help(const vm::Job &job)
{
	fmt::print(stderr,
		   "the guest waits for a debugger; in another terminal:\n"
		   "    gdb {}\n"
		   "    (gdb) target remote :1234\n"
		   "    (gdb) hbreak do_init_module\n"
		   "    (gdb) continue\n"
		   "there the module is in memory but has not run; its init function is\n"
		   "mod->init, and the symbols of a loaded module become available with the\n"
		   "command that is then printed here (--shell keeps the module loaded)\n",
		   job.kernel.vmlinux.string());
	if (job.kernel.name != "debug")
		print_note("stock kernels come without symbols for gdb; --kernel debug has them");
}

void run_modules(const Options &options)
{
	if (options.shell && !options.machine.script.empty())
		throw Failure{ Fault::Environment, "--shell and --script exclude each other" };
	vm::Job job = prepare_job(options.machine);

	if (job.modules.empty() && job.action == vm::Job::Action::Load && !options.shell)
		throw Failure{ Fault::Environment, "no modules to load",
			       "run it in a module directory, or name a .ko file" };
	if (options.shell) {
		job.action = vm::Job::Action::Shell;
		job.timeout.reset();
		job.leaks = vm::Job::Leaks::Ignore;
	}
	if (options.gdb) {
		job.debugger = vm::Job::Debugger::Wait;
		job.timeout.reset();
		print_gdb_help(job);
	}
	Printer printer(job, options.machine.verbose);
	print_progress(
		fmt::format("starting {}{}", job.kernel.release, options.shell ? " (Ctrl-] ends the machine)" : ""));
	const vm::Outcome outcome = vm::run_machine(job, printer);
	if (outcome.signal != 0)
		die_of({ outcome.signal });
	for (const vm::Splat &splat : outcome.boot_splats)
		print_warning(fmt::format("the kernel complains about itself while booting: {}", splat.title));
	const bool clean = report(outcome, job);
	print_progress(fmt::format("{} on {}: {} in {:.1f} s, done after {:.1f} s", clean ? "clean" : "failed",
				   job.kernel.release, outcome.resumed ? "resumed" : "booted", outcome.boot_seconds,
				   outcome.total_seconds));
	if (!clean)
		throw FaultsPrinted{};
}

} // namespace

void setup_run(CLI::App &app)
{
	auto options = std::make_shared<Options>();
	CLI::App *command = app.add_subcommand("run", "Load modules in a virtual machine and watch the kernel");

	add_options(*command, options->machine);
	command->add_flag("--shell", options->shell, "open a shell in the guest, modules loaded");
	command->add_flag("--gdb", options->gdb, "wait for gdb on port 1234 before booting");
	command->footer(
		"Exit codes: 0 clean; 1 the kernel reported something, a module did not load or unload, or the script "
		"ended with a status other than 0, which the message names; 2 usage or environment. A script must "
		"check the modules that it loads itself.\n"
		"Ctrl-C, SIGTERM and SIGHUP end the machine, and then kxx as that signal would.");
	command->callback([options] { run_modules(*options); });
}

} // namespace kxx::cli
