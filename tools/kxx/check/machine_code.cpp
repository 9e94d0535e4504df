// SPDX-License-Identifier: GPL-2.0
#include "check/machine_code.hpp"

#include <algorithm>
#include <charconv>
#include <deque>
#include <optional>
#include <string_view>

#include <elf.h>
#include <fmt/format.h>

#include "elf/demangle.hpp"

namespace kxx::check {
namespace fs = std::filesystem;
namespace {

/// The return address.
constexpr std::int64_t word = 8;

/// The kernel's functions that stop the machine or the task. The stack protector's is not among them: it is no
/// statement of the program, and every C function may reach it.
constexpr std::string_view stopping[] = {
	"panic",	  "vpanic",	     "nmi_panic",    "__fortify_panic",	  "fortify_panic",
	"make_task_dead", "machine_restart", "machine_halt", "machine_power_off", "emergency_restart"
};

/// Tables that name code without being a way to call it: of ftrace, the unwinder, alternatives and the like.
bool is_table_of_places(std::string_view section)
{
	constexpr std::string_view tables[] = { "__mcount_loc",	   "__patchable_function", ".orc_",
						".return_sites",   ".call_sites",	   ".retpoline_sites",
						".ibt_endbr_seal", ".cfi_sites",	   ".altinstr",
						"__bug_table",	   "__jump_table",	   ".smp_locks",
						".static_call",	   "__ex_table",	   ".parainstructions",
						".eh_frame",	   "__tracepoint" };

	return std::ranges::any_of(tables, [&](std::string_view table) { return section.starts_with(table); });
}

struct Words {
	std::string_view name;
	std::string_view operands;
};

/// "notrack jmp *%rax" → "jmp", "*%rax"
Words words_of(std::string_view text)
{
	Words words;

	do {
		const std::size_t end = std::min(text.find_first_of(" \t"), text.size());

		words.name = text.substr(0, end);
		text.remove_prefix(end);
		text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
	} while (words.name == "notrack" || words.name == "bnd" || words.name == "rep" || words.name == "repz");
	words.operands = text.substr(0, text.find('#'));
	while (words.operands.ends_with(' '))
		words.operands.remove_suffix(1);
	return words;
}

/// "$0x28", "-0x8" or "28". The sign may be in the bits.
std::optional<std::int64_t> number_in(std::string_view text)
{
	const bool negative = text.starts_with('-');
	std::uint64_t value = 0;

	if (text.starts_with('$') || negative)
		text.remove_prefix(1);
	if (text.starts_with("0x"))
		text.remove_prefix(2);
	if (std::from_chars(text.data(), text.data() + text.size(), value, 16).ec != std::errc())
		return std::nullopt;
	return negative ? -static_cast<std::int64_t>(value) : static_cast<std::int64_t>(value);
}

bool ends_flow(const Words &words)
{
	return words.name.starts_with("ret") || words.name.starts_with("jmp") || words.name.starts_with("iret");
}

/// How far the stack reaches, seen from the entry of a function.
struct Depth {
	std::int64_t now = word;
	/// When %rbp was made the frame pointer.
	std::int64_t at_frame_pointer = word;

