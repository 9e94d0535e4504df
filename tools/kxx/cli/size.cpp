// SPDX-License-Identifier: GPL-2.0
//! kxx size: counts the bytes of machine code, function by function, and compares with another
//! module.
#include <algorithm>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/command.hpp"
#include "elf/code_size.hpp"

namespace kxx::cli {
namespace {
using elf::CodeSize;

struct Options {
	std::string object;
	std::string against;
	bool json = false;
};

nlohmann::json to_json(const std::string &path, const CodeSize &size)
{
	return { { "object", path },
		 { "total", size.total },
		 { "sections", size.sections },
		 { "functions", size.functions },
		 { "between_functions", size.rest } };
}

/// Rows of a table, the largest first.
std::vector<std::pair<std::string, std::int64_t>> ordered(const std::map<std::string, std::int64_t> &rows)
{
	std::vector<std::pair<std::string, std::int64_t>> list(rows.begin(), rows.end());

	std::ranges::stable_sort(list,
				 [](const auto &a, const auto &b) { return std::abs(a.second) > std::abs(b.second); });
	return list;
}

void print_one(const CodeSize &size)
{
	std::map<std::string, std::int64_t> rows(size.functions.begin(), size.functions.end());

	for (const auto &[name, bytes] : ordered(rows))
		fmt::print("{:>8}  {}\n", bytes, name);
	if (size.rest)
		fmt::print("{:>8}  (between functions)\n", size.rest);
	fmt::print("{:>8}  total:", size.total);
	for (const auto &[name, bytes] : size.sections)
		fmt::print(" {} {}", name, bytes);
	fmt::print("\n");
}

void print_difference(const CodeSize &ours, const CodeSize &theirs)
{
	std::map<std::string, std::int64_t> rows;
	auto bytes = [](const CodeSize &size, const std::string &name) -> std::int64_t {
		auto found = size.functions.find(name);

		return found == size.functions.end() ? 0 : std::int64_t(found->second);
	};

	for (const auto &[name, size] : ours.functions)
		rows[name] += size;
	for (const auto &[name, size] : theirs.functions)
		rows[name] -= size;
	fmt::print("{:>8} {:>9} {:>8}\n", "ours", "reference", "change");
	for (const auto &[name, change] : ordered(rows))
		fmt::print("{:>8} {:>9} {:>+8}  {}\n", bytes(ours, name), bytes(theirs, name), change, name);
	fmt::print("{:>8} {:>9} {:>+8}  (between functions)\n", ours.rest, theirs.rest,
		   std::int64_t(ours.rest) - std::int64_t(theirs.rest));
	fmt::print("{:>8} {:>9} {:>+8}  total", ours.total, theirs.total,
		   std::int64_t(ours.total) - std::int64_t(theirs.total));
	if (theirs.total)
		fmt::print(" ({:.2f} times)", double(ours.total) / double(theirs.total));
	fmt::print("\n");
}

void run_size(const Options &options)
{
	const CodeSize ours = elf::measure_code(elf::Object(options.object));

	if (options.against.empty()) {
		if (options.json)
			fmt::print("{}\n", to_json(options.object, ours).dump(2));
		else
			print_one(ours);
		return;
	}
	const CodeSize theirs = elf::measure_code(elf::Object(options.against));
	if (options.json) {
		nlohmann::json json = to_json(options.object, ours);

		json["reference"] = to_json(options.against, theirs);
		json["change"] = std::int64_t(ours.total) - std::int64_t(theirs.total);
		fmt::print("{}\n", json.dump(2));
	} else {
		print_difference(ours, theirs);
	}
}

} // namespace

void setup_size(CLI::App &app)
{
	auto options = std::make_shared<Options>();
	CLI::App *command = app.add_subcommand("size", "Show the machine code of a module, function by function");

	command->add_option("object", options->object, "A module or an object file")
		->required()
		->check(CLI::ExistingFile)
		->type_name("X.ko|X.o");
	command->add_option("--against", options->against,
			    "Compare with this reference, such as the C module it replaces")
		->check(CLI::ExistingFile)
		->type_name("Y.ko|Y.o");
	command->add_flag("--json", options->json, "Print as JSON");
	command->callback([options] { run_size(*options); });
}

} // namespace kxx::cli
