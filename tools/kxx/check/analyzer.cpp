// SPDX-License-Identifier: GPL-2.0
#include "check/analyzer.hpp"

#include "common/paths.hpp"
#include "common/process.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace kxx::check {
namespace fs = std::filesystem;
namespace {

Place read_place(const nlohmann::json &json)
{
	return { json.at("file").get<std::string>(), json.at("line").get<unsigned>(), json.value("column", 0u) };
}

std::vector<Finding> read_findings(const nlohmann::json &list)
{
	std::vector<Finding> findings;

	for (const nlohmann::json &json : list) {
		Finding finding{ .rule = json.at("rule").get<std::string>(),
				 .level = json.at("level").get<std::string>() == "warning" ? Level::Warning
											   : Level::Error,
				 .place = read_place(json),
				 .function = json.value("function", std::string()),
				 .message = json.at("message").get<std::string>(),
				 .help = json.value("help", std::string()) };
		for (const nlohmann::json &step : json.value("trace", nlohmann::json::array()))
			finding.trace.push_back({ read_place(step), step.at("message").get<std::string>() });
		findings.push_back(std::move(finding));
	}
	return findings;
}

std::string first_lines(const std::string &text)
{
	constexpr std::size_t most = 2000;

	return text.size() > most ? text.substr(0, most) + "…" : text;
}

} // namespace

fs::path library_of(const Module &module)
{
	for (const Source &source : module.sources)
		for (const std::string &argument : source.arguments)
			if (argument.starts_with("-I") &&
			    fs::exists(fs::path(argument.substr(2)) / "kernel" / "prelude.hpp"))
				return fs::path(argument.substr(2)) / "kernel";
	return root_directory() / "kernel";
}

std::string write_job(const Module &module, Library library)
{
	nlohmann::json job = { { "files", nlohmann::json::array() },
			       { "library", library_of(module).string() },
			       { "check_library", library == Library::Checked },
			       { "jobs", 1 } };

	for (const Source &source : module.sources)
		job["files"].push_back({ { "file", source.file.string() },
					 { "directory", source.directory },
					 { "arguments", source.arguments } });
	return job.dump();
}

Answer read_answer(std::string_view text)
{
	Answer answer;

	try {
		const nlohmann::json json = nlohmann::json::parse(text);

		answer.findings = read_findings(json.at("findings"));
		answer.compile_errors = read_findings(json.at("compile_errors"));
		for (const nlohmann::json &one : json.at("census"))
			answer.census.push_back(
				{ one.at("file").get<std::string>(), one.at("unsafe").get<unsigned>() });
		answer.functions = json.value("functions", 0u);
	} catch (const nlohmann::json::exception &error) {
		throw Failure(Fault::Environment,
			      fmt::format("the answer of the analyser is not valid: {}", error.what()),
			      "kxx and kxx-check-analyze must be of the same version: make in the kxx checkout");
	}
	return answer;
}

Answer analyze(const fs::path &program, const Module &module, Library library)
{
	if (access(program.c_str(), X_OK) != 0)
		throw NoAnalyzer(Fault::Environment, fmt::format("'{}' is missing", program.string()),
				 "apt-get install clang-22 libclang-22-dev llvm-22-dev, then make in the kxx checkout");
	const RunResult result = run({ program.string() }, { .environment = { { "LC_ALL", "C.UTF-8" } },
							     .input = write_job(module, library) });

	// The dynamic linker says so, too.
	if (result.status == 127)
		throw NoAnalyzer(Fault::Environment, "kxx check needs clang 22, which is not installed",
				 "apt-get install clang-22");
	if (!result.ok())
		throw Failure(Fault::Environment,
			      fmt::format("the analyser failed on module '{}' (status {}): {}", module.name,
					  result.status, first_lines(result.err.empty() ? "no message" : result.err)),
			      "this is a fault of kxx check; the other modules are not affected");
	return read_answer(result.out);
}

} // namespace kxx::check
