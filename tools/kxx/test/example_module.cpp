// SPDX-License-Identifier: GPL-2.0
#include "test/example_module.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>
#include <regex>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "common/failure.hpp"
#include "common/files.hpp"
#include "common/paths.hpp"
#include "common/plain_path.hpp"

namespace kxx::test {
namespace {
namespace fs = std::filesystem;
using Kind = ExampleBlock::Kind;

constexpr std::string_view head = "// SPDX-License-Identifier: GPL-2.0\n"
				  "// Made by kxx test.\n"
				  "#include <kernel/test/kunit.hpp>\n"
				  "#include <kernel/prelude.hpp>\n";

std::string identifier(std::string text)
{
	std::ranges::replace_if(text, [](unsigned char c) { return !std::isalnum(c) && c != '_'; }, '_');
	return text;
}

/// Gives each name only once.
class Names {
public:
	/// `name`, or the first of name_2, name_3 and so on that was not taken yet.
	std::string take(const std::string &name)
	{
		std::string result = name;

		for (int i = 2; !taken_.insert(result).second; i++)
			result = fmt::format("{}_{}", name, i);
		return result;
	}

private:
	std::set<std::string> taken_;
};

bool is_include(std::string_view line)
{
	return line.starts_with("#include ");
}

std::string include_of(const std::string &header)
{
	return fmt::format("#include <{}>", header);
}

/// The includes of a block, which stand at the head of the file.
std::string includes(const ExampleBlock &block)
{
	std::string text;

	for (const std::string &line : block.lines)
		if (is_include(line))
			text += line + '\n';
	return text;
}

/// The other lines. The #line makes the compiler's messages name the header.
std::string code(const ExampleBlock &block)
{
	std::string text = fmt::format("#line {} \"{}\"\n", block.first, block.header);

	for (const std::string &line : block.lines)
		text += is_include(line) ? "\n" : line + '\n';
	return text;
}

/// The beginning of a file for one block.
std::string head_of(const ExampleBlock &block)
{
	return fmt::format("{}{}\n{}using namespace kernel;\n", head, include_of(block.header), includes(block));
}

std::string module_name(const ExampleBlock &block)
{
	static const std::regex name(R"re(\bKERNEL_MODULE\([^"]*\.name = "([A-Za-z0-9_]+)")re");
	const std::string text = block.text();
	std::smatch match;

	if (!std::regex_search(text, match, name))
		throw Failure(Fault::Work, fmt::format("{}: the module has no name", block.place()),
			      "begin the options of its KERNEL_MODULE with .name = \"NAME\", which has letters, "
			      "digits and _");
	return match[1];
}

/// The path without the directory that contains all of our headers.
fs::path below_kernel(const fs::path &header)
{
	return *header.begin() == "kernel" ? header.lexically_relative("kernel") : header;
}

class Generator {
public:
	explicit Generator(const ExampleModule &module)
		: module_(module), root_(fs::absolute(module.root).lexically_normal())
	{
		if (!is_plain_path(root_))
			throw Failure(Fault::Environment,
				      fmt::format("Kbuild cannot use headers in '{}', whose name has {}",
						  root_.string(), not_plain_in_path),
				      "move them to another directory");
		files_.take("suite");
		modules_.emplace(module.name, "the module of the other examples");
		for (const ExampleBlock &block : module.blocks)
			if (block.kind == Kind::Module)
				reserve_module(block);
		for (const auto &[name, place] : modules_)
			files_.take(name);
	}

	std::vector<Example> run()
	{
		for (const ExampleBlock &block : module_.blocks)
			add(block);
		for (const auto &[directory, room] : rooms_)
			write(room);
		if (!objects_.empty())
			sources_["suite.cpp"] = fmt::format("{}using namespace kernel;\nKERNEL_MODULE(kunit::Module, "
							    "{{ .name = \"{}\", .license = \"GPL\" }})\n",
							    head, module_.name);
		sources_["Kbuild"] = kbuild();
		return std::move(examples_);
	}

	/// The text of each file, by its name.
	const std::map<std::string, std::string> &sources() const { return sources_; }

private:
	/// A source file with the examples of one directory's headers.
	struct Room {
		std::string file = {};
		std::set<std::string> includes = {};
		std::string functions = {};
		/// The cases, by suite.
		std::map<std::string, std::vector<std::string>> cases = {};
	};

	void reserve_module(const ExampleBlock &block)
	{
		const std::string name = module_name(block);
		const auto [known, fresh] = modules_.emplace(name, block.place());

		if (!fresh)
			throw Failure(Fault::Work,
				      fmt::format("{}: a module has the name {} already: {}", block.place(), name,
						  known->second),
				      "the names of modules must differ");
	}

	/// The part of a name that stands for a header.
	const std::string &stem_of(const std::string &header)
	{
		std::string &stem = stems_[header];

		if (stem.empty())
			stem = stem_names_.take(identifier(below_kernel(header).replace_extension()));
		return stem;
	}

