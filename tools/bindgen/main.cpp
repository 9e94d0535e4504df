// SPDX-License-Identifier: GPL-2.0
//! kxx-bindgen: makes sure that the bindings of a kernel exist and prints where they are.

#include "cache.hpp"
#include "common/exit_code.hpp"
#include "common/files.hpp"
#include "common/interrupt.hpp"
#include "common/paths.hpp"
#include "common/plain_path.hpp"
#include "common/process.hpp"
#include "common/terminal.hpp"
#include "compare_code.hpp"
#include "find.hpp"
#include "kbuild_flags.hpp"
#include "verify.hpp"

#include <cstdio>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace fs = std::filesystem;
using namespace kxx::bindgen;

namespace {

struct Options {
	fs::path kernel_build;
	std::vector<std::string> headers;
	fs::path macros;
	std::string compiler = "gcc";
	std::string flags;
	fs::path output;
	bool report = false;
	bool verify = false;
	bool compare = false;
	unsigned sample = 0;
	double share = 0.9;
	fs::path vmlinux;
	std::vector<fs::path> modules;
	bool check = false;
	bool timings = false;
	bool force = false;
	bool keep = false;
	std::vector<std::string> find;
};

int run_generator(std::vector<std::string> arguments)
{
	arguments.insert(arguments.begin(), generator_program().string());
	kxx::RunResult result = kxx::run(arguments, { .output = kxx::RunOptions::Output::Inherit });

	if (result.status == 127)
		throw kxx::Failure{ kxx::Fault::Environment, "cannot run " + generator_program().string() };
	return result.status;
}

std::vector<std::string> common_arguments(const Options &options, const fs::path &output)
{
	std::vector<std::string> arguments = { "--output", output.string() };

	if (options.timings)
		arguments.push_back("--timings");
	return arguments;
}

/// Plain headers, without Kbuild and without the cache.
int generate_plain(const Options &options)
{
	std::vector<std::string> arguments = common_arguments(options, options.output);

	for (const std::string &header : options.headers) {
		if (!fs::exists(header))
			throw kxx::Failure{ kxx::Fault::Environment, "header " + header + " does not exist" };
		arguments.insert(arguments.end(), { "--header", header });
	}
	arguments.insert(arguments.end(), { "--compiler", options.compiler });
	if (!options.flags.empty())
		arguments.push_back("--flags=" + options.flags);
	if (!options.macros.empty())
		arguments.insert(arguments.end(), { "--macros", options.macros.string() });
	if (options.check)
		arguments.push_back("--check");
	return run_generator(arguments);
}

/// The file that describes the kernel of a build directory: its own, or the one that
/// `kxx kernel` unpacked beside it, since some headers packages have none.
fs::path vmlinux_of(const fs::path &build)
{
	std::error_code none;
	const fs::path wanted = fs::canonical(build);

	for (const auto &kernel : fs::directory_iterator(kxx::cache_directory() / "kernels", none))
		if (fs::canonical(kernel.path() / "build", none) == wanted && fs::exists(kernel.path() / "vmlinux"))
			return kernel.path() / "vmlinux";
	return build / "vmlinux";
}

/// The directory of the bindings, or nothing, with `status`, if the generator found a fault.
std::optional<fs::path> generate(const Options &options, const std::string &key, int &status)
{
	const kxx::Lock lock(bindings_folder(key));
	const fs::path root = kxx::root_directory();

	if (!options.force)
		if (auto made = current_bindings(key))
			return made;
	const kxx::Interruptible interruptible;
	kxx::Temporary work(bindings_folder(key) / "new");

	fs::remove_all(work.path());
	std::vector<std::string> arguments = common_arguments(options, work.path());
	arguments.insert(arguments.end(),
			 { "--kernel-build", fs::canonical(options.kernel_build).string(), "--list",
			   (root / "bindings/headers.h").string(), "--helpers", (root / "helpers").string(), "--macros",
			   (root / "bindings/macros.h").string(), "--homes", (root / "bindings/homes.txt").string(),
			   "--check" });
	status = run_generator(arguments);
	interruptible.check();
	if (status == 0)
		return install_bindings(key, work.path());
	if (options.keep) {
		kxx::print_note("the generated files are in " + work.path().string());
		work.keep();
	} else if (status == 1) {
		kxx::print_note("to inspect the generated files: kxx-bindgen --keep --kernel-build " +
				options.kernel_build.string());
	}
	return std::nullopt;
}

int print_report(const fs::path &directory)
{
	std::ifstream in(directory / "report.json");
	nlohmann::json report = nlohmann::json::parse(in);

	for (const char *name : { "headers", "types", "records", "enums", "typedefs", "fields", "bit-fields",
				  "functions", "inline functions", "macros with a prototype", "variables", "constants",
				  "assertions", "macros without a value", "not representable" })
		std::printf("%8u  %s\n", report["counts"][name].get<unsigned>(), name);
	for (const auto &[reason, count] : report["reasons"].items())
		std::printf("          %6u  %s\n", count.get<unsigned>(), reason.c_str());
	return 0;
}

int run(const Options &options)
{
	if (options.kernel_build.empty() == options.headers.empty())
		throw kxx::Failure{ kxx::Fault::Environment, "give either --kernel-build DIR or --header FILE" };
	if (!options.headers.empty()) {
		if (options.output.empty())
			throw kxx::Failure{ kxx::Fault::Environment, "--header needs --output DIR" };
		return generate_plain(options);
	}
	if (const fs::path cache = kxx::cache_directory(); !cache.is_absolute() || !kxx::is_plain_path(cache))
		throw kxx::Failure{ kxx::Fault::Environment, "make cannot work with the cache in '" + cache.string() +
								     "': the path is relative, or has " +
								     kxx::not_plain_in_path +
								     "; set KXX_CACHE to another directory" };
	const std::string key = cache_key(options.kernel_build);
	std::optional<fs::path> made = options.force ? std::nullopt : current_bindings(key);
	if (int status = 0; !made) {
		made = generate(options, key, status);
		if (!made)
			return status;
	}
	const fs::path &directory = *made;

	if (options.verify)
		return verify(directory, options.vmlinux.empty() ? vmlinux_of(options.kernel_build) : options.vmlinux,
			      options.modules);
	if (options.compare)
		return compare_code(options.kernel_build, directory, options.sample, options.share);
	if (options.report)
		return print_report(directory);
	if (!options.find.empty())
		return find_names(options.kernel_build, directory, options.find);
	std::puts(directory.c_str());
	return 0;
}

} // namespace

