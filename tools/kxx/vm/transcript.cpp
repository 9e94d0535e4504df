// SPDX-License-Identifier: GPL-2.0
#include "vm/transcript.hpp"

#include "vm/guest.hpp"
#include "vm/leaks.hpp"

#include <cstdint>
#include <optional>
#include <sstream>
#include <utility>

#include <fmt/format.h>

namespace kxx::vm {

static bool is_fatal(std::string_view title)
{
	for (std::string_view word :
	     { "Oops", "general protection", "kernel BUG at", "soft lockup", "blocked for more", "stall",
	       "unable to handle", "NULL pointer", "panic", "hard LOCKUP", "scheduling while atomic" })
		if (title.find(word) != title.npos)
			return true;
	return false;
}

Transcript::Transcript(const Job &job, Listener &listener, std::vector<std::string> loads)
	: listener_(listener), control_(secret_, std::move(loads)), refusals_(job.allowed)
{
}

Transcript::Heard Transcript::console_line(const std::string &line)
{
	const std::string_view text = without_timestamp(line);

	if (!running_ && text == marker_ready) {
		running_ = true;
		return Heard::Nothing;
	}
	if (text == fmt::format("{} {}", marker_end, secret_)) {
		end_marker_ = true;
		return Heard::Nothing;
	}
	if (!running_ && outcome_.boot_log.empty() && line.find("Linux version") == line.npos)
		return Heard::Nothing; // firmware
	SplatFinder &finder = running_ ? splats_ : boot_splats_;
	const std::size_t before = finder.splats().size();
	const bool splat = finder.feed(line);

	(running_ ? outcome_.log : outcome_.boot_log).push_back(line);
	if (running_ && !splat)
		refusals_.feed(line);
	listener_.kernel_line(line, running_ ? Listener::Phase::Run : Listener::Phase::Boot,
			      splat ? Listener::Kind::Splat : Listener::Kind::Ordinary);
	const bool reported = running_ && finder.splats().size() != before;
	return reported && is_fatal(finder.splats().back().title) ? Heard::FatalReport : Heard::Nothing;
}

void Transcript::output_line(const std::string &line)
{
	outcome_.output.push_back(line);
	listener_.output_line(line);
}

Transcript::Heard Transcript::control_line(const std::string &line)
{
	const std::optional<Message> message = control_.feed(line);

	return message ? take_message(*message) : Heard::Nothing;
}

Transcript::Heard Transcript::take_message(const Message &message)
{
	const std::string &event = message.event;
	std::istringstream words(message.words);
	std::string name;

	if (event == "ready") {
		words >> first_pid_;
		return Heard::Ready;
	} else if (event == "dependency") {
		words >> name;
		note_failure("insmod " + name);
	} else if (event == "load" || event == "unload") {
		int result = 0;

		words >> name >> result;
		if (result != 0)
			note_failure((event == "load" ? "insmod " : "rmmod ") + name);
	} else if (event == "address") {
		ModulePlace &place = (words >> name, outcome_.places[name]);

		words >> std::hex >> place.address >> std::dec >> place.size;
	} else if (event == "loaded") {
		words >> name;
		listener_.loaded(name, outcome_.places[name]);
	} else if (event == "section") {
		std::string section;
		std::uint64_t address = 0;

		words >> name >> section >> std::hex >> address;
		outcome_.places[name].sections[section] = address;
	} else if (event == "script") {
		words >> outcome_.script_status;
	} else if (event == "shell") {
		return Heard::Shell;
	} else if (event == "leak") {
		leak_lines_.push_back(message.words);
	} else if (event == "taint") {
		unsigned long before = 0, after = 0;

		words >> before >> after;
		outcome_.taint_added = after & ~before;
	} else if (event == "end") {
		words >> outcome_.status;
		outcome_.finished = true;
		return Heard::End;
	}
	return Heard::Nothing;
}

void Transcript::note_failure(std::string step)
{
	if (outcome_.failed_step.empty())
		outcome_.failed_step = std::move(step);
}

Outcome Transcript::conclude()
{
	if (outcome_.finished)
		control_.finish();
	outcome_.faults = control_.faults();
	if (outcome_.finished && !end_marker_)
		outcome_.faults.emplace_back("the kernel log breaks off before its end");
	outcome_.refusals = refusals_.lines();
	outcome_.splats = splats_.splats();
	outcome_.boot_splats = boot_splats_.splats();
	outcome_.leaks = filter_leaks(leak_lines_, outcome_.places, first_pid_);
	return std::move(outcome_);
}

} // namespace kxx::vm
