// SPDX-License-Identifier: GPL-2.0
#include "link/link.hpp"

#include <algorithm>
#include <future>
#include <set>

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

	return at == std::string::npos ? "gcc-nm" :
					 cxx.substr(0, at) + "gcc-nm" + cxx.substr(at + 3);
}

/// Adds to `objects` those of the library that something undefined needs, and what they need.
void pull_library(const std::vector<fs::path> &library, const std::vector<Symbols> &symbols,
		  std::vector<fs::path> &objects, Symbols &total)
{
	std::vector<bool> taken(library.size());

	for (bool again = true; again;) {
		again = false;
		for (std::size_t i = 0; i < library.size(); i++) {
			auto needed = [&](const std::string &name) {
				return total.undefined.contains(name) && !total.defined.contains(name);
			};
			if (taken[i] || std::none_of(symbols[i].defined.begin(),
						     symbols[i].defined.end(), needed))
				continue;
			taken[i] = again = true;
			objects.push_back(library[i]);
			total.defined.merge(Symbols(symbols[i]).defined);
			total.undefined.merge(Symbols(symbols[i]).undefined);
			total.variables.merge(Symbols(symbols[i]).variables);
		}
	}
}

/// What the user should write instead, if that is known.
std::string note_on(const std::string &error)
{
	if (error.find("with SSE disabled") == std::string::npos)
		return {};
	return "the kernel has no floating point: calculate with integers";
}

void run_or_fail(const std::vector<std::string> &command, const std::string &what, bool verbose)
{
	if (verbose)
		print_progress(fmt::format("{}", fmt::join(command, " ")));
	RunResult result = run_compiler(command);
	if (!result.ok())
		throw Failure{ Fault::Work, fmt::format("{}:\n{}", what, result.err), note_on(result.err) };
	if (!result.err.empty())
		fmt::print(stderr, "{}", result.err);
}

/// Links `objects` into the output, and returns its symbols.
Symbols link_objects(const Job &job, const std::string &nm, const std::vector<fs::path> &objects)
{
	std::vector<std::string> command{ job.cxx.at(0) };

	for (const std::string &flag : code_generation_flags(job.cxx))
		command.push_back(flag);
	for (const char *flag : { "-r", "-nostdlib", "-flto", "-flto-partition=none",
				  "-fwhole-program", "-flinker-output=exec",
				  "-Wno-lto-type-mismatch", "-o" })
		command.push_back(flag);
	command.push_back(job.output.string());
	for (const fs::path &object : objects)
		command.push_back(object.string());
	run_or_fail(command, fmt::format("cannot link {}", job.output.string()), job.verbose);
	return symbols_of(nm, { job.output }).at(0);
}

} // namespace

std::vector<std::string> code_generation_flags(const std::vector<std::string> &command)
{
	std::vector<std::string> flags;

	for (std::size_t i = 0; i < command.size(); i++) {
		const std::string &word = command[i];

		if (word == "-include" || word == "-isystem" || word == "-idirafter" ||
		    word == "-I" || word == "-D" || word == "-U") {
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
	// Runs in parallel with the rest, since it takes a second if the result is not in the
	// cache.
	auto layouts = std::async(std::launch::async, [&job] {
		check_layouts(job.bindings, job.objects, job.cc, job.verbose);
	});
	const std::string nm = plugin_nm(job.cxx.at(0));
	std::vector<fs::path> objects = job.objects;
	Symbols total;

	for (Symbols &one : symbols_of(nm, objects)) {
		total.defined.merge(one.defined);
		total.undefined.merge(one.undefined);
		total.variables.merge(one.variables);
	}
	const std::vector<fs::path> library = library_objects(job.cxx, job.verbose);
	const std::vector<Symbols> in_library = symbols_of(nm, library);
	pull_library(library, in_library, objects, total);

	// The whole-program optimiser cannot see the references of native objects, so name the
	// symbols.
	std::set<std::string> keep;
	for (const Symbols &one : symbols_of(nm, job.c_objects))
		std::set_intersection(one.undefined.begin(), one.undefined.end(),
				      total.defined.begin(), total.defined.end(),
				      std::inserter(keep, keep.end()));

	std::set<std::string> shims;
	std::copy_if(total.undefined.begin(), total.undefined.end(),
		     std::inserter(shims, shims.end()), is_shim_name);
	if (!shims.empty() || !keep.empty())
		objects.push_back(compile_shims(shim_source(job.bindings, shims, keep, total.variables), job.cc,
						job.verbose));

	layouts.get();

	Symbols made = link_objects(job, nm, objects);
	// Code generation calls functions that no object named before, such as __udivti3 for a
	// 128-bit division. Those that the library has take part in a second link.
	const std::size_t before = objects.size();
	pull_library(library, in_library, objects, made);
	if (objects.size() != before)
		made = link_objects(job, nm, objects);

	std::vector<Export> exports = exports_of(job.output);
	for (const Export &one : exports)
		keep.insert(one.symbol);
	if (!exports.empty() && job.exports.empty())
		throw Failure{ Fault::Work,
			       fmt::format("{} exports {}, but the build did not see it", job.output.string(),
					   exports[0].symbol),
			       "write EXPORT_SYMBOL_GPL() in a .cpp file that the Kbuild names" };
	if (!job.exports.empty())
		write_exports(job.exports, exports);
	std::map<std::string, std::string> renamed = shorter_names(made.defined);
	// Symbols that others refer to keep their names.
	std::erase_if(renamed, [&](const auto &one) {
		return keep.contains(one.first.substr(0, one.first.find(".cold")));
	});
	if (keep.empty() && renamed.empty())
		return;
	std::vector<std::string> command = { "objcopy" };
	for (const std::string &name : keep)
		command.push_back("--globalize-symbol=" + name);
	for (const auto &[name, shorter] : renamed)
		command.push_back("--redefine-sym=" + name + "=" + shorter);
	command.push_back(job.output.string());
	run_or_fail(command, "cannot make symbols global", job.verbose);
}

} // namespace kxx::link
