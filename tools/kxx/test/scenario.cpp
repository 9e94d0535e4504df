// SPDX-License-Identifier: GPL-2.0
#include "test/scenario.hpp"

#include "common/failure.hpp"
#include "common/files.hpp"
#include "vm/initramfs.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <cctype>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <regex.h>

namespace kxx::test {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view head_mark = "#:";

std::string_view trim(std::string_view text)
{
	constexpr std::string_view blanks = " \t\r";
	const std::size_t begin = text.find_first_not_of(blanks);

	if (begin == text.npos)
		return {};
	return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

std::vector<std::string> words_of(std::string_view text)
{
	std::istringstream words{ std::string(text) };
	std::vector<std::string> list;

	for (std::string word; words >> word;)
		list.push_back(word);
	return list;
}

/// An expression of `grep -E`.
class Expression {
public:
	explicit Expression(const std::string &text)
		: valid_(regcomp(&compiled_, text.c_str(), REG_EXTENDED | REG_NOSUB) == 0)
	{
	}
	~Expression()
	{
		if (valid_)
			regfree(&compiled_);
	}
	Expression(const Expression &) = delete;
	Expression &operator=(const Expression &) = delete;

	bool valid() const { return valid_; }
	bool matches(const std::string &line) const
	{
		return valid_ && regexec(&compiled_, line.c_str(), 0, nullptr, 0) == 0;
	}

private:
	regex_t compiled_;
	bool valid_;
};

/// Reads the head of one file.
class Reader {
public:
	/// A scenario has all keys, a setup.sh those of the machine.
	enum class Kind { Scenario, Setup };

	Reader(const fs::path &file, Kind kind) : directory_(file.parent_path()), kind_(kind) { scenario_.file = file; }

	Scenario read(std::string_view text)
	{
		std::istringstream lines{ std::string(text) };

		for (std::string line; std::getline(lines, line);) {
			line_++;
			const std::string_view bare = trim(line);

			if (bare.starts_with(head_mark)) {
				if (scenario_.has_script)
					fail("the head ends where the script begins: this line is behind it");
				head_line(bare.substr(head_mark.size()));
			} else if (!bare.empty() && !bare.starts_with('#')) {
				scenario_.has_script = true;
			}
		}
		finish();
		return std::move(scenario_);
	}

private:
	using Take = void (Reader::*)(const std::string &key, std::string_view value);
	enum class Times { Once, Often };
	struct Key {
		std::string_view name;
		Take take;
		Times times;
		/// Whether a setup.sh may have it.
		bool of_machine;
	};
	static const std::array<Key, 18> keys;

	void head_line(std::string_view text)
	{
		const std::size_t colon = text.find(':');

		if (colon == text.npos)
			fail(fmt::format("'#:{}' is not of the form '#: KEY: VALUE'", text));
		const std::string name(trim(text.substr(0, colon)));
		const std::string_view value = trim(text.substr(colon + 1));
		const auto key = std::ranges::find(keys, name, &Key::name);
		if (key == keys.end()) {
			std::vector<std::string_view> known;

			std::ranges::transform(keys, std::back_inserter(known), &Key::name);
			fail(fmt::format("unknown key '{}'; there are: {}", name, fmt::join(known, " ")));
		}
		if (kind_ == Kind::Setup && !key->of_machine)
			fail(fmt::format("'{}' is a key of scenarios; a setup.sh cannot have it", name));
		if (!seen_.insert(name).second && key->times == Times::Once)
			fail(fmt::format("'{}' stands here a second time", name));
		if (value.empty())
			fail(fmt::format("'{}' has no value", name));
		(this->*key->take)(name, value);
	}

	void take_kernels(const std::string &, std::string_view value)
	{
		for (std::string &kernel : words_of(value))
			scenario_.kernels.push_back(std::move(kernel));
	}
	void take_modules(const std::string &, std::string_view value)
	{
		// The directory itself, not a link to it: Kbuild builds in the mirror of what it is.
		for (const std::string &word : words_of(value))
			scenario_.modules.push_back(fs::weakly_canonical(path_of(word)));
	}
	void take_program(const std::string &, std::string_view value)
	{
		std::vector<std::string> words = words_of(value);
		Program program;

		if (words.size() > 1) {
			program.name = words.front();
			words.erase(words.begin());
		} else {
			program.name = fs::path(words.front()).stem();
		}
		program.sources = std::move(words);
		scenario_.programs.push_back(std::move(program));
	}
	void take_option(const std::string &key, std::string_view value)
	{
		scenario_.arguments.push_back("--" + key);
		scenario_.arguments.emplace_back(value);
	}
	void take_leaks(const std::string &key, std::string_view value)
	{
		if (value != "check" && value != "ignore")
			fail(fmt::format("'{}' is check or ignore", key));
		take_option(key, value);
	}
	void take_number(const std::string &key, std::string_view value)
	{
		(void)number_of(value, fmt::format("'{}' is a number", key));
		take_option(key, value);
	}
	void take_file(const std::string &key, std::string_view value)
	{
		const fs::path file = path_of(value);

		if (!fs::exists(file))
			fail(fmt::format("no such file: '{}'", file.string()));
		take_option(key, file.string());
	}
	void take_flag(const std::string &key, std::string_view value)
	{
		if (is_yes(key, value))
			scenario_.arguments.push_back("--" + key);
	}
	void take_host(const std::string &key, std::string_view value) { scenario_.on_host = is_yes(key, value); }
	void take_set(const std::string &, std::string_view value)
	{
		const std::size_t equals = value.find('=');
		const std::string_view name = value.substr(0, equals);
		const auto in_name = [](unsigned char c) { return std::isalnum(c) || c == '_'; };

		if (equals == value.npos || name.empty() || std::isdigit(static_cast<unsigned char>(name[0])) ||
		    !std::ranges::all_of(name, in_name))
			fail(fmt::format("'{}' is not of the form NAME=VALUE", value));
		scenario_.variables[std::string(name)] = value.substr(equals + 1);
	}
	void take_status(const std::string &, std::string_view value)
	{
		scenario_.status = number_of(value, fmt::format("'{}' is not a status", value));
	}
	void take_expect(const std::string &, std::string_view value)
	{
		const std::string text(value);

		if (!Expression(text).valid())
			fail(fmt::format("'{}' is not an extended regular expression", value));
		scenario_.expectations.push_back(text);
	}

	int number_of(std::string_view text, const std::string &otherwise) const
	{
		int number = 0;
		const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);

		if (error != std::errc() || end != text.data() + text.size() || number < 0)
			fail(otherwise);
		return number;
	}

	bool is_yes(const std::string &key, std::string_view value) const
	{
		if (value != "yes" && value != "no")
			fail(fmt::format("'{}' is yes or no", key));
		return value == "yes";
	}

	void finish()
	{
		if (scenario_.kernels.empty()) {
			scenario_.kernels = usual_kernels();
			scenario_.any_kernel = true;
		}
		if (scenario_.modules.empty() && fs::exists(directory_ / "Kbuild"))
			scenario_.modules.push_back(directory_);
		for (const std::string &argument : scenario_.arguments)
			if (scenario_.on_host && argument.starts_with("--") && argument != "--timeout")
				throw Failure(Fault::Environment,
					      fmt::format("{}: '{}' is for a guest, and this is 'host: yes'",
							  scenario_.file.string(), argument.substr(2)));
		if (scenario_.on_host && !scenario_.programs.empty())
			throw Failure(Fault::Environment,
				      fmt::format("{}: 'program' is for a guest, and this is 'host: yes'",
						  scenario_.file.string()));
		if (scenario_.on_host && !scenario_.has_script)
			throw Failure(Fault::Environment,
				      fmt::format("{}: 'host: yes' needs a script", scenario_.file.string()));
	}

	fs::path path_of(std::string_view text) const { return (directory_ / text).lexically_normal(); }

	[[noreturn]] void fail(const std::string &text) const
	{
		throw Failure(Fault::Environment, fmt::format("{}:{}: {}", scenario_.file.string(), line_, text));
	}

	fs::path directory_;
	Kind kind_;
	Scenario scenario_;
	std::set<std::string> seen_;
	unsigned line_ = 0;
};

const std::array<Reader::Key, 18> Reader::keys{ {
	{ "kernels", &Reader::take_kernels, Times::Often, false },
	{ "modules", &Reader::take_modules, Times::Often, false },
	{ "program", &Reader::take_program, Times::Often, false },
	{ "param", &Reader::take_option, Times::Often, true },
	{ "with", &Reader::take_option, Times::Often, true },
	{ "device", &Reader::take_option, Times::Often, true },
	{ "allow", &Reader::take_option, Times::Often, true },
	{ "leaks", &Reader::take_leaks, Times::Once, false },
	{ "timeout", &Reader::take_number, Times::Once, false },
	{ "memory", &Reader::take_number, Times::Once, false },
	{ "firmware", &Reader::take_file, Times::Often, true },
	{ "file", &Reader::take_file, Times::Often, true },
	{ "icount", &Reader::take_flag, Times::Once, false },
	{ "boot", &Reader::take_flag, Times::Once, false },
	{ "set", &Reader::take_set, Times::Often, false },
	{ "host", &Reader::take_host, Times::Once, false },
	{ "status", &Reader::take_status, Times::Once, false },
	{ "expect", &Reader::take_expect, Times::Often, false },
} };

} // namespace

