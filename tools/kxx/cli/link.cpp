// SPDX-License-Identifier: GPL-2.0
#include "cli/command.hpp"

#include <memory>

#include "common/words.hpp"
#include "link/link.hpp"

namespace kxx::cli {
namespace {

struct Options {
	std::string output, bindings, cc, cxx, exports;
	std::vector<std::string> objects, c_objects;
	bool verbose = false;
};

void run_link(const Options &options)
{
	link::Job job;

	job.output = options.output;
	job.bindings = options.bindings;
	job.cc = split_words(options.cc);
	job.cxx = split_words(options.cxx);
	job.exports = options.exports;
	job.verbose = options.verbose;
	for (const std::string &object : options.objects)
		job.objects.emplace_back(object);
	for (const std::string &object : options.c_objects)
		job.c_objects.emplace_back(object);
	link::link_module(job);
}

} // namespace

void setup_link(CLI::App &app)
{
	auto options = std::make_shared<Options>();
	CLI::App *command = app.add_subcommand("link", "Link one module's C++ objects and shims (the build calls it)");

	command->add_option("--output,-o", options->output, "The native object to make")->required();
	command->add_option("--bindings", options->bindings, "Directory that kxx bindgen printed")->required();
	command->add_option("--cc", options->cc, "The kernel's C compiler and flags, one string")->required();
	command->add_option("--cxx", options->cxx, "The C++ compiler and flags, one string")->required();
	command->add_option("--exports", options->exports, "C file to write the exports to");
	command->add_option("--c-object", options->c_objects, "A C object of the same module")
		->allow_extra_args(false)
		->take_all();
	command->add_flag("--verbose", options->verbose, "Show the commands");
	command->add_option("objects", options->objects, "The module's C++ objects (LTO bytecode)")->required();
	command->callback([options] { run_link(*options); });
}

} // namespace kxx::cli