	void apply(const Words &words)
	{
		const std::string_view name = words.name, operands = words.operands;
		const auto value = number_in(operands);

		if (name.starts_with("push"))
			now += word;
		else if (name.starts_with("pop"))
			now -= word;
		else if (name.starts_with("leave"))
			now = at_frame_pointer - word;
		else if (name.starts_with("mov") && operands == "%rsp,%rbp")
			at_frame_pointer = now;
		else if (name.starts_with("mov") && operands == "%rbp,%rsp")
			now = at_frame_pointer;
		else if (!operands.ends_with(",%rsp"))
			return;
		else if (name.starts_with("sub") && value)
			now += *value;
		else if (name.starts_with("add") && value)
			now -= *value;
		else if (name.starts_with("and") && value)
			now += -*value - word; // at most that much for the alignment
		else if (name.starts_with("lea") && operands.find("(%rsp)") != operands.npos)
			now -= value.value_or(0);
		else if (name.starts_with("lea") && operands.find("(%rbp)") != operands.npos)
			now = at_frame_pointer - value.value_or(0);
		else if (name.starts_with("lea"))
			now = word; // the end of a function that aligned its stack
	}
};

} // namespace

MachineCode::MachineCode(const fs::path &object) : object_(object), source_(object)
{
	for (const elf::Relocation &relocation : object_.relocations())
		if (relocation.section < object_.sections().size() && object_.sections()[relocation.section].loaded())
			relocations_[{ relocation.section, relocation.offset }] = &relocation;
	read_warnings();

	const Instructions instructions = elf::disassemble(object_);
	struct Part {
		const elf::Symbol *symbol;
		Instructions::const_iterator begin, end;
	};
	std::vector<Part> parts;

	for (auto at = instructions.begin(); at != instructions.end();) {
		const elf::Symbol *symbol = object_.symbol_at(at->section, at->offset);
		const auto begin = at;

		if (!symbol || !symbol->is_function()) {
			++at;
			continue;
		}
		while (at != instructions.end() && at->section == begin->section &&
		       at->offset < symbol->value + symbol->size)
			++at;
		parts.push_back({ symbol, begin, at });
		numbers_[symbol] = functions_.size();
		functions_.push_back({ .symbol = symbol, .name = elf::demangle(symbol->name) });
	}
	for (std::size_t i = 0; i < parts.size(); i++)
		read_function(functions_[i], parts[i].begin, parts[i].end);
	find_entries();
}

/// WARN() and BUG() are both ud2; the kernel's table of them says which one it is.
void MachineCode::read_warnings()
{
	const elf::Section *table = object_.find_section("__bug_table");
	std::vector<std::pair<std::uint64_t, const elf::Relocation *>> codes;

	if (!table)
		return;
	for (const auto &[place, relocation] : relocations_) {
		const elf::Symbol &symbol = object_.symbols()[relocation->symbol];

		if (place.first == table->index && symbol.section < object_.sections().size() &&
		    object_.sections()[symbol.section].executable())
			codes.emplace_back(place.second, relocation);
	}
	for (std::size_t i = 0; i < codes.size(); i++) {
		// How large an entry is depends on the kernel; its flags are at its end.
		const std::uint64_t end = i + 1 < codes.size() ? codes[i + 1].first : table->size;
		const elf::Symbol &symbol = object_.symbols()[codes[i].second->symbol];

		if (end < 2 || end > table->data.size())
			continue;
		if (static_cast<unsigned char>(table->data[end - 2]) & 1)
			warnings_.insert(
				{ symbol.section, symbol.value + static_cast<std::uint64_t>(codes[i].second->addend) });
	}
}

const elf::Relocation *MachineCode::relocation_in(std::size_t section, std::uint64_t begin, std::uint64_t end) const
{
	const auto at = relocations_.lower_bound({ section, begin });

	return at != relocations_.end() && at->first.first == section && at->first.second < end ? at->second : nullptr;
}

std::size_t MachineCode::function_at(const elf::Symbol *symbol) const
{
	const auto known = numbers_.find(symbol);

	return known == numbers_.end() ? none : known->second;
}

void MachineCode::read_function(Function &function, Instructions::const_iterator begin,
				Instructions::const_iterator end)
{
	const elf::Symbol &own = *function.symbol;
	std::map<std::uint64_t, Depth> at_target;
	Depth depth;
	std::int64_t deepest = word;
	bool reached = true;

	for (auto at = begin; at != end; ++at) {
		const Words words = words_of(at->text);
		const std::uint64_t next = std::next(at) != end ? std::next(at)->offset : own.value + own.size;
		const bool branches = words.name.starts_with("call") || words.name.starts_with('j');

		if (const auto known = at_target.find(at->offset); known != at_target.end())
			depth = known->second;
		else if (!reached)
			// Only a table leads here: the function's body.
			depth.now = deepest;
		reached = true;
		if (branches && words.operands.starts_with('*')) {
			function.through_pointer = true;
		} else if (branches) {
			const elf::Relocation *relocation = relocation_in(at->section, at->offset, next);
			const elf::Symbol *target = nullptr;
			std::optional<std::int64_t> offset;

			if (relocation) {
				const elf::Symbol &named = object_.symbols()[relocation->symbol];

				branches_.insert(relocation);
				target = named.undefined() ? nullptr : object_.target_of(*relocation);
				if (named.undefined() && named.name.starts_with("__x86_indirect_"))
					function.through_pointer = true;
				if (named.undefined() && std::ranges::find(stopping, named.name) != std::end(stopping))
					function.stops.push_back({ at->offset, named.name + "()" });
			} else if ((offset = number_in(words.operands))) {
				target = object_.symbol_at(at->section, static_cast<std::uint64_t>(*offset));
			}
			if (target == &own && !words.name.starts_with("call") && offset) {
				at_target.try_emplace(static_cast<std::uint64_t>(*offset), depth);
			} else if (const std::size_t to = function_at(target); to != none) {
				// A cold part leads back into its function, which is on the path already.
				const bool back = own.name.find(".cold") != own.name.npos &&
						  elf::strip_clone(own.name) == elf::strip_clone(target->name);
				const bool calls = words.name.starts_with("call");

				if (!back)
					function.edges.push_back(
						{ to, at->offset, calls ? depth.now : depth.now - word });
			}
		} else if ((words.name == "ud2" || words.name.starts_with("ud1")) &&
			   !warnings_.contains({ at->section, at->offset })) {
			function.stops.push_back({ at->offset, "the instruction " + std::string(words.name) });
			reached = false;
		}
		depth.apply(words);
		deepest = std::max(deepest, depth.now);
		if (ends_flow(words))
			reached = false;
	}
	function.frame = deepest;
	leave_out_frame_check(function);
}

/// GCC puts one trap into each coroutine, for a frame that was overwritten. It has the line of the coroutine's head.
void MachineCode::leave_out_frame_check(Function &function)
{
	if (function.symbol->name.find(".actor") == std::string::npos)
		return;
	const auto check = std::ranges::min_element(
		function.stops, {}, [&](const Stop &stop) { return place(function, stop.offset).line; });

	if (check != function.stops.end())
		function.stops.erase(check);
}

void MachineCode::find_entries()
{
	for (Function &function : functions_)
		function.entry = function.symbol->name == "init_module" || function.symbol->name == "cleanup_module";
	for (const auto &[place, relocation] : relocations_) {
		const elf::Section &section = object_.sections()[place.first];
		const elf::Symbol *target = object_.target_of(*relocation);
		const std::size_t number = function_at(target);

		if (number == none || is_table_of_places(section.name))
			continue;
		// Calls are no taken addresses, nor are places in the middle, to which tables of a switch lead.
		const elf::Symbol &named = object_.symbols()[relocation->symbol];
		if (!branches_.contains(relocation) &&
		    (named.type != STT_SECTION || section.executable() ||
		     static_cast<std::uint64_t>(relocation->addend) == target->value))
			functions_[number].entry = true;
	}
}

Place MachineCode::place(const Function &function, std::uint64_t offset)
{
	const auto found = source_.at(function.symbol->section, offset);

	return found ? Place{ fs::absolute(found->file).lexically_normal().string(),
			      static_cast<unsigned>(found->line) }
		     : Place{ object_.path().string() };
}

std::vector<Finding> MachineCode::traps(const fs::path &directory)
{
	std::vector<std::pair<std::size_t, const Edge *>> from(functions_.size(), { none, nullptr });
	std::vector<bool> reached(functions_.size());
	std::deque<std::size_t> waiting;
	std::vector<Finding> findings;

	for (std::size_t i = 0; i < functions_.size(); i++)
		if (functions_[i].entry) {
			reached[i] = true;
			waiting.push_back(i);
		}
	while (!waiting.empty()) {
		const std::size_t at = waiting.front();

		waiting.pop_front();
		for (const Edge &edge : functions_[at].edges)
			if (!reached[edge.to]) {
				reached[edge.to] = true;
				from[edge.to] = { at, &edge };
				waiting.push_back(edge.to);
			}
	}
	for (std::size_t i = 0; i < functions_.size(); i++)
		for (const Stop &stop : functions_[i].stops) {
			if (!reached[i])
				continue;
			Finding finding{ .rule = "trap",
					 .place = place(functions_[i], stop.offset),
					 .function = functions_[i].name,
					 .message = fmt::format("{} in '{}' stops the machine", stop.what,
								functions_[i].name),
					 .help = "return an error, or warn_on() and go on; what must hold at compile "
						 "time belongs into a static_assert" };

			for (std::size_t at = i; from[at].first != none; at = from[at].first) {
				const auto &[caller, edge] = from[at];

				// The cold part of a function is one of its own in the code only.
				if (functions_[caller].name == functions_[at].name)
					continue;

				finding.trace.insert(finding.trace.begin(),
						     { place(functions_[caller], edge->offset),
						       fmt::format("'{}' calls '{}' here", functions_[caller].name,
								   functions_[at].name) });
			}
			// Of inlined functions, the user's own is the place.
			const Place innermost = finding.place;
			for (const elf::Frame &frame : source_.frames(functions_[i].symbol->section, stop.offset)) {
				const std::string file = fs::absolute(frame.place.file).lexically_normal().string();

				if (!file.starts_with(directory.string() + "/"))
					continue;
				finding.place = { file, static_cast<unsigned>(frame.place.line) };
				break;
			}
			if (!(finding.place == innermost))
				finding.trace.push_back({ innermost, "it stops here" });
			findings.push_back(std::move(finding));
		}
	return findings;
}

StackUse MachineCode::deepest_path()
{
	struct Known {
		enum { New, Running, Done } state = New;
		std::int64_t bytes = 0;
		const Edge *next = nullptr;
		bool recursive = false;
	};
	std::vector<Known> known(functions_.size());
	std::vector<std::size_t> waiting;
	std::size_t best = none;
	StackUse use;

	for (std::size_t i = 0; i < functions_.size(); i++)
		if (functions_[i].entry)
			waiting.push_back(i);
	const std::vector<std::size_t> entries = waiting;
	while (!waiting.empty()) {
		const std::size_t at = waiting.back();
		Known &own = known[at];

		if (own.state == Known::Done) {
			waiting.pop_back();
			continue;
		}
		if (own.state == Known::New) {
			own.state = Known::Running;
			for (const Edge &edge : functions_[at].edges)
				if (known[edge.to].state == Known::New)
					waiting.push_back(edge.to);
			continue;
		}
		own.bytes = functions_[at].frame;
		for (const Edge &edge : functions_[at].edges) {
			own.recursive |= known[edge.to].state == Known::Running;
			if (known[edge.to].state == Known::Done && edge.depth + known[edge.to].bytes > own.bytes) {
				own.bytes = edge.depth + known[edge.to].bytes;
				own.next = &edge;
			}
		}
		own.state = Known::Done;
		waiting.pop_back();
	}
	for (std::size_t entry : entries)
		if (best == none || known[entry].bytes > known[best].bytes)
			best = entry;
	if (best == none)
		return use;
	use.bytes = static_cast<std::uint64_t>(known[best].bytes);
	for (std::size_t at = best;;) {
		const Edge *next = known[at].next;
		const Function &function = functions_[at];

		use.recursive |= known[at].recursive;
		use.through_pointer |= function.through_pointer;
		const auto bytes = static_cast<std::uint64_t>(next ? next->depth : function.frame);

		// The cold part of a function is one of its own in the code only.
		if (!use.path.empty() && use.path.back().function == function.name)
			use.path.back().bytes += bytes;
		else
			use.path.push_back({ function.name,
					     place(function, next ? next->offset : function.symbol->value), bytes });
		if (!next)
			return use;
		at = next->to;
	}
}

} // namespace kxx::check
