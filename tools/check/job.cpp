// SPDX-License-Identifier: GPL-2.0
#include "job.hpp"

#include <istream>
#include <ostream>

#include <nlohmann/json.hpp>

#include "common/failure.hpp"

namespace kxx::check {

Job read_job(std::istream &in)
{
	Job job;

	try {
		nlohmann::json json = nlohmann::json::parse(in);

		for (const nlohmann::json &file : json.at("files"))
			job.sources.push_back({ file.at("file").get<std::string>(),
						file.at("directory").get<std::string>(),
						file.at("arguments").get<std::vector<std::string>>() });
		job.library = json.at("library").get<std::string>();
		job.check_library = json.value("check_library", false);
	} catch (const nlohmann::json::exception &error) {
		throw Failure(Fault::Environment, std::string("the job is not valid: ") + error.what(),
			      "start this program with 'kxx check'");
	}
	return job;
}

static nlohmann::json as_json(const Place &place)
{
	return { { "file", place.file }, { "line", place.line }, { "column", place.column } };
}

static nlohmann::json as_json(const std::vector<Finding> &findings)
{
	nlohmann::json list = nlohmann::json::array();

	for (const Finding &finding : findings) {
		nlohmann::json entry = as_json(finding.place);

		entry["rule"] = finding.rule;
		entry["level"] = finding.level == Level::Error ? "error" : "warning";
		entry["function"] = finding.function;
		entry["message"] = finding.message;
		entry["help"] = finding.help;
		entry["trace"] = nlohmann::json::array();
		for (const Step &step : finding.trace) {
			nlohmann::json at = as_json(step.place);

			at["message"] = step.message;
			entry["trace"].push_back(at);
		}
		list.push_back(entry);
	}
	return list;
}

void write_answer(std::ostream &out, const Answer &answer)
{
	nlohmann::json json;

	json["findings"] = as_json(answer.findings);
	json["compile_errors"] = as_json(answer.compile_errors);
	json["census"] = nlohmann::json::array();
	for (const Census &census : answer.census)
		json["census"].push_back({ { "file", census.file }, { "unsafe", census.unsafe } });
	json["functions"] = answer.functions;
	out << json.dump(1, '\t', false, nlohmann::json::error_handler_t::replace) << '\n';
}

} // namespace kxx::check
