// SPDX-License-Identifier: GPL-2.0
#include "vm/splats.hpp"

#include <array>
#include <regex>

#include <fmt/format.h>

namespace kxx::vm {
namespace {

constexpr std::string_view cut_here = "------------[ cut here ]";
constexpr std::string_view end_trace = "---[ end trace";

/// Beginnings of messages that are always reports.
constexpr std::string_view beginnings[] = {
	"BUG: ",
	"[ BUG: ",
	"WARNING: ",
	"Oops: ",
	"UBSAN: ",
	"ODEBUG: ",
	"refcount_t: ",
	"list_add corruption",
	"list_del corruption",
	"general protection fault",
	"kernel BUG at ",
	"double fault: ",
	"divide error: ",
	"invalid opcode: ",
	"int3: ",
	"stack segment: ",
	"invalid TSS: ",
	"alignment check: ",
	"traps: Missing ENDBR",
	"CFI failure at ",
	"Kernel panic - not syncing",
	"kasan: GPF could be caused by",
	"INFO: trying to register non-static key",
	"watchdog: BUG: ",
	"watchdog: Watchdog detected hard LOCKUP",
	"stack guard page was hit",
	"kernel tried to execute NX-protected page",
	"unregister_netdevice: waiting for ",
	"workqueue: destroy_workqueue",
};

struct Form {
	std::string_view beginning; ///< cheap test before the expression
	const char *expression;
};

constexpr Form forms[] = {
	// SLUB: "BUG kmalloc-64 (Tainted: G O): Poison overwritten"
	{ "BUG ", R"(BUG \S+ \((Tainted|Not tainted).*\): .*)" },
	{ "INFO: ", R"(INFO: task \S+ (blocked for more than|blocked in I/O wait for).*)" },
	{ "INFO: ", R"(INFO: rcu_\w+ .*stall.*)" },
	{ "INFO: ", R"(INFO: (task|lockdep) .*)" },
	{ "rcu: INFO: ", R"(rcu: INFO: .*stall.*)" },
	{ "BPF: ", R"(BPF: .*(Invalid|mismatch|failed).*)" },
	{ "failed to validate module", R"(failed to validate module \[.*\] BTF: .*)" },
	{ "BTF mismatch", "BTF mismatch.*" },
	{ "", R"(\S+: .*BTF.*mismatch.*)" },
	// Excludes a module's link to its driver: module_remove_driver() leaves that if it has no
	// memory for the name. A driver that already exists is refused before anybody makes a link.
	{ "sysfs: ", "sysfs: cannot create duplicate filename (?!'/module/[^/]+/drivers/).*" },
	{ "kobject", R"(kobject.*: tried to init an initialized object.*)" },
	{ "NETDEV WATCHDOG", "NETDEV WATCHDOG.*" },
	{ "DMA-API: ", R"(DMA-API: .*(device driver|exceeded|mapping error).*)" },
};

/// Reports of one line: the following lines do not belong to them.
bool is_single_line(std::string_view text)
{
	return text.starts_with("failed to validate module") || text.starts_with("BPF: ") ||
	       text.find("BTF") != text.npos || text.starts_with("unregister_netdevice: ");
}

bool is_report(std::string_view text)
{
	for (std::string_view beginning : beginnings)
		if (text.starts_with(beginning))
			return true;
	static const auto expressions = [] {
		std::array<std::regex, std::size(forms)> compiled;

		for (std::size_t i = 0; i < compiled.size(); i++)
			compiled[i] = std::regex(forms[i].expression, std::regex::optimize);
		return compiled;
	}();
	for (std::size_t i = 0; i < expressions.size(); i++) {
		if (!text.starts_with(forms[i].beginning))
			continue;
		if (forms[i].beginning.empty() && text.find("BTF") == text.npos)
			continue;
		if (std::regex_match(text.begin(), text.end(), expressions[i]))
			return true;
	}
	return false;
}

/// Lines that may follow the stack trace of a report and still belong to it.
bool continues_after_trace(std::string_view text)
{
	static constexpr std::string_view starts[] = {
		" ",
		"Modules linked in:",
		"CR2:",
		"RIP:",
		"Code:",
		"RSP:",
		"RAX:",
		"RDX:",
		"RBP:",
		"R10:",
		"R13:",
		"FS:",
		"CS:",
		"DR0:",
		"DR3:",
		"PKRU:",
		"Allocated by",
		"Freed by",
		"The buggy",
		"Memory state",
		"=====",
		">",
		"Last potentially",
		"page:",
		"irq event stamp",
		"hardirqs ",
		"softirqs ",
		"Showing all",
		"Call Trace:",
		"note: ",
		"Kernel Offset",
		"ORIG_RAX",
		"flags:",
		"raw:",
		"page dumped",
		"Second to last",
		"which belongs",
		"CPU: ",
		"Hardware name:",
		"Unloaded",
		"---[ end trace",
		"object ",
		"Dumping ftrace",
		"Future hung",
		"NMI backtrace",
		"Sending NMI",
		"Last unloaded",
		"INFO: lockdep is",
		"1 lock held",
		"2 locks held",
		"no locks held",
	};

	if (text.empty())
		return true;
	for (std::string_view start : starts)
		if (text.starts_with(start))
			return true;
	return false;
}

} // namespace

std::string_view without_timestamp(std::string_view line)
{
	// "[    1.234567] ", then with PRINTK_CALLER "[    T12] " or "[     C0] "
	if (line.size() < 3 || line[0] != '[')
		return line;
	std::size_t end = line.find(']');
	if (end == line.npos || line.substr(1, end - 1).find_first_not_of(" .0123456789") != line.npos ||
	    line.substr(0, end).find('.') == line.npos)
		return line;
	line.remove_prefix(end + 1);
	if (line.starts_with("[")) {
		end = line.find(']');
		if (end != line.npos && line.substr(1, end - 1).find_first_not_of(" TC0123456789") == line.npos)
			line.remove_prefix(end + 1);
	}
	if (line.starts_with(' '))
		line.remove_prefix(1);
	return line;
}

/// A requested stack trace: fault injection, a failed allocation, SysRq.
bool SplatFinder::expected_trace() const
{
	// The caller that makes a slab cache gets the error, and the kernel also prints a trace.
	static const std::regex cache_not_made(R"(^_*kmem_cache_create\w*\(.*\) failed with error -\d+)");

	for (const std::string &line : recent_)
		if (line.starts_with("FAULT_INJECTION: ") || line.starts_with("sysrq: ") ||
		    line.starts_with("sysfs: cannot create duplicate filename '/module/") ||
		    line.find("page allocation failure: order:") != std::string::npos ||
		    line.find("vmalloc error: size") != std::string::npos || line == "=> alloc_cpumask_var: failed!" ||
		    std::regex_search(line, cache_not_made))
			return true;
	return false;
}

/// The title of a stack trace without a headline: the last line that is not its own preamble.
std::string SplatFinder::cause_of_trace() const
{
	for (auto line = recent_.rbegin(); line != recent_.rend(); ++line)
		if (!line->starts_with("CPU: ") && !line->starts_with("Tainted: ") &&
		    !line->starts_with("Hardware name: "))
			return *line;
	return "Call Trace:";
}

void SplatFinder::begin(std::string_view title, std::string_view line)
{
	splats_.push_back({ std::string(title), {} });
	if (!recent_.empty() && recent_.back().starts_with("====="))
		splats_.back().lines.push_back(recent_.back());
	splats_.back().lines.emplace_back(line);
	inside_ = !is_single_line(title);
	title_pending_ = false;
	trace_seen_ = trace_over_ = false;
	lines_ = 1;
}

bool SplatFinder::feed(std::string_view line)
{
	const std::string_view text = without_timestamp(line);
	const bool ours = [&] {
		if (text.starts_with(cut_here)) {
			begin("WARNING", line);
			inside_ = title_pending_ = true;
			return true;
		}
		const bool report = is_report(text);
		if (inside_) {
			if (title_pending_) {
				title_pending_ = false;
				splats_.back().title = text;
				splats_.back().lines.emplace_back(line);
				return true;
			}
			if (report && trace_seen_) {
				begin(text, line);
				return true;
			}
			if ((trace_over_ && !continues_after_trace(text)) || ++lines_ > 300 ||
			    (!trace_seen_ && lines_ > 80)) {
				inside_ = false;
			} else {
				splats_.back().lines.emplace_back(line);
				if (text.find("Call Trace:") != text.npos)
					trace_seen_ = true, trace_over_ = false;
				if (text.find("</TASK>") != text.npos)
					trace_over_ = true;
				if (text.starts_with(end_trace))
					trace_seen_ = trace_over_ = true;
				return true;
			}
		}
		if (report) {
			begin(text, line);
			return true;
		}
		if (text.starts_with("Call Trace:") && !expected_trace()) {
			begin(cause_of_trace(), line);
			trace_seen_ = true;
			return true;
		}
		return false;
	}();

	recent_.emplace_back(text);
	if (recent_.size() > 16)
		recent_.pop_front();
	return ours;
}

std::string describe_taint(unsigned long added)
{
	struct Bit {
		unsigned bit;
		const char *meaning;
	};
	static constexpr Bit bits[] = {
		{ 4, "machine check" }, { 5, "bad page" }, { 7, "oops" }, { 9, "warning" }, { 14, "soft lockup" }
	};
	std::string description;

	for (const Bit &bit : bits)
		if (added & (1ul << bit.bit))
			description += fmt::format("{}{}", description.empty() ? "" : ", ", bit.meaning);
	return description;
}

} // namespace kxx::vm
