// SPDX-License-Identifier: GPL-2.0
//! kxx symbolize: an oops with C++ names and source lines.
#include "elf/symbolize.hpp"

#include <fstream>
#include <iostream>
#include <memory>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "common/terminal.hpp"

namespace kxx::cli {
namespace {
namespace fs = std::filesystem;

struct Options {
	std::string file = "-";
	std::vector<std::string> modules;
};

void run_symbolize(const Options &options)
{
	std::ifstream file;

	if (options.file != "-") {
		file.open(options.file);
		if (!file)
			throw Failure{ exit_usage, fmt::format("cannot open '{}'", options.file) };
	}
	std::istream &in = options.file == "-" ? std::cin : file;
	elf::Symbolizer symbolizer({ options.modules.begin(), options.modules.end() }, ".");
	for (std::string line; std::getline(in, line);) {
		if (line.ends_with('\r'))
			line.pop_back();
		fmt::print("{}\n", symbolizer.line(line));
	}
	if (std::string names = fmt::format("{}", fmt::join(symbolizer.missing(), ", "));
	    !names.empty()) {
		print_warning(fmt::format("no file found for {}: no source lines from there", names));
		print_note("name the files with --module, or run in the directory that holds them");
	}
}

} // namespace

void setup_symbolize(CLI::App &app)
{
	auto options = std::make_shared<Options>();
	CLI::App *command = app.add_subcommand(
		"symbolize", "Add C++ names and source lines to an oops or a kernel log");

	command->add_option("file", options->file, "A kernel log; - or nothing for standard input")
		->type_name("FILE");
	command->add_option("--module", options->modules,
			    "Modules in the log; searched for below the working directory when not "
			    "given")
		->check(CLI::ExistingFile)
		->type_name("X.ko");
	command->callback([options] { run_symbolize(*options); });
}

} // namespace kxx::cli
