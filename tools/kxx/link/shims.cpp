// SPDX-License-Identifier: GPL-2.0
#include "link/shims.hpp"

#include <fstream>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "common/failure.hpp"
#include "link/cached.hpp"

namespace kxx::link {
namespace fs = std::filesystem;

bool is_shim_name(const std::string &symbol)
{
	return symbol.starts_with("kxx_i_") || symbol.starts_with("kxx_m_");
}

std::string shim_source(const fs::path &bindings, const std::set<std::string> &names, const std::set<std::string> &keep,
			const std::set<std::string> &variables)
{
	std::ifstream table(bindings / "shims.tsv");
	std::map<std::string, std::string> bodies;
	std::set<std::string> headers;

	if (!table && !names.empty())
		throw Failure{ Fault::Environment, fmt::format("cannot read {}", (bindings / "shims.tsv").string()),
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
		throw Failure{ Fault::Work, fmt::format("this kernel has no {}", fmt::join(missing, ", ")),
			       "kxx bindgen --report says what was not representable and why" };

	// The name of the bindings represents this kernel's configuration and the helpers' bodies:
	// shims are cached by their text, which must differ if those differ.
	std::string text =
		fmt::format("/* bindings {} */\n#include <bindings/shims.h>\n", bindings.filename().string());
	for (const std::string &header : headers)
		text += fmt::format("#include <{}>\n", header);
	for (const auto &[name, body] : bodies)
		text += body + "\n";
	for (const std::string &name : keep)
		text += fmt::format("extern {1};\n"
				    "static void *const kxx_keep_{0} __attribute__((used, "
				    "section(\".discard.kxx_keep\"))) = (void *){0};\n",
				    name, variables.contains(name) ? "char " + name + "[]" : "void " + name + "(void)");
	return text;
}

fs::path compile_shims(const std::string &source, const std::vector<std::string> &cc, bool verbose)
{
	std::vector<std::string> command = shared_command(cc);

	for (const char *flag : { "-Wno-missing-prototypes", "-Wno-missing-declarations", "-Wno-attributes", "-flto",
				  "-fno-fat-lto-objects" })
		command.push_back(flag);
	const Compiled compiled = compile_text("shims", source, command, verbose);
	if (!compiled.result.ok())
		throw Failure{ Fault::Work, fmt::format("the C shims do not compile:\n{}", compiled.result.err),
			       fmt::format("the shims are in {}", compiled.source.string()) };
	return compiled.object;
}

} // namespace kxx::link
