// SPDX-License-Identifier: GPL-2.0
#include "check/json.hpp"
#include "check/rules.hpp"
#include "common/files.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace kxx::check {
namespace fs = std::filesystem;
namespace {
using Json = nlohmann::ordered_json;

constexpr char root[] = "SRCROOT";

/// A path as part of a URI.
std::string escaped(const std::string &path)
{
	std::string out;

	for (const unsigned char c : path)
		if (std::isalnum(c) || std::string_view("/-._~+@").find(static_cast<char>(c)) != std::string_view::npos)
			out += static_cast<char>(c);
		else
			out += fmt::format("%{:02X}", c);
	return out;
}

class Writer {
public:
	Writer(const Result &result, const fs::path &directory) : result_(result), directory_(directory)
	{
		for (const Page &page : all_pages())
			add_rule(std::string(page.rule), std::string(page.title()), std::string(page.text));
	}

	std::string write()
	{
		Json results = Json::array(), notifications = Json::array();

		for (const Judged &judged : result_.findings)
			results.push_back(result(judged));
		for (const Finding &finding : result_.compile_errors)
			notifications.push_back({ { "level", "error" },
						  { "message", { { "text", finding.message } } },
						  { "locations", Json::array({ location(finding.place) }) } });
		for (const Failure &failure : result_.failures)
			notifications.push_back(
				{ { "level", "error" }, { "message", { { "text", std::string(failure.what()) } } } });

		const Json run = {
			{ "tool", { { "driver", { { "name", "kxx check" }, { "rules", rules_ } } } } },
			{ "originalUriBaseIds",
			  { { root, { { "uri", "file://" + escaped(directory_.string()) + "/" } } } } },
			{ "columnKind", "unicodeCodePoints" },
			{ "invocations", Json::array({ { { "executionSuccessful", result_.complete() },
							 { "toolExecutionNotifications", notifications } } }) },
			{ "results", results },
		};
		const Json log = {
			{ "$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
				     "sarif-schema-2.1.0.json" },
			{ "version", "2.1.0" },
			{ "runs", Json::array({ run }) },
		};
		return log.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
	}

private:
	void add_rule(const std::string &id, const std::string &title, const std::string &page)
	{
		Json rule = { { "id", id }, { "shortDescription", { { "text", title } } } };

		if (!page.empty())
			rule["help"] = { { "text", page }, { "markdown", page } };
		numbers_[id] = rules_.size();
		rules_.push_back(std::move(rule));
	}

	Json location(const Place &place)
	{
		const std::string relative = fs::path(place.file).lexically_relative(directory_).string();
		Json file, region = { { "startLine", std::max(place.line, 1u) } };

		if (relative.empty() || relative.starts_with(".."))
			file = { { "uri", "file://" + escaped(place.file) } };
		else
			file = { { "uri", escaped(relative) }, { "uriBaseId", root } };
		if (place.column != 0)
			region["startColumn"] = characters_before(place) + 1;
		return { { "physicalLocation", { { "artifactLocation", file }, { "region", region } } } };
	}

	/// clang counts bytes, SARIF counts characters.
	unsigned characters_before(const Place &place)
	{
		auto [lines, is_new] = lines_.try_emplace(place.file);

		if (is_new && fs::is_regular_file(place.file)) {
			std::istringstream in(read_file(place.file));
			for (std::string line; std::getline(in, line);)
				lines->second.push_back(line);
		}
		if (place.line == 0 || place.line > lines->second.size())
			return place.column - 1;
		const std::string before = lines->second[place.line - 1].substr(0, place.column - 1);
		return static_cast<unsigned>(std::ranges::count_if(
			before, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
	}

	Json result(const Judged &judged)
	{
		const Finding &finding = judged.finding;
		const std::string text = finding.help.empty() ? finding.message : finding.message + ". " + finding.help;

		if (!numbers_.contains(finding.rule))
			add_rule(finding.rule, finding.rule, "");
		Json json = { { "ruleId", finding.rule },
			      { "ruleIndex", numbers_[finding.rule] },
			      { "level", finding.level == Level::Error ? "error" : "warning" },
			      { "message", { { "text", text } } },
			      { "locations", Json::array({ location(finding.place) }) } };
		if (!finding.function.empty())
			json["locations"][0]["logicalLocations"] =
				Json::array({ { { "fullyQualifiedName", finding.function }, { "kind", "function" } } });
		if (!finding.trace.empty())
			json["codeFlows"] = Json::array({ code_flow(finding) });
		if (judged.state == Judged::State::Silenced)
			json["suppressions"] =
				Json::array({ { { "kind", "inSource" }, { "justification", judged.reason } } });
		else if (judged.state == Judged::State::InBaseline)
			json["suppressions"] = Json::array({ { { "kind", "external" } } });
		return json;
	}

	/// The steps, and then the finding itself.
	Json code_flow(const Finding &finding)
	{
		Json steps = Json::array();
		const auto add = [&](const Place &place, const std::string &message) {
			Json at = location(place);

			at["message"] = { { "text", message } };
			steps.push_back({ { "location", std::move(at) } });
		};

		for (const Step &step : finding.trace)
			add(step.place, step.message);
		add(finding.place, finding.message);
		return { { "threadFlows", Json::array({ { { "locations", steps } } }) } };
	}

	const Result &result_;
	const fs::path &directory_;
	Json rules_ = Json::array();
	std::map<std::string, std::size_t> numbers_;
	std::map<std::string, std::vector<std::string>> lines_;
};

} // namespace

std::string write_sarif(const Result &result, const fs::path &directory)
{
	return Writer(result, directory).write();
}

} // namespace kxx::check
