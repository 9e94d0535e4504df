// SPDX-License-Identifier: GPL-2.0
//! kxx symbolize: shows an oops with C++ names and source lines.
#include "elf/symbolize.hpp"

#include <cerrno>
#include <cstring>
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

/// The text to read. Throws Failure if there is none.
std::istream &open_log(const std::string &name, std::ifstream &file)
{
	if (name == "-")
		return std::cin;
	if (fs::is_directory(name))
		throw Failure{ Fault::Environment, fmt::format("'{}' is a directory, not a kernel log", name) };
	file.open(name);
	if (!file)
		throw Failure{ Fault::Environment, fmt::format("cannot read '{}': {}", name, std::strerror(errno)) };
	return file;
}

void run_symbolize(const Options &options)
{
	std::ifstream file;
	std::istream &in = open_log(options.file, file);
	const std::string name = options.file == "-" ? "standard input" : fmt::format("'{}'", options.file);
	elf::Symbolizer symbolizer({ options.modules.begin(), options.modules.end() }, ".");

	for (std::string line; std::getline(in, line);) {
		if (line.ends_with('\r'))
			line.pop_back();
		if (line.find('\0') != line.npos)
			throw Failure{ Fault::Environment,
				       fmt::format("{} is not text, so it is not a kernel log", name),
				       "an image or a module goes with --module" };
		fmt::print("{}\n", symbolizer.line(line));
	}
	if (in.bad())
		throw Failure{ Fault::Environment, fmt::format("cannot read {}: {}", name, std::strerror(errno)) };
	if (symbolizer.found() == 0)
		throw Failure{ Fault::Environment,
			       fmt::format("{} has no place in the kernel or in a module, and no C++ name", name),
			       "a place looks like function+0x12/0x40, as in an oops or a call trace" };
	if (std::string names = fmt::format("{}", fmt::join(symbolizer.missing(), ", ")); !names.empty()) {
		print_warning(fmt::format("no file found for {}: no source lines from there", names));
		print_note("name the files with --module, or run in the directory that holds them");
	}
}

} // namespace

void setup_symbolize(CLI::App &app)
{
	auto options = std::make_shared<Options>();
	CLI::App *command =
		app.add_subcommand("symbolize", "Add C++ names and source lines to an oops or a kernel log");

	command->add_option("file", options->file, "A kernel log; - or nothing for standard input")->type_name("FILE");
	command->add_option("--module", options->modules,
			    "Modules in the log; searched for below the working directory when not "
			    "given")
		->check(CLI::ExistingFile)
		->type_name("X.ko");
	command->callback([options] { run_symbolize(*options); });
}

} // namespace kxx::cli
