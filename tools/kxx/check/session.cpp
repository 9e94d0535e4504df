// SPDX-License-Identifier: GPL-2.0
#include "check/session.hpp"

#include "check/allowance.hpp"
#include "check/baseline.hpp"
#include "check/machine_code.hpp"
#include "check/rules.hpp"
#include "common/files.hpp"
#include "test/progress.hpp"
#include "test/tasks.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <set>
#include <tuple>

#include <fmt/format.h>

namespace kxx::check {
namespace fs = std::filesystem;
namespace {

/// A module with what the analyser said about it.
struct Checked {
	Module module;
	Answer answer{};
	StackUse stack{};
	std::optional<Failure> failure{};
};

bool is_below(const fs::path &path, const fs::path &directory)
{
	const fs::path relative = path.lexically_relative(directory);

	return !relative.empty() && *relative.begin() != "..";
}

/// Looks at the machine code of a module.
void examine(Checked &one, Subject subject)
{
	if (!fs::exists(one.module.object))
		throw Failure(Fault::Environment, fmt::format("the module '{}' was not linked", one.module.name),
			      "build it first: kxx build, or make");
	MachineCode code(one.module.object);

	if (subject == Subject::Traps) {
		one.answer.findings = code.traps(one.module.directory);
		return;
	}
	one.stack = code.deepest_path();
	if (one.stack.bytes <= stack_limit)
		return;
	Finding finding{ .rule = "stack-depth",
			 .place = one.stack.path.front().place,
			 .function = one.stack.path.front().function,
			 .message = fmt::format("'{}' and what it calls need {} bytes of the stack, and {} is the "
						"limit: a task has 16384 for all its callers",
						one.stack.path.front().function, one.stack.bytes, stack_limit),
			 .help = "allocate large objects (make_box(), Vec), or make them members" };
	for (const StackFrame &frame : one.stack.path)
		finding.trace.push_back(
			{ frame.place, fmt::format("'{}' needs {} bytes", frame.function, frame.bytes) });
	one.answer.findings.push_back(std::move(finding));
}

class Judge {
public:
	Judge(const SessionOptions &options, std::vector<Checked> checked)
		: options_(options), checked_(std::move(checked))
	{
	}

	Result judge()
	{
		for (Checked &one : checked_)
			collect(one);
		for (const Page &page : all_pages())
			known_rules_.emplace(page.rule);
		allow();
		accept();
		std::ranges::stable_sort(result_.findings, {}, [](const Judged &judged) {
			return std::tie(judged.finding.place.file, judged.finding.place.line,
					judged.finding.place.column);
		});
		return std::move(result_);
	}

private:
	/// A link and the file that it leads to are one file.
	const std::string &real(const std::string &file)
	{
		auto [known, is_new] = real_.try_emplace(file);

		if (is_new) {
			std::error_code error;
			const fs::path path = fs::weakly_canonical(file, error);

			known->second = error ? file : path.string();
		}
		return known->second;
	}

	bool is_wanted(const Module &module, const std::string &file) const
	{
		return module.only.empty() || std::ranges::any_of(module.only, [&](const fs::path &part) {
			       return file == part || is_below(file, part);
		       });
	}

	/// Takes over what concerns the user, each thing once: modules may share a header.
	void collect(Checked &one)
	{
		if (one.failure) {
			result_.failures.push_back(*one.failure);
			return;
		}
		result_.modules++;
		result_.files += one.module.sources.size();
		result_.functions += one.answer.functions;
		if (options_.subject == Subject::Stack)
			result_.stacks.push_back({ one.module.name, one.stack });
		const std::string library = real(library_of(one.module).string()) + "/";
		const auto see = [&](const std::string &file) {
			if (!is_wanted(one.module, file))
				return false;
			// Of a header of the library, a module shows only what it uses.
			const bool complete = one.answer.compile_errors.empty() && !file.starts_with(library);
			auto [entry, is_new] = files_.try_emplace(file, File{ one.module.directory, complete });

			entry->second.complete &= complete;
			return true;
		};
		for (const Source &source : one.module.sources)
			see(real(source.file.string()));
		for (Census &census : one.answer.census) {
			census.file = real(census.file);
			if (see(census.file) && std::ranges::none_of(result_.census, [&](const Census &other) {
				    return other.file == census.file;
			    }))
				result_.census.push_back(census);
		}
		for (Finding &finding : one.answer.compile_errors)
			take(finding, one.module, [&](Finding &error) { result_.compile_errors.push_back(error); });
		for (Finding &finding : one.answer.findings)
			take(finding, one.module, [&](Finding &fault) {
				known_rules_.insert(fault.rule);
				if (options_.wants(fault.rule) && see(fault.place.file))
					result_.findings.push_back({ .finding = fault });
			});
	}

	template <typename Use>
	void take(Finding &finding, const Module &module, Use use)
	{
		finding.place.file = real(finding.place.file);
		for (Step &step : finding.trace)
			step.place.file = real(step.place.file);
		// An error of the compiler counts wherever it is.
		if (finding.rule != "compile" && !is_wanted(module, finding.place.file))
			return;
		if (seen_.emplace(finding.rule, finding.place.file, finding.place.line, finding.place.column,
				  finding.message)
			    .second)
			use(finding);
	}

