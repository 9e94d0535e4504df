// SPDX-License-Identifier: GPL-2.0
#include "link/link.hpp"

#include <algorithm>
#include <future>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "common/compiler.hpp"
#include "common/failure.hpp"
#include "common/terminal.hpp"
#include "link/exports.hpp"
#include "link/layouts.hpp"
#include "link/library.hpp"
#include "link/names.hpp"
#include "link/shims.hpp"
#include "link/symbols.hpp"

namespace kxx::link {
namespace fs = std::filesystem;

namespace {

/// gcc-nm beside g++: g++-12 → gcc-nm-12, x86_64-linux-gnu-g++-12 → x86_64-linux-gnu-gcc-nm-12.
std::string plugin_nm(const std::string &cxx)
{
	std::size_t at = cxx.rfind("g++");

	return at == std::string::npos ? "gcc-nm" : cxx.substr(0, at) + "gcc-nm" + cxx.substr(at + 3);
}

/// Objects, and the symbols of all of them.
struct Program {
	std::vector<fs::path> objects = {};
	Symbols symbols = {};
};

/// The parts of kernel/, and the symbols of each.
struct Library {
	std::vector<fs::path> objects;
	std::vector<Symbols> symbols;
};

void add(Symbols &total, Symbols one)
{
	total.defined.merge(one.defined);
	total.undefined.merge(one.undefined);
	total.variables.merge(one.variables);
}

Program module_program(const Job &job, const std::string &nm)
{
	Program program{ .objects = job.objects };

	for (const Symbols &one : symbols_of(nm, program.objects))
		add(program.symbols, one);
	return program;
}

Library library_for(const Job &job, const std::string &nm)
{
	const std::vector<fs::path> objects = library_objects(job.cxx, job.verbose);

	return { objects, symbols_of(nm, objects) };
}

/// The program with those objects of the library that something undefined needs, and with what they need.
Program with_library(Program program, const Library &library)
{
	std::vector<bool> taken(library.objects.size());
	const auto needed = [&](const std::string &name) {
		return program.symbols.undefined.contains(name) && !program.symbols.defined.contains(name);
	};

	for (bool again = true; again;) {
		again = false;
		for (std::size_t i = 0; i < library.objects.size(); i++) {
			if (taken[i] || std::ranges::none_of(library.symbols[i].defined, needed))
				continue;
			taken[i] = again = true;
			program.objects.push_back(library.objects[i]);
			add(program.symbols, library.symbols[i]);
		}
	}
	return program;
}

/// What the program defines and the module's C objects refer to. The whole-program optimiser cannot see the references
/// of native objects, so they are named to it.
std::set<std::string> symbols_for_c(const Job &job, const std::string &nm, const Program &program)
{
	std::set<std::string> names;

	for (const Symbols &one : symbols_of(nm, job.c_objects))
		std::ranges::set_intersection(one.undefined, program.symbols.defined,
					      std::inserter(names, names.end()));
	return names;
}

/// The objects of the program, and that of the shims that it calls and of what keeps `keep` alive.
std::vector<fs::path> with_shims(const Job &job, const Program &program, const std::set<std::string> &keep)
{
	std::vector<fs::path> objects = program.objects;
	std::set<std::string> shims;

	std::ranges::copy_if(program.symbols.undefined, std::inserter(shims, shims.end()), is_shim_name);
	if (!shims.empty() || !keep.empty())
		objects.push_back(compile_shims(shim_source(job.bindings, shims, keep, program.symbols.variables),
						job.cc, job.verbose));
	return objects;
}

/// What the user should write instead, if that is known.
std::string note_on(const std::string &error)
{
	if (error.find("with SSE disabled") == std::string::npos)
		return {};
	return "the kernel has no floating point: calculate with integers";
}

/// Runs a command, and returns its warnings.
std::string run_or_fail(const std::vector<std::string> &command, const std::string &what, bool verbose)
{
	if (verbose)
		print_progress(fmt::format("{}", fmt::join(command, " ")));
	RunResult result = run_compiler(command);
	if (!result.ok())
		throw Failure{ Fault::Work, fmt::format("{}:\n{}", what, result.err), note_on(result.err) };
	return result.err;
}

/// The symbols of a linked output, and the compiler's warnings.
struct Linked {
	Symbols symbols;
	std::string warnings;
};

/// Links `objects` into the output.
Linked link_objects(const Job &job, const std::string &nm, const std::vector<fs::path> &objects)
{
	// -Wall means it only where a file is compiled.
	std::vector<std::string> command{ job.cxx.at(0), "-Wuninitialized" };

	for (const std::string &flag : code_generation_flags(job.cxx))
		command.push_back(flag);
	for (const char *flag : { "-r", "-nostdlib", "-flto", "-flto-partition=none", "-fwhole-program",
				  "-flinker-output=exec", "-Wno-lto-type-mismatch", "-o" })
		command.push_back(flag);
	command.push_back(job.output.string());
	for (const fs::path &object : objects)
		command.push_back(object.string());
	std::string warnings = run_or_fail(command, fmt::format("cannot link {}", job.output.string()), job.verbose);
	return { symbols_of(nm, { job.output }).at(0), std::move(warnings) };
}

/// Links `objects` into the output, with what code generation needs of the library, and returns the output's symbols.
Symbols link_program(const Job &job, const std::string &nm, const std::vector<fs::path> &objects,
		     const Library &library)
{
	Linked made = link_objects(job, nm, objects);
	// Code generation calls functions that no object named before, such as __udivti3 for a 128-bit division. Those
	// that the library has take part in a second link.
	const Program whole = with_library({ objects, made.symbols }, library);

	if (whole.objects.size() != objects.size())
		made = link_objects(job, nm, whole.objects);
	fmt::print(stderr, "{}", made.warnings);
	return std::move(made.symbols);
}

/// Declares the output's exports to Kbuild, and returns their names.
std::set<std::string> declare_exports(const Job &job)
{
	const std::vector<Export> exports = exports_of(job.output);
	std::set<std::string> names;

	for (const Export &one : exports)
		names.insert(one.symbol);
	if (!exports.empty() && job.exports.empty())
		throw Failure{ Fault::Work,
			       fmt::format("{} exports {}, but the build did not see it", job.output.string(),
					   exports[0].symbol),
			       "write EXPORT_SYMBOL_GPL() in a .cpp file that the Kbuild names" };
	if (!job.exports.empty())
		write_exports(job.exports, exports);
	return names;
}

/// Makes the symbols of the output global that others refer to, and shortens the names of the rest where necessary.
void finish_names(const Job &job, const Symbols &made, const std::set<std::string> &keep)
{
	std::map<std::string, std::string> renamed = shorter_names(made.defined);
	std::vector<std::string> command = { "objcopy" };

	// Symbols that others refer to keep their names.
	std::erase_if(renamed,
		      [&](const auto &one) { return keep.contains(one.first.substr(0, one.first.find(".cold"))); });
	for (const std::string &name : keep)
		command.push_back("--globalize-symbol=" + name);
	for (const auto &[name, shorter] : renamed)
		command.push_back("--redefine-sym=" + name + "=" + shorter);
	if (command.size() == 1)
		return;
	command.push_back(job.output.string());
	fmt::print(stderr, "{}", run_or_fail(command, "cannot make symbols global", job.verbose));
}

} // namespace

std::vector<std::string> code_generation_flags(const std::vector<std::string> &command)
{
	std::vector<std::string> flags;

	for (std::size_t i = 0; i < command.size(); i++) {
		const std::string &word = command[i];

		if (word == "-include" || word == "-isystem" || word == "-idirafter" || word == "-I" || word == "-D" ||
		    word == "-U") {
			i++;
			continue;
		}
		if (word == "--param" && i + 1 < command.size()) {
			flags.push_back(word);
			flags.push_back(command[++i]);
			continue;
		}
		// -Wp,… and similar words are for other programs.
		if (word.starts_with("-W") && word.find(',') == std::string::npos) {
			flags.push_back(word);
			continue;
		}
		for (const char *kind : { "-m", "-f", "-O", "-g", "-pg", "--param" })
			if (word.starts_with(kind)) {
				flags.push_back(word);
				break;
			}
	}
	return flags;
}

void link_module(const Job &job)
{
	// Runs in parallel with the rest, since it takes a second if the result is not in the cache.
	auto layouts = std::async(std::launch::async,
				  [&job] { check_layouts(job.bindings, job.objects, job.cc, job.verbose); });
	const std::string nm = plugin_nm(job.cxx.at(0));
	Program module = module_program(job, nm);
	const Library library = library_for(job, nm);
	const Program program = with_library(std::move(module), library);
	std::set<std::string> keep = symbols_for_c(job, nm, program);
	const std::vector<fs::path> objects = with_shims(job, program, keep);

	layouts.get();

	const Symbols made = link_program(job, nm, objects, library);
	keep.merge(declare_exports(job));
	finish_names(job, made, keep);
}

} // namespace kxx::link
