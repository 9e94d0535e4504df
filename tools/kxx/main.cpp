// SPDX-License-Identifier: GPL-2.0
#include "cli/command.hpp"
#include "cli/usage.hpp"
#include "common/exit_code.hpp"
#include "common/interrupt.hpp"
#include "common/terminal.hpp"

#include <cstdio>

namespace kxx {
namespace {

int run(int argc, char **argv)
{
	CLI::App app("C++ for Linux: modules for the kernel you already run", "kxx");

	app.require_subcommand(1);
	app.footer("Exit codes: 0 clean, 1 a fault was found, 2 usage or environment.");
	cli::setup_version(app);
	cli::setup_kernel(app);
	cli::setup_run(app);
	cli::setup_test(app);
	cli::setup_check(app);
	cli::setup_new(app);
	cli::setup_build(app);
	cli::setup_doctor(app);
	cli::setup_size(app);
	cli::setup_symbolize(app);
	cli::setup_compile_commands(app);
	cli::setup_bindgen(app);
	cli::setup_gate(app);
	cli::setup_source(app);
	cli::setup_link(app);
	try {
		app.parse(argc, argv);
	} catch (const CLI::Success &message) {
		return app.exit(message);
	} catch (const CLI::ParseError &error) {
		cli::print_usage_error(app, error);
		return exit_usage;
	} catch (const cli::FaultsPrinted &) {
		return exit_findings;
	} catch (const Failure &failure) {
		return report(failure);
	} catch (const Interrupted &interrupted) {
		die_of(interrupted);
	} catch (const std::exception &error) {
		print_error(error.what());
		return exit_usage;
	}
	return exit_clean;
}

} // namespace
} // namespace kxx

int main(int argc, char **argv)
{
	const int status = kxx::run(argc, argv);

	if (std::fflush(stdout) == 0 && !std::ferror(stdout))
		return status;
	kxx::print_error("cannot write all of the output: no space left, or nobody reads it");
	return status ? status : kxx::exit_usage;
}
