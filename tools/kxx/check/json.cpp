// SPDX-License-Identifier: GPL-2.0
#include "check/json.hpp"

#include "check/text.hpp"

#include <nlohmann/json.hpp>

namespace kxx::check {
namespace {

nlohmann::ordered_json of_place(const Place &place, const std::filesystem::path &directory)
{
	return { { "file", shown_path(place.file, directory) }, { "line", place.line }, { "column", place.column } };
}

nlohmann::ordered_json of_finding(const Finding &finding, const std::filesystem::path &directory)
{
	nlohmann::ordered_json json = { { "rule", finding.rule },
					{ "level", finding.level == Level::Error ? "error" : "warning" } };

	json.update(of_place(finding.place, directory));
	json["function"] = finding.function;
	json["message"] = finding.message;
	json["help"] = finding.help;
	json["trace"] = nlohmann::ordered_json::array();
	for (const Step &step : finding.trace) {
		json["trace"].push_back(of_place(step.place, directory));
		json["trace"].back()["message"] = step.message;
	}
	return json;
}

const char *name_of(Judged::State state)
{
	switch (state) {
	case Judged::State::Open:
		return "open";
	case Judged::State::Silenced:
		return "silenced";
	case Judged::State::InBaseline:
		return "baseline";
	}
	return "";
}

} // namespace

std::string write_json(const Result &result, const std::filesystem::path &directory)
{
	nlohmann::ordered_json json;

	json["version"] = 1;
	json["complete"] = result.complete();
	json["errors"] = result.count(Level::Error);
	json["warnings"] = result.count(Level::Warning);
	json["silenced"] = result.count(Judged::State::Silenced);
	json["baseline"] = result.count(Judged::State::InBaseline);
	json["modules"] = result.modules;
	json["files"] = result.files;
	json["functions"] = result.functions;
	for (const char *list : { "findings", "compile_errors", "failures", "stale", "census", "stacks" })
		json[list] = nlohmann::ordered_json::array();
	for (const Judged &judged : result.findings) {
		json["findings"].push_back(of_finding(judged.finding, directory));
		json["findings"].back()["state"] = name_of(judged.state);
		if (judged.state == Judged::State::Silenced)
			json["findings"].back()["reason"] = judged.reason;
	}
	for (const Finding &finding : result.compile_errors)
		json["compile_errors"].push_back(of_finding(finding, directory));
	for (const Failure &failure : result.failures)
		json["failures"].push_back({ { "message", failure.what() }, { "note", failure.note } });
	for (const Stale &stale : result.stale)
		json["stale"].push_back({ { "baseline", shown_path(stale.baseline, directory) },
					  { "rule", stale.rule },
					  { "file", stale.file },
					  { "function", stale.function },
					  { "message", stale.message },
					  { "count", stale.count } });
	for (const Census &census : result.census)
		json["census"].push_back(
			{ { "file", shown_path(census.file, directory) }, { "unsafe", census.unsafe } });
	for (const auto &[module, use] : result.stacks) {
		json["stacks"].push_back({ { "module", module },
					   { "bytes", use.bytes },
					   { "limit", stack_limit },
					   { "recursive", use.recursive },
					   { "through_pointer", use.through_pointer },
					   { "path", nlohmann::ordered_json::array() } });
		for (const StackFrame &frame : use.path) {
			nlohmann::ordered_json entry = { { "function", frame.function }, { "bytes", frame.bytes } };

			entry.update(of_place(frame.place, directory));
			json["stacks"].back()["path"].push_back(std::move(entry));
		}
	}
	return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

} // namespace kxx::check
