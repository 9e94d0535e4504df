// SPDX-License-Identifier: GPL-2.0
#include "doctor/compile_commands.hpp"

#include <algorithm>
#include <fstream>
#include <set>

namespace kxx {
namespace fs = std::filesystem;

std::vector<std::string> split_command(std::string_view command)
{
	std::vector<std::string> words;
	std::string word;
	bool open = false;
	auto finish = [&] {
		if (open)
			words.push_back(word);
		word.clear();
		open = false;
	};

	for (std::size_t i = 0; i < command.size(); i++) {
		char c = command[i];
		char next = i + 1 < command.size() ? command[i + 1] : '\0';

		if (c == '$' && next == '$') {
			word += '$';
			open = true;
			i++;
		} else if (c == '\'') {
			std::size_t end = command.find('\'', i + 1);

			end = end == std::string_view::npos ? command.size() : end;
			word += command.substr(i + 1, end - i - 1);
			open = true;
			i = end;
		} else if (c == '"') {
			open = true;
			for (i++; i < command.size() && command[i] != '"'; i++) {
				if (command[i] == '\\' && i + 1 < command.size() &&
				    std::string_view("\"\\$`").find(command[i + 1]) != std::string_view::npos)
					i++;
				word += command[i];
			}
		} else if (c == '\\' && next) {
			word += next;
			open = true;
			i++;
		} else if (c == ' ' || c == '\t' || c == '\n') {
			finish();
		} else if (c == ';' || c == '|' || (c == '&' && next == '&')) {
			break;
		} else {
			word += c;
			open = true;
		}
	}
	finish();
	return words;
}

static bool gcc_only(const std::string &flag)
{
	static const char *const prefixes[] = {
		"-mindirect-branch",
		"-mfunction-return=",
		"-mharden-sls",
		"-mpreferred-stack-boundary=",
		"-mskip-rax-setup",
		"-mrecord-mcount",
		"-mno-fp-ret-in-387",
		"-mno-80387",
		"-mfentry",
		"-mtune=",
		"-mstack-protector-guard",
		"-mno-sse",
		"-mno-mmx",
		"-mno-3dnow",
		"-mno-avx",
		"-falign-",
		"-fno-allow-store-data-races",
		"-fconserve-stack",
		"-fno-var-tracking",
		"-fvar-tracking",
		"-femit-struct-debug",
		"-flto",
		"-fno-fat-lto-objects",
		"-ffat-lto-objects",
		"-fno-ipa-",
		"-fipa-",
		"-fplugin",
		"-fpatchable-function-entry",
		"-fsanitize",
		"-fno-sanitize",
		"-fasan-",
		"-fstack-check",
		"-fno-stack-check",
		"-fno-inline-functions-called-once",
		"-fmin-function-alignment",
		"-fno-code-hoisting",
		"-fno-partial-inlining",
		"-fno-tree-",
		"-fno-reorder-blocks",
		"-fno-gcse",
		"-fdiagnostics-show-context",
		"-fzero-init-padding",
		"-fno-stack-clash-protection",
		"-fno-use-cxa-atexit",
		"-ftrivial-auto-var-init",
		"-fno-gnu-unique",
		"-fno-thread-jumps",
		"-Wp,-M",
		"-Wa,",
		"-Wframe-larger-than",
		"-Wimplicit-fallthrough=",
		"-Werror",
		"-pg",
		"-fprofile",
		"-ftest-coverage",
		"-fno-conserve",
		"-fno-dwarf2-cfi-asm",
		"-gz",
	};

	return std::ranges::any_of(prefixes, [&flag](const char *prefix) { return flag.starts_with(prefix); });
}

std::vector<std::string> for_clang(const std::vector<std::string> &arguments)
{
	std::vector<std::string> out;

	for (std::size_t i = 0; i < arguments.size(); i++) {
		const std::string &argument = arguments[i];

		if (i == 0) {
			std::string compiler = fs::path(argument).filename().string();

			// Wrappers such as ccache come before the compiler.
			if (compiler.find("g++") == std::string::npos && compiler.find("gcc") == std::string::npos &&
			    arguments.size() > 1 && !arguments[1].starts_with('-'))
				return for_clang({ arguments.begin() + 1, arguments.end() });
			out.push_back(compiler.find("++") != std::string::npos ? "clang++" : "clang");
			continue;
		}
		if (argument == "--param") {
			i++;
			continue;
		}
		if (argument.starts_with("--param=") || gcc_only(argument))
			continue;
		out.push_back(argument);
	}
	// GCC's names of warnings and optimisations are not the user's mistakes.
	out.insert(out.begin() + (out.empty() ? 0 : 1),
		   { "-Wno-unknown-warning-option", "-Wno-ignored-optimization-argument", "-Wno-unknown-attributes",
		     "-Wno-invalid-constexpr" });
	return out;
}

SavedCommand read_saved_command(const fs::path &path)
{
	std::ifstream in(path);
	std::string line;
	SavedCommand saved;

	std::getline(in, line);
	std::size_t assign = line.find(" := ");
	if (assign == std::string::npos)
		return saved;
	for (const char *prefix : { "savedcmd_", "cmd_" })
		if (line.starts_with(prefix)) {
			saved.object =
				line.substr(std::string_view(prefix).size(), assign - std::string_view(prefix).size());
			saved.arguments = split_command(std::string_view(line).substr(assign + 4));
			break;
		}
	return saved;
}

/// The source that a compiler command names last, if it is C or C++.
static std::string source_of(const std::vector<std::string> &arguments)
{
	if (std::ranges::find(arguments, "-c") == arguments.end())
		return {};
	for (std::size_t i = arguments.size(); i-- > 1;) {
		const std::string &argument = arguments[i];

		if (!argument.starts_with('-') && arguments[i - 1] != "-o" &&
		    (argument.ends_with(".cpp") || argument.ends_with(".c")))
			return argument;
	}
	return {};
}

std::vector<CompileCommand> collect_commands(const fs::path &directory, fs::path kernel_build)
{
	const std::string configuration = "/include/generated/autoconf.h";
	std::vector<fs::path> files;
	std::vector<CompileCommand> commands;
	std::set<std::string> seen;
	std::error_code error;

	for (fs::recursive_directory_iterator it(directory, fs::directory_options::skip_permission_denied, error), end;
	     !error && it != end; it.increment(error)) {
		std::string name = it->path().filename().string();

		if (name.starts_with('.') && name.ends_with(".o.cmd"))
			files.push_back(it->path());
	}
	std::ranges::sort(files);
	for (const fs::path &file : files) {
		SavedCommand saved = read_saved_command(file);
		std::string source = source_of(saved.arguments);

		// Files that Kbuild generates are not for editing.
		if (source.empty() || source.ends_with(".mod.c") || source.ends_with("module-common.c") ||
		    source.ends_with(".kxx.exports.c"))
			continue;
		if (kernel_build.empty())
			for (const std::string &argument : saved.arguments)
				if (argument.ends_with(configuration) && argument.starts_with('/'))
					kernel_build = argument.substr(0, argument.size() - configuration.size());
		if (!seen.insert(source).second)
			continue;
		commands.push_back({ {}, source, for_clang(saved.arguments), saved.object });
	}
	for (CompileCommand &command : commands)
		command.directory = kernel_build.empty() ? fs::absolute(directory).string() : kernel_build.string();
	return commands;
}

} // namespace kxx