	/// Applies the comments in the sources, and looks at the comments themselves.
	void allow()
	{
		std::vector<Judged> about_comments;

		for (const auto &[path, file] : files_) {
			if (!fs::is_regular_file(path))
				continue;
			for (const Allowance &allowance : read_allowances(read_file(path)))
				if (auto fault = apply(allowance, path, file.complete))
					about_comments.push_back({ .finding = std::move(*fault) });
		}
		std::ranges::move(about_comments, std::back_inserter(result_.findings));
	}

	/// Silences what a comment names, and returns what is wrong with the comment.
	std::optional<Finding> apply(const Allowance &allowance, const std::string &path, bool complete)
	{
		const auto fault = [&](const char *rule, Level level, std::string message,
				       std::string help) -> std::optional<Finding> {
			if (!options_.wants(rule))
				return std::nullopt;
			return Finding{ .rule = rule,
					.level = level,
					.place = { path, allowance.line, allowance.column },
					.message = std::move(message),
					.help = std::move(help) };
		};

		if (allowance.rule.empty())
			return fault(without_reason, Level::Error, "this comment names no rule, so it silences nothing",
				     "write '// kxx-allow: RULE reason', with the rule's name from the finding");
		if (!known_rules_.contains(allowance.rule))
			return fault(
				unknown_rule, Level::Error,
				fmt::format("there is no rule '{}', so this comment silences nothing", allowance.rule),
				"kxx check --rules lists the names");
		if (!allowance.has_reason())
			return fault(without_reason, Level::Error,
				     fmt::format("the comment silences '{}' without a reason, so it does not count",
						 allowance.rule),
				     fmt::format("write '// kxx-allow: {} reason', with a reason of three words or "
						 "more",
						 allowance.rule));
		bool used = false;
		for (Judged &judged : result_.findings) {
			const Finding &finding = judged.finding;

			if (finding.rule != allowance.rule || finding.place.file != path ||
			    finding.place.line != allowance.silenced_line)
				continue;
			judged.state = Judged::State::Silenced;
			judged.reason = allowance.reason;
			used = true;
		}
		// What was not looked for, or not looked at, may be there.
		if (used || !complete || !options_.wants(allowance.rule))
			return std::nullopt;
		return fault(silences_nothing, Level::Warning,
			     fmt::format("line {} has no finding of '{}' that this comment could silence",
					 allowance.silenced_line, allowance.rule),
			     "delete the comment");
	}

	/// Applies the baselines: the one that was named, or else the one of each module.
	void accept()
	{
		std::map<fs::path, Baseline> baselines;
		const auto baseline_of = [&](const std::string &file) -> Baseline * {
			const auto known = files_.find(file);

			if (options_.no_baseline || known == files_.end())
				return nullptr;
			const fs::path path =
				options_.baseline ? *options_.baseline : known->second.directory / usual_baseline;
			auto entry = baselines.find(path);
			if (entry == baselines.end()) {
				if (!options_.baseline && !fs::exists(path))
					return nullptr;
				entry = baselines.emplace(path, Baseline(path)).first;
			}
			return &entry->second;
		};

		for (const auto &[file, about] : files_)
			baseline_of(file);
		for (Judged &judged : result_.findings) {
			// A comment is easily mended.
			if (judged.state != Judged::State::Open || is_own_rule(judged.finding.rule))
				continue;
			Baseline *baseline = baseline_of(judged.finding.place.file);
			if (baseline && baseline->accept(judged.finding))
				judged.state = Judged::State::InBaseline;
		}
		for (const auto &[path, baseline] : baselines)
			for (Stale &stale : baseline.stale([&](const std::string &rule, const fs::path &file) {
				     return was_checked(rule, file);
			     }))
				result_.stale.push_back(std::move(stale));
	}

	bool was_checked(const std::string &rule, const fs::path &file)
	{
		if (!options_.wants(rule))
			return false;
		const auto known = files_.find(real(file.string()));
		if (known != files_.end())
			return known->second.complete;
		return !fs::exists(file);
	}

	/// A file of the user that was looked at.
	struct File {
		/// Of the module.
		fs::path directory;
		/// Whether all of it could be analysed.
		bool complete;
	};

	const SessionOptions &options_;
	std::vector<Checked> checked_;
	Result result_{};
	std::map<std::string, std::string> real_;
	std::map<std::string, File> files_;
	std::set<std::string, std::less<>> known_rules_;
	std::set<std::tuple<std::string, std::string, unsigned, unsigned, std::string>> seen_;
};

} // namespace

Result run_session(const SessionOptions &options)
{
	Selection selection = select_modules(options.paths, options.module);
	std::vector<Checked> checked;
	test::Tasks tasks;
	test::Progress progress(std::chrono::seconds(2));

	for (Module &module : selection.modules)
		checked.push_back({ .module = std::move(module) });
	for (Checked &one : checked)
		tasks.add(one.module.name, {}, [&one, &options] {
			try {
				if (options.subject == Subject::Sources)
					one.answer = analyze(options.analyzer, one.module, options.library);
				else
					examine(one, options.subject);
			} catch (const NoAnalyzer &) {
				throw;
			} catch (const Failure &failure) {
				one.failure = failure;
			}
		});
	tasks.run(options.jobs, { .changed = [&](const auto &running, std::size_t done, std::size_t all) {
			  progress.show(running, done, all);
		  } });
	Result result = Judge(options, std::move(checked)).judge();
	result.failures.insert(result.failures.begin(), selection.failures.begin(), selection.failures.end());
	result.warnings = std::move(selection.warnings);
	return result;
}

} // namespace kxx::check
