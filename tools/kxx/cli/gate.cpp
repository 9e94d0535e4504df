// SPDX-License-Identifier: GPL-2.0
//! kxx gate: refuses objects that the kernel would load and then not run correctly.
#include "gate/gate.hpp"

#include <cstdio>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/command.hpp"

namespace kxx::cli {
namespace {
namespace fs = std::filesystem;
using gate::Finding;

struct Options {
	std::vector<std::string> objects;
	std::string kernel_build;
	std::string compiler;
	std::string flags;
	std::string kernel_flags;
	std::string exports;
	std::vector<std::string> symvers;
	bool siblings_export = false;
	bool json = false;
};

gate::Context context_of(const Options &options)
{
	gate::Context context;

	if (!options.kernel_build.empty()) {
		context.kernel.emplace(options.kernel_build);
		if (!context.kernel->configured())
			throw Failure{ Fault::Environment,
				       fmt::format("'{}' is not a kernel build directory: it has no "
						   "include/config/auto.conf",
						   options.kernel_build),
				       "give the directory that 'make -C' gets, such as "
				       "/lib/modules/$(uname -r)/build" };
	}
	context.compiler = options.compiler;
	if (!options.flags.empty())
		context.flags = gate::read_lines(options.flags);
	if (!options.kernel_flags.empty())
		context.kernel_flags = gate::read_lines(options.kernel_flags);
	if (!options.exports.empty())
		for (std::string &name : gate::read_lines(options.exports))
			context.exports.insert(std::move(name));
	context.siblings_export = options.siblings_export;
	for (const std::string &file : options.symvers)
		context.exported_elsewhere.merge(gate::read_symvers(file));
	return context;
}

nlohmann::json to_json(const Finding &finding)
{
	nlohmann::json json = {
		{ "rule", finding.rule },
		{ "severity", finding.severity == Finding::Severity::Error ? "error" : "warning" },
		{ "message", finding.message },
		{ "note", finding.note },
	};

	if (!finding.in.empty())
		json["in"] = finding.in;
	if (finding.place) {
		json["file"] = finding.place->file;
		json["line"] = finding.place->line;
	}
	return json;
}

void run_gate(const Options &options)
{
	const gate::Context context = context_of(options);
	nlohmann::json report = nlohmann::json::array();
	bool refused = false;
	auto show = [&](const std::string &name, const std::vector<Finding> &findings) {
		nlohmann::json list = nlohmann::json::array();

		for (const Finding &finding : findings) {
			refused |= finding.severity == Finding::Severity::Error;
			list.push_back(to_json(finding));
			if (!options.json)
				fmt::print(stderr, "{}\nnote: {}\n", finding.text(name), finding.note);
		}
		if (!name.empty() || !findings.empty())
			report.push_back({ { "object", name }, { "findings", list } });
	};

	show("kxx", gate::inspect_build(context));
	if (report.size() == 1 && report[0]["findings"].empty())
		report.clear();
	for (const std::string &path : options.objects)
		show(path, gate::inspect(elf::Object(path), context));
	if (options.json)
		fmt::print("{}\n", report.dump(2));
	if (refused)
		throw FaultsPrinted{};
}

} // namespace

void setup_gate(CLI::App &app)
{
	auto options = std::make_shared<Options>();
	CLI::App *command =
		app.add_subcommand("gate", "Refuse what a kernel module must not contain (run by every build)");

	command->add_option("objects", options->objects, "Linked C++ objects of a module (m.kxx.o)")
		->required()
		->check(CLI::ExistingFile)
		->type_name("OBJECT.o");
	command->add_option("--kernel-build", options->kernel_build, "Kernel build directory")
		->check(CLI::ExistingDirectory)
		->type_name("DIR");
	command->add_option("--compiler", options->compiler, "The g++ that compiled the objects")->type_name("PATH");
	command->add_option("--flags", options->flags, "The flags with which it was called, one per line")
		->check(CLI::ExistingFile)
		->type_name("FILE");
	command->add_option("--kernel-flags", options->kernel_flags, "The flags Kbuild gives to C files, one per line")
		->check(CLI::ExistingFile)
		->type_name("FILE");
	command->add_option("--symvers", options->symvers, "Module.symvers files of other modules")
		->check(CLI::ExistingFile)
		->type_name("FILE");
	command->add_option("--exports", options->exports, "Names that the module exports, one per line")
		->check(CLI::ExistingFile)
		->type_name("FILE");
	command->add_flag("--siblings-export", options->siblings_export,
			  "Leave undefined C++ symbols to modpost: a module of this build exports some");
	command->add_flag("--json", options->json, "Print the findings as JSON on standard output");
	command->callback([options] { run_gate(*options); });
}

} // namespace kxx::cli