int main(int argc, char **argv)
{
	Options options;
	CLI::App app("Makes C++ bindings of a kernel's C headers and prints their directory.\n"
		     "They are kept in KXX_CACHE, else XDG_CACHE_HOME/kxx, else ~/.cache/kxx, and made again "
		     "when one of their inputs changes.\n"
		     "Exit codes: 0 done, 1 the bindings disagree with a compiler or with the "
		     "kernel, or --find got a name that is not bound, 2 usage or environment.");

	app.add_option("--kernel-build", options.kernel_build,
		       "directory for `make -C DIR M=...`; the result is cached");
	app.add_flag("--report", options.report, "print counts instead of the directory");
	app.add_flag("--verify", options.verify, "compare every type with the kernel's BTF; exit 1 on a difference");
	app.add_option("--vmlinux", options.vmlinux,
		       "file with .BTF for --verify (default: of the kernel in the cache, or DIR/vmlinux)");
	app.add_option("--module-btf", options.modules, "modules with more BTF for --verify");
	app.add_flag("--compare-code", options.compare, "compare the machine code of callers in C and in C++");
	app.add_option("--sample", options.sample, "how many callers to compare (default: all)");
	app.add_option("--share", options.share, "exit 1 when less than this share is the same (default: 0.9)");
	app.add_option("--find", options.find,
		       "print what a C name (or header) is and which C++ header has it, or how to bind it");
	app.add_flag("--force", options.force, "make the bindings again");
	app.add_flag("--keep", options.keep, "keep bindings that disagree with a compiler, for inspection");
	app.add_flag("--timings", options.timings, "print how long each step takes");
	app.add_option("--header", options.headers, "bind a plain C header, without a kernel");
	app.add_option("--macros", options.macros, "prototypes of macros, with --header");
	app.add_option("--compiler", options.compiler, "C compiler, with --header");
	app.add_option("--flags", options.flags, "its flags, with --header");
	app.add_option("--output", options.output, "directory to fill, with --header");
	app.add_flag("--check", options.check, "compile the assertions, with --header (a kernel's always are)");
	try {
		app.parse(argc, argv);
		return run(options);
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
