// SPDX-License-Identifier: GPL-2.0
//! kxx kernel: manages the kernels that modules are built for and tested in.
#include "cli/command.hpp"
#include "common/terminal.hpp"
#include "kernels/damage.hpp"
#include "kernels/debian.hpp"
#include "kernels/debug.hpp"
#include "kernels/store.hpp"

#include <memory>

#include <fmt/format.h>

namespace kxx::cli {
namespace {

struct Options {
	std::string name;
};

void list()
{
	for (const std::string &name : kernels::known_names()) {
		if (kernels::is_complete(name) && kernels::damage_of(name).empty())
			fmt::print("{:<8} {:<28} {}\n", name, kernels::find_kernel(name).release,
				   kernels::kernel_directory(name).string());
		else
			fmt::print("{:<8} {:<28} kxx kernel {} {}\n", name, "-",
				   kernels::is_built(name) ? "build" : "fetch", name);
	}
}

void print_ready(const std::string &name)
{
	fmt::print("{} {} {}\n", name, kernels::find_kernel(name).release, kernels::kernel_directory(name).string());
}

void fetch(const std::string &name)
{
	kernels::fetch_debian(name);
	print_ready(name);
}

void build(const std::string &name)
{
	kernels::build_debug(kernels::Freshness::AskTheMirror);
	print_ready(name);
}

void path(const std::string &name)
{
	const kernels::Kernel kernel = name.empty() ? kernels::default_kernel() : kernels::find_kernel(name);

	if (kernel.build.empty())
		throw Failure{ Fault::Environment, fmt::format("kernel '{}' has no build directory here", kernel.name),
			       "install the headers of that kernel" };
	fmt::print("{}\n", kernel.build.string());
}

} // namespace

void setup_kernel(CLI::App &app)
{
	auto options = std::make_shared<Options>();
	CLI::App *command = app.add_subcommand("kernel", "Get and build kernels to test modules in");

	command->require_subcommand(1);
	command->add_subcommand("list", "Show the kernels and their state")->callback([] { list(); });

	CLI::App *fetching = command->add_subcommand("fetch", "Get Debian's newest kernel of a series");
	fetching->add_option("NAME", options->name, "6.12 or 6.1")->required()->check(CLI::IsMember({ "6.12", "6.1" }));
	fetching->callback([options] { fetch(options->name); });

	CLI::App *building = command->add_subcommand(
		"build", "Build the debug kernel (KASAN, lockdep, kmemleak, fault injection, KUnit)");
	building->add_option("NAME", options->name, "debug")->required()->check(CLI::IsMember({ "debug" }));
	building->callback([options] { build(options->name); });

	CLI::App *removing = command->add_subcommand("rm", "Remove a kernel from the cache");
	removing->add_option("NAME", options->name, "6.12, 6.1 or debug")->required();
	removing->callback([options] { kernels::remove_kernel(options->name); });

	CLI::App *finding = command->add_subcommand("path", "Print a kernel's build directory (KDIR)");
	finding->add_option("NAME", options->name,
			    "6.12, 6.1, debug, a kernel build directory or a kernel image; the running "
			    "kernel, else 6.12, when absent");
	finding->callback([options] { path(options->name); });
}

} // namespace kxx::cli
