// SPDX-License-Identifier: GPL-2.0
#include "cli/outcome.hpp"

#include "common/terminal.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace kxx::cli {
namespace {

constexpr std::size_t shown_log_lines = 15;

void print_lines(const std::vector<std::string> &lines, std::size_t last)
{
	for (std::size_t i = lines.size() > last ? lines.size() - last : 0; i < lines.size(); i++)
		fmt::print(stderr, "    {}\n", lines[i]);
}

} // namespace

bool report(const vm::Outcome &outcome, const vm::Job &job)
{
	for (const vm::Splat &splat : outcome.splats) {
		print_error(fmt::format("the kernel reports: {}", splat.title));
		print_lines(splat.lines, splat.lines.size());
	}
	for (const std::string &line : outcome.refusals)
		print_error(fmt::format("the kernel reports: {}", line));
	if (!outcome.refusals.empty())
		print_note("if this is expected, give a part of the line to --allow");
	for (const std::string &fault : outcome.faults)
		print_error(fault);
	if (!outcome.faults.empty())
		print_note("the guest's reports on this run cannot be trusted, so it fails");
	if (!outcome.leaks.empty()) {
		print_error(fmt::format("memory leaked: {} object(s) that nobody points to any more",
					std::ranges::count_if(outcome.leaks, [](const std::string &line) {
						return line.starts_with("unreferenced object");
					})));
		print_lines(outcome.leaks, outcome.leaks.size());
	}
	if (!outcome.finished) {
		const std::vector<std::string> &log = outcome.log.empty() ? outcome.boot_log : outcome.log;

		if (outcome.timed_out)
			print_error(fmt::format("the guest did not finish within {:.0f} s{}", outcome.total_seconds,
						outcome.boot_seconds == 0 ? ", it did not even boot" : ""));
		else
			print_error(outcome.boot_seconds == 0 ? "the guest ended before it was up"
							      : "the guest ended too early (a panic, or a reboot)");
		if (outcome.splats.empty() && !log.empty()) {
			print_note("last lines of the kernel log:");
			print_lines(log, shown_log_lines);
		}
	} else if (!outcome.failed_step.empty() && outcome.clean()) {
		// A script may intend this.
		print_warning(fmt::format("'{}' failed", outcome.failed_step));
	} else if (!outcome.failed_step.empty()) {
		print_error(fmt::format("'{}' failed", outcome.failed_step));
		if (outcome.splats.empty() && !outcome.log.empty()) {
			print_note("last lines of the kernel log:");
			print_lines(outcome.log, shown_log_lines);
		}
	}
	if (outcome.script_status != 0)
		print_error(fmt::format("the {} ended with status {}",
					job.action == vm::Job::Action::Shell ? "shell" : "script",
					outcome.script_status));
	if (outcome.splats.empty() && outcome.taint_bug())
		print_error(fmt::format("the kernel is tainted: {}", vm::describe_taint(outcome.taint_added)));
	return outcome.clean();
}

} // namespace kxx::cli