	Room &room_of(const std::string &header)
	{
		const fs::path path = below_kernel(header);
		const std::string directory = path.has_parent_path() ? path.begin()->string() : "core";
		Room &room = rooms_[directory];

		if (room.file.empty())
			room.file = files_.take(identifier(directory));
		return room;
	}

	void add(const ExampleBlock &block)
	{
		const std::string stem = stem_of(block.header), suite = "examples_" + stem;
		const std::string name = cases_[suite].take(identifier(block.item));
		const std::string function = functions_.take(fmt::format("example_{}_{}", stem, name));

		if (module_.left_out.contains(block.place()))
			return;
		if (block.kind == Kind::Module) {
			add_module(block);
			return;
		}
		examples_.push_back({ suite, name, block.header, block.first, block.last });
		Room &room = room_of(block.header);
		room.includes.insert(include_of(block.header));
		for (const std::string &line : block.lines)
			if (is_include(line))
				room.includes.insert(line);
		room.functions += function_text(block, function);
		room.cases[suite].push_back(fmt::format("{{ \"{}\", {}{} }}", name, function,
							block.kind == Kind::Scope ? "::example" : ""));
	}

	void add_module(const ExampleBlock &block)
	{
		const std::string name = module_name(block);

		sources_[name + ".cpp"] = head_of(block) + code(block);
		whole_.push_back(name);
		examples_.push_back({ name, "loads", block.header, block.first, block.last });
	}

	/// The text of a block for the file of its room.
	std::string function_text(const ExampleBlock &block, const std::string &function)
	{
		if (block.kind == Kind::Body)
			return fmt::format("static Result<> {}([[maybe_unused]] kunit::Test &test)\n"
					   "{{\n{}return ok;\n}}\n",
					   function, code(block));
		if (block.kind == Kind::Scope)
			return fmt::format("namespace {{ namespace {} {{\n{}}} }}\n", function, code(block));
		// The block is at the global scope of a file of its own.
		const std::string declaration = fmt::format("Result<> {}(kunit::Test &test);\n", function);
		const std::string file = files_.take(function);
		sources_[file + ".cpp"] =
			fmt::format("{}{}#define example {}\n{}", head_of(block), declaration, function, code(block));
		objects_.push_back(file + ".o");
		return declaration;
	}

	void write(const Room &room)
	{
		std::string text = fmt::format("{}{}\n#pragma GCC diagnostic ignored \"-Wunused-function\"\n"
					       "using namespace kernel;\n{}",
					       head, fmt::join(room.includes, "\n"), room.functions);

		for (const auto &[suite, cases] : room.cases)
			text += fmt::format("KUNIT_SUITE({}, {});\n", suite, fmt::join(cases, ", "));
		sources_[room.file + ".cpp"] = text;
		objects_.push_back(room.file + ".o");
	}

	std::string kbuild()
	{
		std::string text = "# SPDX-License-Identifier: GPL-2.0\nobj-m :=";
		std::error_code error;

		if (!objects_.empty())
			text += fmt::format(" {}.o", module_.name);
		for (const std::string &name : whole_)
			text += fmt::format(" {}.o", name);
		std::ranges::sort(objects_);
		if (!objects_.empty())
			text += fmt::format("\n{}-y := suite.o {} ", module_.name, fmt::join(objects_, " "));
		if (!fs::equivalent(root_, root_directory(), error))
			text += fmt::format("\nccflags-y += -I{}", root_.string());
		return text + "\ninclude $(shell kxx --root)/kbuild/kxx.mk\n";
	}

	const ExampleModule &module_;
	fs::path root_;
	/// Whole modules by name, with their places.
	std::map<std::string, std::string> modules_;
	Names files_, functions_, stem_names_;
	/// Stems by header, and case names by suite.
	std::map<std::string, std::string> stems_;
	std::map<std::string, Names> cases_;
	std::map<std::string, Room> rooms_;
	std::vector<std::string> whole_, objects_;
	std::vector<Example> examples_;
	std::map<std::string, std::string> sources_;
};

bool is_ours(const fs::path &source)
{
	return read_file(source).starts_with(head);
}

} // namespace

std::string Example::place() const
{
	return fmt::format("{}:{}", header, first);
}

std::vector<Example> write_examples(const ExampleModule &module)
{
	Generator generator(module);
	std::vector<Example> examples = generator.run();

	make_directory(module.directory);
	for (const fs::directory_entry &entry : fs::directory_iterator(module.directory))
		if (entry.path().extension() == ".cpp" && entry.is_regular_file() &&
		    !generator.sources().contains(entry.path().filename()) && is_ours(entry.path()))
			fs::remove(entry.path());
	for (const auto &[name, text] : generator.sources())
		if (const fs::path file = module.directory / name; !fs::exists(file) || read_file(file) != text)
			write_file(file, text);
	return examples;
}

} // namespace kxx::test
