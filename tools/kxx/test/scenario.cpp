// SPDX-License-Identifier: GPL-2.0
#include "test/scenario.hpp"

#include "common/failure.hpp"
#include "common/files.hpp"
#include "vm/initramfs.hpp"

#include <algorithm>
#include <array>
#include <charconv>
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
	explicit Reader(const fs::path &file) : directory_(file.parent_path()) { scenario_.file = file; }

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
	struct Key {
		std::string_view name;
		Take take;
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
		for (const std::string &word : words_of(value))
			scenario_.modules.push_back(path_of(word));
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
	void take_file(const std::string &key, std::string_view value) { take_option(key, path_of(value).string()); }
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
		const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), scenario_.status);

		if (error != std::errc() || end != value.data() + value.size())
			fail(fmt::format("'{}' is not a status", value));
	}
	void take_expect(const std::string &, std::string_view value)
	{
		const std::string text(value);

		if (!Expression(text).valid())
			fail(fmt::format("'{}' is not an extended regular expression", value));
		scenario_.expectations.push_back(text);
	}

	bool is_yes(const std::string &key, std::string_view value) const
	{
		if (value != "yes" && value != "no")
			fail(fmt::format("'{}' is yes or no", key));
		return value == "yes";
	}

	void finish()
	{
		if (scenario_.kernels.empty())
			scenario_.kernels = usual_kernels();
		if (scenario_.modules.empty() && fs::exists(directory_ / "Kbuild"))
			scenario_.modules.push_back(directory_);
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
	Scenario scenario_;
	unsigned line_ = 0;
};

const std::array<Reader::Key, 18> Reader::keys{ {
	{ "kernels", &Reader::take_kernels },
	{ "modules", &Reader::take_modules },
	{ "program", &Reader::take_program },
	{ "param", &Reader::take_option },
	{ "with", &Reader::take_option },
	{ "device", &Reader::take_option },
	{ "allow", &Reader::take_option },
	{ "leaks", &Reader::take_option },
	{ "timeout", &Reader::take_option },
	{ "memory", &Reader::take_option },
	{ "firmware", &Reader::take_file },
	{ "file", &Reader::take_file },
	{ "icount", &Reader::take_flag },
	{ "boot", &Reader::take_flag },
	{ "set", &Reader::take_set },
	{ "host", &Reader::take_host },
	{ "status", &Reader::take_status },
	{ "expect", &Reader::take_expect },
} };

/// The name of a scenario: "echo/echo" becomes "echo".
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

} // namespace

const std::vector<std::string> &usual_kernels()
{
	static const std::vector<std::string> kernels{ "6.12", "6.1", "debug" };

	return kernels;
}

Scenario parse_scenario(std::string_view text, const fs::path &file)
{
	return Reader(file).read(text);
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
