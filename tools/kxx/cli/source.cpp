// SPDX-License-Identifier: GPL-2.0
//! kxx source: refuses source that the compiler takes and translates wrongly.
#include "source/leaks.hpp"

#include <cctype>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "common/files.hpp"

namespace kxx::cli {
namespace {
using source::Finding;

struct Options {
	std::vector<std::string> files;
};

/// A line of a file; empty when there is none.
std::string line_of(const std::string &file, unsigned number)
{
	std::ifstream stream(file);
	std::string line;

	while (number-- && std::getline(stream, line))
		;
	return stream ? line : "";
}

/// Where the word stands in the line, after so many others of it.
std::size_t column_of(const std::string &line, const Finding &finding)
{
	auto in_name = [&line](std::size_t i) {
		return i < line.size() && (std::isalnum(static_cast<unsigned char>(line[i])) || line[i] == '_');
	};
	unsigned before = finding.before;

	for (std::size_t i = line.find(finding.word); i != line.npos; i = line.find(finding.word, i + 1))
		if (!(i && in_name(i - 1)) && !in_name(i + finding.word.size()) && before-- == 0)
			return i;
	return line.npos;
}

void show(const Finding &finding)
{
	const std::string line = line_of(finding.file, finding.line);
	const std::size_t column = column_of(line, finding);

	if (column == line.npos) {
		fmt::print(stderr, "{}:{}: error: {}\n", finding.file, finding.line, finding.message);
		return;
	}
	std::string mark = line.substr(0, column);
	for (char &c : mark)
		c = c == '\t' ? '\t' : ' ';
	fmt::print(stderr, "{}:{}:{}: error: {}\n{:>5} | {}\n      | {}^{:~>{}}\n", finding.file, finding.line,
		   column + 1, finding.message, finding.line, line, mark, "", finding.word.size() - 1);
}

void run_source(const Options &options)
{
	bool refused = false;

	for (const std::string &file : options.files) {
		const std::string text = file == "-" ? std::string(std::istreambuf_iterator<char>(std::cin.rdbuf()), {})
						     : read_file(file);

		for (const Finding &finding : source::find_leaks(source::read(text, file))) {
			show(finding);
			refused = true;
		}
	}
	if (refused)
		throw FaultsPrinted{};
}

} // namespace

void setup_source(CLI::App &app)
{
	auto options = std::make_shared<Options>();
	CLI::App *command = app.add_subcommand(
		"source", "Refuse source that g++ takes and translates wrongly (run by every build)");

	command->add_option("files", options->files, "C++ files, best preprocessed; - is standard input")
		->required()
		->type_name("FILE");
	command->callback([options] { run_source(*options); });
}

} // namespace kxx::cli
