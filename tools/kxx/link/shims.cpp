// SPDX-License-Identifier: GPL-2.0
#include "link/shims.hpp"

#include <fstream>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include "cli/command.hpp"
#include "common/hash.hpp"
#include "common/paths.hpp"
#include "common/process.hpp"
#include "common/terminal.hpp"
#include "link/cached.hpp"

namespace kxx::link {
namespace fs = std::filesystem;

bool is_shim_name(const std::string &symbol)
{
	return symbol.starts_with("kxx_i_") || symbol.starts_with("kxx_m_");
}

std::string shim_source(const fs::path &bindings, const std::set<std::string> &names,
			const std::set<std::string> &keep,
			const std::set<std::string> &variables)
{
	std::ifstream table(bindings / "shims.tsv");
	std::map<std::string, std::string> bodies;
	std::set<std::string> headers;

	if (!table && !names.empty())
		throw cli::Failure{ cli::exit_usage,
				    fmt::format("cannot read {}", (bindings / "shims.tsv").string()),
				    "run kxx bindgen again" };
	for (std::string line; std::getline(table, line);) {
		std::size_t first = line.find('\t');
		std::size_t second = line.find('\t', first + 1);
		if (second == std::string::npos || !names.contains(line.substr(0, first)))
			continue;
		headers.insert(line.substr(first + 1, second - first - 1));
		bodies[line.substr(0, first)] = line.substr(second + 1);
	}
	std::vector<std::string> missing;
	for (const std::string &name : names)
		if (!bodies.contains(name))
			missing.push_back(name.substr(6));
	if (!missing.empty())
		throw cli::Failure{ cli::exit_findings,
				    fmt::format("this kernel has no {}", fmt::join(missing, ", ")),
				    "kxx bindgen --report says what was not representable and why" };

	// The name of the bindings stands for this kernel's configuration and for the helpers' bodies: shims
	// are cached by their text, and are others when those are.
	std::string text = fmt::format("/* bindings {} */\n#include <bindings/shims.h>\n",
				       bindings.filename().string());
	for (const std::string &header : headers)
		text += fmt::format("#include <{}>\n", header);
	for (const auto &[name, body] : bodies)
		text += body + "\n";
	for (const std::string &name : keep)
		text += fmt::format("extern {1};\n"
				    "static void *const kxx_keep_{0} __attribute__((used, "
				    "section(\".discard.kxx_keep\"))) = (void *){0};\n",
				    name,
				    variables.contains(name) ? "char " + name + "[]" :
							       "void " + name + "(void)");
	return text;
}

fs::path compile_shims(const std::string &source, const std::vector<std::string> &cc, bool verbose)
{
	std::vector<std::string> command;

	for (const std::string &word : cc)
		if (!word.starts_with("-Wp,") && !word.starts_with("-DKBUILD_") &&
		    !word.starts_with("-D__KBUILD_"))
			command.push_back(word);
	for (const char *flag : { "-DKBUILD_MODNAME=\"kxx\"", "-DKBUILD_BASENAME=\"kxx\"",
				  "-D__KBUILD_MODNAME=kmod_kxx", "-Wno-missing-prototypes",
				  "-Wno-missing-declarations", "-Wno-attributes", "-flto",
				  "-fno-fat-lto-objects", "-c", "-o" })
		command.push_back(flag);

	// A relative -I in the kernel's flags means one thing per build directory.
	const std::string key = hash_of(fmt::format("{}\n{}\n{}", source, fmt::join(command, "\n"),
						    fs::current_path().string()));
	const fs::path folder = cache_directory() / "shims" / key.substr(0, 2);
	const fs::path object = folder / (key + ".lto.o");
	if (is_whole(object))
		return object;

	fs::create_directories(folder);
	const std::string unique = fmt::format("{}.{}", key, getpid());
	const fs::path file = folder / (key + ".c");
	const fs::path fresh_file = folder / (unique + ".c");
	const fs::path fresh = folder / (unique + ".o");
	std::ofstream(fresh_file) << source;
	fs::rename(fresh_file, file);
	command.push_back(fresh.string());
	command.push_back(file.string());
	if (verbose)
		print_progress(fmt::format("{}", fmt::join(command, " ")));
	RunResult result = run(command);
	if (!result.ok()) {
		fs::remove(fresh);
		throw cli::Failure{ cli::exit_findings,
				    fmt::format("the C shims do not compile:\n{}", result.err),
				    fmt::format("the shims are in {}", file.string()) };
	}
	fs::rename(fresh, object);
	return object;
}

} // namespace kxx::link
