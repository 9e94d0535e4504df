// SPDX-License-Identifier: GPL-2.0
#include "gate/gate.hpp"

#include <fstream>

#include <elf.h>
#include <fmt/format.h>

#include "common/process.hpp"
#include "gate/inspector.hpp"

namespace kxx::gate {

std::string Finding::text(const std::string &object) const
{
	return fmt::format("{}: {}: {}{} [{}]", place ? place->text() : object,
			   severity == Severity::Error ? "error" : "warning",
			   in.empty() ? "" : fmt::format("in '{}': ", in), message, rule);
}

std::vector<Finding> inspect(const elf::Object &object, const Context &context)
{
	if (object.machine() != EM_X86_64)
		throw elf::BadFile(
			fmt::format("'{}' is for an architecture kxx does not know yet", object.path().string()));
	Inspector inspector(object, context);

	for (const elf::Section &section : object.sections())
		if (section.name.starts_with(".gnu.lto_"))
			return { { .rule = "not-linked",
				   .message = "the object still holds LTO bytecode",
				   .note = "link it with g++ -r -flto -flinker-output=exec" } };
	inspector.constructors();
	inspector.thread_locals();
	inspector.guards();
	inspector.undefined_symbols();
	inspector.relocations();
	inspector.instructions();
	inspector.vtables();
	inspector.unwind_tables();
	inspector.linkage();
	inspector.seen_by_objtool();
	inspector.delete_expressions();
	inspector.debug_records();
	inspector.name_lengths();
	return inspector.take_findings();
}

/// The version that a compiler prints, and whether it runs.
static std::optional<CompilerVersion> version_of(const std::string &compiler)
{
	RunResult result = run({ compiler, "-dumpfullversion" });

	return result.ok() ? CompilerVersion::parse(result.out) : std::nullopt;
}

std::vector<Finding> inspect_build(const Context &context)
{
	std::vector<Finding> findings;

	if (context.kernel && context.kernel->randomises_layout())
		findings.push_back({ .rule = "randstruct",
				     .message = "the kernel shuffles the layout of its structures "
						"(CONFIG_RANDSTRUCT), and g++ cannot follow it",
				     .note = "use a kernel built with CONFIG_RANDSTRUCT_NONE" });
	if (context.kernel && context.kernel->enabled("CFI_CLANG"))
		findings.push_back({ .rule = "kcfi",
				     .message = "the kernel checks every indirect call "
						"(CONFIG_CFI_CLANG), and g++ emits no type hashes",
				     .note = "use a kernel built by GCC; kxx does not support "
					     "clang-built kernels yet" });
	if (context.kernel && !context.compiler.empty()) {
		auto ours = version_of(context.compiler);
		auto theirs = context.kernel->compiler_version();

		if (context.kernel->built_by_clang())
			findings.push_back({ .rule = "compiler-version",
					     .message = fmt::format("the kernel was built by '{}', not by GCC",
								    context.kernel->compiler_text()),
					     .note = "kxx does not support clang-built kernels yet; expect "
						     "missing mitigations",
					     .severity = Finding::Severity::Warning });
		else if (!ours)
			findings.push_back(
				{ .rule = "compiler-version",
				  .message = fmt::format("'{}' does not report its version", context.compiler),
				  .note = "give the g++ that compiled the module with --compiler",
				  .severity = Finding::Severity::Warning });
		else if (theirs && *ours != *theirs)
			findings.push_back({ .rule = "compiler-version",
					     .message = fmt::format("the module was compiled by g++ {}, the "
								    "kernel by GCC {}",
								    ours->text(), theirs->text()),
					     .note = fmt::format("apt-get install g++-{0}, and build with "
								 "CXX=g++-{0}",
								 theirs->major),
					     .severity = Finding::Severity::Warning });
	}
	if (!context.flags.empty() && !context.kernel_flags.empty())
		for (Finding &finding : compare_flags(context.flags, context.kernel_flags))
			findings.push_back(std::move(finding));
	return findings;
}

std::vector<std::string> read_lines(const std::filesystem::path &file)
{
	std::ifstream in(file);
	std::vector<std::string> lines;

	if (!in)
		throw elf::BadFile(fmt::format("cannot open '{}'", file.string()));
	for (std::string line; std::getline(in, line);)
		if (!line.empty())
			lines.push_back(line);
	return lines;
}

std::set<std::string> read_symvers(const std::filesystem::path &file)
{
	std::set<std::string> names;

	// CRC, TAB, name, TAB, module, TAB, kind
	for (const std::string &line : read_lines(file)) {
		std::size_t first = line.find('\t');
		std::size_t second = line.find('\t', first + 1);

		if (first != std::string::npos && second != std::string::npos)
			names.insert(line.substr(first + 1, second - first - 1));
	}
	return names;
}

} // namespace kxx::gate
