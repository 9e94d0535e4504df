// SPDX-License-Identifier: GPL-2.0
#include "vm/control.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <random>

#include <fmt/format.h>

namespace kxx::vm {
namespace {

/// A few lines are enough; a flood adds nothing.
constexpr std::size_t shown_faults = 10;

std::string_view take_word(std::string_view &text)
{
	const std::size_t end = std::min(text.find(' '), text.size());
	const std::string_view word = text.substr(0, end);

	text.remove_prefix(std::min(end + 1, text.size()));
	return word;
}

template <typename T>
std::optional<T> parse(std::string_view word)
{
	T value{};
	const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);

	if (error != std::errc() || end != word.data() + word.size())
		return std::nullopt;
	return value;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words)
{
	return std::ranges::find(words, word) != words.end();
}

} // namespace

std::string make_secret()
{
	std::random_device random;
	std::string secret;

	for (int i = 0; i < 4; i++)
		secret += fmt::format("{:08x}", random());
	return secret;
}

Control::Control(std::string secret, std::vector<std::string> modules)
	: secret_(std::move(secret)), modules_(std::move(modules))
{
}

void Control::fault(std::string text)
{
	if (faults_.size() < shown_faults)
		faults_.push_back(std::move(text));
}

std::optional<Message> Control::feed(std::string_view line)
{
	std::string_view rest = line;

	if (take_word(rest) != secret_) {
		fault(fmt::format("something other than the guest's init wrote on the control port: '{}'", line));
		return std::nullopt;
	}
	const std::string voice(take_word(rest));
	const std::string_view number = take_word(rest);
	Message message{ .event = std::string(take_word(rest)), .words = std::string(rest) };
	unsigned long &last = numbers_[voice];

	const std::optional<unsigned long> got = parse<unsigned long>(number);

	if (got != last + 1)
		fault(fmt::format("message {} of the guest's {} has the number '{}': one is missing or duplicated",
				  last + 1, voice, number));
	// After a gap the run continues, so that its end is received.
	if (!got || *got <= last)
		return std::nullopt;
	last = *got;
	if (!is_in_order(voice, message)) {
		fault(fmt::format("the guest's {} says '{}{}{}' at the wrong time", voice, message.event,
				  message.words.empty() ? "" : " ", message.words));
		return std::nullopt;
	}
	if (message.event == "unheard")
		fault("the script ended the process that passes on what kxx-load and kxx-unload say: some of it may be "
		      "missing");
	return message;
}

bool Control::is_in_order(const std::string &voice, const Message &message)
{
	const std::string &event = message.event;
	std::string_view words = message.words;
	const std::string name(take_word(words));
	const bool of_module = is_one_of(event, { "loading", "load", "unload", "address", "section", "loaded" });

	if (once_.contains("end") || once_.contains(event) || (voice == "script" && !of_module))
		return false;
	if (event == "dependency")
		return !once_.contains("ready");
	if (event != "ready" && !once_.contains("ready"))
		return false;
	if (event == "end" && !once_.contains("taint"))
		return false;
	// These report how something ended.
	if (event == "load" || event == "unload" || event == "script" || event == "end") {
		const std::optional<int> status = parse<int>(of_module ? words : std::string_view(name));

		if (!status || (event == "load" && loading_.erase(name) == 0))
			return false;
		if (event == "load")
			results_[name] = *status;
	}
	if (event == "loading")
		return loading_.insert(name).second;
	if (is_one_of(event, { "ready", "taint", "end" }))
		once_.insert(event);
	return of_module || once_.contains(event) || is_one_of(event, { "script", "unheard", "shell", "leak" });
}

void Control::finish()
{
	for (const std::string &name : loading_)
		fault(fmt::format("'{}' began to load, and no result arrived", name));
	for (const std::string &name : modules_) {
		const auto result = results_.find(name);

		if (result == results_.end() && !loading_.contains(name))
			fault(fmt::format("no result of loading '{}' arrived", name));
		// The ones after it were not tried.
		if (result == results_.end() || result->second != 0)
			return;
	}
}

} // namespace kxx::vm
