// SPDX-License-Identifier: GPL-2.0
#include "doctor/build_log.hpp"

#include <algorithm>
#include <regex>
#include <sstream>

#include <fmt/format.h>

#include "elf/demangle.hpp"

namespace kxx {
namespace {

enum class Kind { Error, Warning, Continuation, Noise };

std::string demangled(const std::string &line)
{
	static const std::regex mangled(R"(\b_Z[A-Za-z0-9_]+)");
	std::string out;
	auto last = line.begin();

	for (std::sregex_iterator it(line.begin(), line.end(), mangled), end; it != end; ++it) {
		out.append(last, (*it)[0].first);
		out += elf::demangle((*it).str());
		last = (*it)[0].second;
	}
	return out.append(last, line.end());
}

bool has(const std::string &line, const char *text)
{
	return line.find(text) != std::string::npos;
}

Kind kind_of(const std::string &line)
{
	// Steps of the build: "  CXX [M]  hello.lto.o".
	static const std::regex step(R"(^  [A-Z+]+ (\[M\])? *\S+$)");

	if (has(line, "error: ") || has(line, "ERROR: ") || has(line, "undefined reference") ||
	    line.starts_with("BTF: ") || has(line, ": *** kxx: ") || has(line, "error, forbidden"))
		return Kind::Error;
	if (has(line, ": *** "))
		return has(line, "] Error ") || has(line, "*** Deleting ") || has(line, "*** Waiting for ")
			       ? Kind::Noise
			       : Kind::Error;
	if (has(line, "warning: ") || has(line, "WARNING: "))
		return Kind::Warning;
	if (line.starts_with("make: ") || line.starts_with("make[") || line.empty() || std::regex_match(line, step) ||
	    has(line, "Skipping BTF generation"))
		return Kind::Noise;
	return Kind::Continuation;
}

/// "In file included from", "In member function": lines before the messages that they belong to.
bool leads(const std::string &line)
{
	static const std::regex place(R"(: (In|At) .*:$)");

	return line.starts_with("In file included from") || line.starts_with("                 from") ||
	       std::regex_search(line, place) || has(line, ":   required from");
}

} // namespace

BuildLog read_build_log(std::string_view text)
{
	static const std::regex undefined(R"re("([^"]+)" \[[^\]]*\] undefined!)re");
	static const std::regex header(R"(fatal error: ([^:]+\.hpp): No such file)");
	static const std::regex missing(R"(No rule to make target '[^']*?([^'/]+?)(\.lto)?\.o')");
	BuildLog log;
	std::istringstream lines{ std::string(text) };
	std::vector<std::string> *current = nullptr;
	std::string lead;
	auto note = [&log](std::string text) {
		if (std::ranges::find(log.notes, text) == log.notes.end())
			log.notes.push_back(std::move(text));
	};

	for (std::string line; std::getline(lines, line);) {
		std::smatch match;

		switch (kind_of(line)) {
		case Kind::Noise:
			current = nullptr;
			lead.clear();
			continue;
		case Kind::Continuation:
			if (leads(line)) {
				lead += demangled(line) + "\n";
				current = nullptr;
			} else if (current) {
				current->back() += "\n" + demangled(line);
			}
			continue;
		case Kind::Error:
			current = &log.errors;
			break;
		case Kind::Warning:
			current = &log.warnings;
			break;
		}
		current->push_back(lead + demangled(line));
		lead.clear();
		if (std::regex_search(line, match, undefined))
			note(fmt::format("'{}' is not exported to modules by this kernel, nor by the modules "
					 "in KBUILD_EXTRA_SYMBOLS",
					 elf::demangle(match[1])));
		if (std::regex_search(line, match, header))
			note(fmt::format("neither the library nor the bindings have <{}>; a kernel "
					 "header linux/x.h is bound as <linux/x.hpp>",
					 match[1].str()));
		if (std::regex_search(line, match, missing))
			note(fmt::format("Kbuild names '{0}.o', and there is neither {0}.cpp nor {0}.c",
					 match[1].str()));
		else if (has(line, "No rule to make target"))
			note("kxx doctor tells whether the kernel build directory is complete");
		if (has(line, "GPL-incompatible"))
			note("set .license of KERNEL_MODULE to \"GPL\" or another compatible licence, or "
			     "do without the symbol");
		if (has(line, "missing MODULE_LICENSE"))
			note("give KERNEL_MODULE a .license");
		if (has(line, "has no CRC") || has(line, "version generation failed"))
			note("exported C++ functions need EXPORT_SYMBOL from kxx, which makes their "
			     "versions");
		if (has(line, "KERNELRELEASE") || has(line, "scripts/basic/fixdep: not found"))
			note("the kernel build directory is not prepared; kxx doctor tells how to "
			     "mend it");
	}
	return log;
}

} // namespace kxx
