// SPDX-License-Identifier: GPL-2.0
//! kxx new: writes a complete module to start from.
#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <memory>
#include <regex>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "common/files.hpp"
#include "common/paths.hpp"
#include "common/process.hpp"
#include "templates/templates.hpp"

namespace kxx::cli {
namespace {
namespace fs = std::filesystem;

struct Options {
	std::string name;
	std::string directory;
};

/// "block_cache" → "BlockCache".
std::string camel_case(const std::string &name)
{
	std::string out;
	bool upper = true;

	for (char c : name) {
		if (c == '_') {
			upper = true;
			continue;
		}
		out += upper ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
		upper = false;
	}
	return out;
}

/// Whether the library defines a type of this name, which `using namespace kernel` would show.
bool library_has(const std::string &type)
{
	const std::regex definition(fmt::format(R"(\b(class|struct|union|enum|concept|using)\s[^;=\n]*\b{}\b\s*)"
						R"((final\b|:|\{{|=|;))",
						type));
	std::error_code error;

	for (fs::recursive_directory_iterator it(root_directory() / "kernel", error), end; !error && it != end;
	     it.increment(error)) {
		if (it->path().extension() != ".hpp")
			continue;
		std::ifstream in(it->path());
		std::string text(std::istreambuf_iterator<char>(in), {});
		if (std::regex_search(text, definition))
			return true;
	}
	return false;
}

void check_name(const std::string &name)
{
	// MODULE_NAME_LEN minus the final zero.
	constexpr std::size_t longest = 55;

	if (name.empty())
		throw Failure{ Fault::Environment, "a module needs a name", "kxx new hello" };
	if (name.find('-') != std::string::npos) {
		std::string fixed = name;

		std::replace(fixed.begin(), fixed.end(), '-', '_');
		throw Failure{ Fault::Environment,
			       fmt::format("module name '{}' has a '-', which the kernel turns into "
					   "'_'",
					   name),
			       fmt::format("kxx new {}", fixed) };
	}
	for (char c : name)
		if (!(std::isalnum(static_cast<unsigned char>(c)) || c == '_'))
			throw Failure{ Fault::Environment, fmt::format("module name '{}' has a '{}' in it", name, c),
				       "use letters, digits and '_'" };
	if (!std::isalpha(static_cast<unsigned char>(name.front())))
		throw Failure{ Fault::Environment, fmt::format("module name '{}' does not start with a letter", name),
			       "use letters, digits and '_', beginning with a letter" };
	if (name.size() > longest)
		throw Failure{ Fault::Environment,
			       fmt::format("module name '{}' has {} characters, and the kernel allows "
					   "{}",
					   name, name.size(), longest),
			       "choose a shorter name" };
}

/// The author's name from git.
std::string author()
{
	auto git = [](const char *key) {
		RunResult result = run({ "git", "config", "--get", key });
		std::string value = result.ok() ? result.out : "";

		std::erase_if(value, [](char c) { return c == '\n' || c == '"' || c == '\\'; });
		return value;
	};
	std::string name = git("user.name"), mail = git("user.email");

	if (name.empty())
		return "Your Name <you@example.org>";
	return mail.empty() ? name : fmt::format("{} <{}>", name, mail);
}

std::string fill(std::string text, const std::vector<std::pair<std::string, std::string>> &values)
{
	for (const auto &[key, value] : values)
		for (std::size_t at = 0; (at = text.find(key, at)) != std::string::npos; at += value.size())
			text.replace(at, key.size(), value);
	return text;
}

fs::path file_name(const std::string &template_name, const std::string &module)
{
	if (template_name == "module.cpp")
		return module + ".cpp";
	if (template_name.starts_with("clang") || template_name == "gitignore")
		return "." + template_name;
	return template_name;
}

void run_new(const Options &options)
{
	check_name(options.name);
	const fs::path directory = options.directory.empty() ? options.name : options.directory;
	std::error_code error;

	if (fs::exists(directory) && !fs::is_directory(directory))
		throw Failure{ Fault::Environment,
			       fmt::format("'{}' exists and is not a directory", directory.string()),
			       "name another one with --directory" };
	for (const templates::Template &file : templates::all())
		if (fs::exists(directory / file_name(std::string(file.name), options.name)))
			throw Failure{ Fault::Environment,
				       fmt::format(
					       "'{}' exists and would be overwritten",
					       (directory / file_name(std::string(file.name), options.name)).string()),
				       "choose another name, or another place with --directory" };
	fs::create_directories(directory, error);
	if (error)
		throw Failure{ Fault::Environment,
			       fmt::format("cannot make directory '{}': {}", directory.string(), error.message()) };

	std::string type = camel_case(options.name);
	if (library_has(type))
		type += "Module";
	const std::vector<std::pair<std::string, std::string>> values = {
		{ "@NAME@", options.name },
		{ "@CLASS@", type },
		{ "@AUTHOR@", author() },
	};
	for (const templates::Template &file : templates::all()) {
		fs::path path = directory / file_name(std::string(file.name), options.name);

		write_file(path, fill(std::string(file.text), values));
	}
	fmt::print("{0}: a module in C++, ready to build:\n\n    cd {0}\n    make\n", directory.string());
}

} // namespace

void setup_new(CLI::App &app)
{
	auto options = std::make_shared<Options>();
	CLI::App *command = app.add_subcommand("new", "Start a module: sources, build files, DKMS");

	command->add_option("name", options->name, "Name of the module: letters, digits, '_'")
		->required()
		->type_name("NAME");
	command->add_option("--directory", options->directory, "Directory to create (default: NAME)")->type_name("DIR");
	command->callback([options] { run_new(*options); });
}

} // namespace kxx::cli