const std::vector<std::string> &usual_kernels()
{
	static const std::vector<std::string> kernels{ "6.12", "6.1", "debug" };

	return kernels;
}

std::string name_below(const fs::path &file, const fs::path &searched)
{
	std::string stem = file.filename();

	stem.resize(stem.size() - scenario_suffix.size());
	const fs::path directory = file.parent_path().lexically_relative(searched);
	if (directory.empty() || directory == "." || *directory.begin() == "..")
		return stem;
	if (directory.filename() == stem)
		return directory.string();
	return (directory / stem).string();
}

Scenario parse_scenario(std::string_view text, const fs::path &file)
{
	return Reader(file, Reader::Kind::Scenario).read(text);
}

Scenario read_setup(const fs::path &file)
{
	return Reader(file, Reader::Kind::Setup).read(read_file(file));
}

Scenario read_scenario(const fs::path &file, const fs::path &searched)
{
	Scenario scenario = parse_scenario(read_file(file), file);

	scenario.name = name_below(file, searched);
	return scenario;
}

std::string with_variables(std::string_view script, const std::map<std::string, std::string> &variables)
{
	std::string text;

	// The variables are on the first line, so that the shell's messages name the lines of the file.
	for (const auto &[name, value] : variables)
		text += fmt::format("{}={}; ", name, vm::shell_quote(value));
	return text += script;
}

bool all_match(const std::vector<std::string> &expressions, std::string_view text, std::string &missing)
{
	for (const std::string &expression : expressions) {
		const Expression compiled(expression);
		std::istringstream lines{ std::string(text) };
		bool found = false;

		for (std::string line; !found && std::getline(lines, line);) {
			std::erase(line, '\r');
			found = compiled.matches(line);
		}
		if (!found) {
			missing = expression;
			return false;
		}
	}
	return true;
}

} // namespace kxx::test
