// SPDX-License-Identifier: GPL-2.0
//! kxx-bindgen-generate: the part of the generator that loads LLVM. kxx-bindgen runs it.

#include "check.hpp"
#include "common/exit_code.hpp"
#include "common/files.hpp"
#include "common/interrupt.hpp"
#include "common/terminal.hpp"
#include "emit.hpp"
#include "kbuild_flags.hpp"
#include "parse.hpp"
#include "preprocess.hpp"
#include "sources.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include <CLI/CLI.hpp>

namespace fs = std::filesystem;
using namespace kxx::bindgen;

namespace {

struct Options {
	fs::path kernel_build;
	Input input;
	std::string compiler = "gcc";
	std::string flags;
	fs::path output;
	bool timings = false;
	bool check = false;
};

class Clock {
public:
	explicit Clock(bool print) : print_(print) {}

	void lap(const char *what)
	{
		auto now = std::chrono::steady_clock::now();

		if (print_)
			std::fprintf(stderr, "%6.0f ms  %s\n",
				     std::chrono::duration<double, std::milli>(now - last_).count(), what);
		last_ = now;
	}

private:
	bool print_;
	std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

/// Everything that the kernel's build and headers declare, with a list of the files that were read.
Model read_kernel(const Options &options, Flags &flags, Clock &clock)
{
	const kxx::Temporary start(options.output / "start");
	constexpr unsigned attempts = 3;

	for (unsigned i = 0; i < attempts; i++) {
		Model model;

		kxx::write_file(start.path(), "");
		flags = ask_kbuild(options.kernel_build);
		clock.lap("ask Kbuild");
		preprocess(options.input, flags, options.output, model);
		clock.lap("preprocess");
		const kxx::Inputs inputs = sources_of(model, flags, options.input.helpers);
		clock.lap("note what was read");
		// Otherwise a file may be listed with content that was written after it was read.
		if (!inputs.changed_since(start.path())) {
			inputs.save(options.output / "inputs", "");
			return model;
		}
	}
	throw kxx::Failure{
		kxx::Fault::Environment,
		"the kernel's headers kept changing while they were read: build again when nothing writes to them"
	};
}

int generate(const Options &options)
{
	Clock clock(options.timings);
	Flags flags;
	Model model;

	kxx::make_directory(options.output);
	if (options.kernel_build.empty()) {
		flags = plain_flags(options.compiler, options.flags);
		preprocess(options.input, flags, options.output, model);
		clock.lap("preprocess");
	} else {
		model = read_kernel(options, flags, clock);
	}
	read_macro_list(options.input, model);
	expand_macros(flags, options.output, model);
	clock.lap("expand macros");
	parse(model, flags.c_flags);
	clock.lap("parse");
	std::vector<std::string> headers = emit_headers(model, options.input.homes, options.output);
	unsigned assertions = emit_layout(model, input_text(options.input), headers, options.output);
	emit_report(model, assertions, options.output);
	std::string lines;
	for (const std::string &flag : flags.c_flags)
		lines += flag + "\n";
	kxx::write_file(options.output / "layout" / "flags", lines);
	clock.lap("write");
	for (const std::string &error : model.errors)
		kxx::print_warning("clang: " + error);
	if (options.check) {
		std::string faults = check_layout(model, flags, options.output);

		clock.lap("check layouts");
		if (!faults.empty()) {
			std::fputs(faults.c_str(), stderr);
			kxx::print_error("the bindings do not agree with the compilers");
			return 1;
		}
	}
	return model.errors.empty() ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
	Options options;
	CLI::App app("Makes the bindings; kxx-bindgen runs this program.");

	app.add_option("--kernel-build", options.kernel_build, "kernel build directory");
	app.add_option("--list", options.input.header_list, "C text with the headers to bind");
	app.add_option("--header", options.input.headers, "one more header");
	app.add_option("--helpers", options.input.helpers, "directory of C helpers");
	app.add_option("--macros", options.input.macro_list, "prototypes of macros");
	app.add_option("--homes", options.input.homes, "names whose header moved");
	app.add_option("--compiler", options.compiler, "C compiler for plain headers");
	app.add_option("--flags", options.flags, "its flags");
	app.add_option("--output", options.output, "directory to fill")->required();
	app.add_flag("--timings", options.timings, "print how long each step takes");
	app.add_flag("--check", options.check, "compile the assertions");
	try {
		app.parse(argc, argv);
		return generate(options);
	} catch (const CLI::ParseError &error) {
		return app.exit(error) ? 2 : 0;
	} catch (const kxx::Failure &failure) {
		return kxx::report(failure);
	} catch (const kxx::Interrupted &interrupted) {
		kxx::die_of(interrupted);
	} catch (const std::exception &error) {
		kxx::print_error(error.what());
		return 2;
	}
}
