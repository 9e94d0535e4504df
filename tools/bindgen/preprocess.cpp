// SPDX-License-Identifier: GPL-2.0
#include "preprocess.hpp"

#include "common/compiler.hpp"
#include "common/failure.hpp"
#include "common/files.hpp"

#include <algorithm>
#include <cctype>
#include <sstream>
#include <string_view>

namespace kxx::bindgen {
namespace fs = std::filesystem;
namespace {

bool is_word(char c)
{
	return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

/// "include/uapi/linux/fs.h" → "uapi/linux/fs".
std::string key_of(const std::string &path)
{
	std::string key = path;
	std::size_t at = key.rfind("/include/");

	if (at != std::string::npos)
		key = key.substr(at + 9);
	else if (key.rfind("include/", 0) == 0)
		key = key.substr(8);
	else if ((at = key.rfind("/helpers/")) != std::string::npos)
		key = key.substr(at + 1);
	else
		key = fs::path(key).filename().string();
	for (const char *prefix : { "generated/asm/", "generated/uapi/" })
		if (key.rfind(prefix, 0) == 0)
			key = key.substr(10);
	if (key.size() > 2 && key.ends_with(".h"))
		key.resize(key.size() - 2);
	return key;
}

/// Follows linemarkers and tracks the current file and the current root header.
class FileStack {
public:
	explicit FileStack(Model &model, const std::string &input) : model_(model), input_(input) {}

	/// Handles `# LINE "PATH" FLAGS`.
	void marker(std::string_view text)
	{
		std::size_t quote = text.find('"'), end = text.rfind('"');

		if (quote == std::string_view::npos || end <= quote)
			return;
		unsigned before = line;
		line = std::strtoul(text.data() + 2, nullptr, 10);
		std::string path(text.substr(quote + 1, end - quote - 1));
		std::string_view rest = text.substr(end + 1);
		if (!path.empty() && path[0] != '<' && path != input_)
			model_.opened.insert(path);
		bool enter = rest.find(" 1") != std::string_view::npos;
		bool leave = rest.find(" 2") != std::string_view::npos;
		if (enter && in_input_)
			choose_root(before);
		in_input_ = path == input_;
		int id = file_id(path);

		if (enter) {
			if (current >= 0 && id >= 0)
				model_.files[current].includes.insert(id);
			stack_.push_back(id);
		} else if (leave && !stack_.empty()) {
			stack_.pop_back();
		} else if (stack_.empty()) {
			stack_.push_back(id);
		} else {
			stack_.back() = id;
		}
		current = id;
	}

	int current = -1;
	unsigned line = 0;
	/// By line of the input file: the header that this line includes.
	std::vector<std::string> roots;

private:
	/// The marker that enters a header comes right after the line of its #include.
	void choose_root(unsigned at)
	{
		for (unsigned candidate : { at, at - 1, at + 1 })
			if (candidate < roots.size() && !roots[candidate].empty()) {
				root_ = roots[candidate];
				return;
			}
	}

	int file_id(const std::string &path)
	{
		// The compiler includes stdc-predef.h by itself, also in C++.
		if (path.empty() || path[0] == '<' || path == input_ || path.ends_with("/stdc-predef.h"))
			return -1;
		if (auto known = by_path_.find(path); known != by_path_.end())
			return known->second;
		std::string key = key_of(path);
		auto [same, fresh] = by_key_.try_emplace(key, model_.files.size());

		if (fresh) {
			HeaderFile file;

			file.path = path;
			file.key = key;
			file.root = root_;
			model_.files.push_back(file);
		}
		return by_path_[path] = same->second;
	}

	Model &model_;
	std::string input_;
	std::string root_;
	bool in_input_ = false;
	std::vector<int> stack_;
	std::map<std::string, int> by_path_;
	std::map<std::string, int> by_key_;
};

void define(Model &model, std::string_view text, int file)
{
	Macro macro;
	std::size_t end = 0;

	while (end < text.size() && is_word(text[end]))
		++end;
	macro.name = text.substr(0, end);
	macro.file = file;
	macro.function_like = end < text.size() && text[end] == '(';
	macro.body = text.substr(end);
	model.macros[macro.name] = macro;
}

} // namespace

std::string input_text(const Input &input)
{
	// Named address spaces exist only in GCC's C; for compilers without them, the headers have
	// another path with the same layout.
	std::string text = "#undef CONFIG_USE_X86_SEG_SUPPORT\n#undef CONFIG_CC_HAS_NAMED_AS\n";

	if (!input.header_list.empty()) {
		std::istringstream list(read_file(input.header_list));

		for (std::string line; std::getline(list, line);) {
			if (line.rfind("#include", 0) != 0) {
				text += line + "\n";
				continue;
			}
			std::string name = line.substr(line.find_first_of("<\""));
			text += "#if __has_include(" + name + ")\n#include " + name + "\n#else\n#pragma kxx_missing " +
				name + "\n#endif\n";
		}
	}
	for (const fs::path &header : input.headers)
		text += "#include \"" + fs::absolute(header).string() + "\"\n";
	if (!input.helpers.empty() && fs::exists(input.helpers)) {
		std::vector<fs::path> helpers;

		for (const fs::directory_entry &entry : fs::recursive_directory_iterator(input.helpers))
			if (entry.path().extension() == ".h")
				helpers.push_back(entry.path());
		std::sort(helpers.begin(), helpers.end());
		for (const fs::path &helper : helpers)
			text += "#include \"" + fs::absolute(helper).string() + "\"\n";
	}
	return text;
}

void preprocess(const Input &input, const Flags &flags, const fs::path &work, Model &model)
{
	const std::string source = (work / "input.c").string();
	const std::string text = input_text(input);

	write_file(source, text);
	RunResult result = run_compiler(flags.command({ "-w", "-E", "-dD", source }), { .directory = flags.directory });
	if (!result.ok())
		throw Failure{ Fault::Environment, "the kernel's preprocessor refused the headers:\n" + result.err };

	FileStack stack(model, source);
	std::istringstream lines(text);
	stack.roots.emplace_back();
	for (std::string line; std::getline(lines, line);) {
		std::string root;

		if (line.rfind("#include ", 0) == 0) {
			root = line.substr(10, line.size() - 11);
			if (line[9] == '"')
				root = fs::path(root).is_absolute() && input.helpers.empty()
					       ? root
					       : "helpers/" + fs::relative(root, input.helpers).string();
		}
		stack.roots.push_back(root);
	}

	bool fresh = true;
	std::string_view all(result.out);
	model.text.reserve(all.size());
	for (std::size_t at = 0; at < all.size();) {
		std::size_t end = all.find('\n', at);
		std::string_view line = all.substr(at, end - at);

		at = end == std::string_view::npos ? all.size() : end + 1;
		if (line.size() > 2 && line[0] == '#') {
			if (line[1] == ' ' && std::isdigit(static_cast<unsigned char>(line[2]))) {
				stack.marker(line);
				fresh = true;
				continue;
			}
			if (line.rfind("#define ", 0) == 0) {
				if (stack.current >= 0)
					define(model, line.substr(8), stack.current);
			} else if (line.rfind("#undef ", 0) == 0) {
				std::string name(line.substr(7));
				model.macros.erase(name);
			} else if (line.rfind("#pragma kxx_missing ", 0) == 0) {
				model.dropped.push_back(
					{ "header", std::string(line.substr(20)), "this kernel does not have it", -1 });
			} else if (line.rfind("#pragma pack", 0) == 0) {
				model.text += line;
				model.text += '\n';
			}
			++stack.line;
			continue;
		}
		if (!line.empty()) {
			if (fresh) {
				model.origins.push_back(
					{ static_cast<unsigned>(model.text.size()), stack.current, stack.line });
				fresh = false;
			}
			model.text += line;
			model.text += '\n';
		} else {
			fresh = true;
		}
		++stack.line;
	}
}

void expand_macros(const Flags &flags, const fs::path &work, Model &model)
{
	std::string text;
	std::vector<Macro *> order;

	for (auto &[name, macro] : model.macros)
		text += "#define " + name + macro.body + "\n";
	text += "\n@ start\n";
	for (auto &[name, macro] : model.macros) {
		if (macro.function_like || macro.body.find_first_not_of(" \t") == std::string::npos)
			continue;
		text += "@" + std::to_string(order.size()) + " " + name + "\n";
		order.push_back(&macro);
	}
	write_file(work / "macros.c", text);

	std::vector<std::string> extra;
	Flags bare = flags;
	bare.c_flags.clear();
	for (std::size_t i = 0; i < flags.c_flags.size(); ++i) {
		if (flags.c_flags[i] == "-include")
			++i;
		else
			bare.c_flags.push_back(flags.c_flags[i]);
	}
	RunResult result = run_compiler(bare.command({ "-w", "-E", "-P", (work / "macros.c").string() }),
					{ .directory = flags.directory });
	if (!result.ok())
		throw Failure{ Fault::Environment, "the kernel's preprocessor refused the macros:\n" + result.err };
	std::istringstream lines(result.out);
	bool started = false;
	for (std::string line; std::getline(lines, line);) {
		if (line == "@ start")
			started = true;
		if (!started || line.size() < 3 || line[0] != '@' || line[1] == ' ')
			continue;
		std::size_t space = line.find(' ');
		if (space == std::string::npos)
			continue;
		std::size_t index = std::strtoul(line.c_str() + 1, nullptr, 10);
		if (index < order.size())
			order[index]->expansion = line.substr(space + 1);
	}
}

void read_macro_list(const Input &input, Model &model)
{
	if (input.macro_list.empty())
		return;
	std::istringstream lines(read_file(input.macro_list));
	std::string header, shim_header, pending;
	bool comment = false;
	int number = 0;

	for (std::string line; std::getline(lines, line);) {
		++number;
		// Comments are on their own lines or start with //.
		if (comment || line.rfind("/*", 0) == 0) {
			comment = line.find("*/") == std::string::npos;
			continue;
		}
		std::string through;
		if (std::size_t at = line.find("//"); at != std::string::npos) {
			// "#include <linux/wait.h> // through helpers/wait.h"
			if (std::size_t word = line.find("through ", at); word != std::string::npos)
				through = line.substr(word + 8);
			line.resize(at);
		}
		std::size_t first = line.find_first_not_of(" \t");
		if (first == std::string::npos)
			continue;
		if (line.rfind("#include", 0) == 0) {
			header = line.substr(line.find_first_of("<\"") + 1);
			header.resize(header.find_first_of(">\""));
			shim_header = through;
			continue;
		}
		pending += (pending.empty() ? "" : " ") + line.substr(first);
		if (pending.back() != ';')
			continue;
		pending.pop_back();
		// The name is the word before the first "(".
		std::size_t paren = pending.find('(');
		std::size_t end = paren;
		while (end != std::string::npos && end > 0 && pending[end - 1] == ' ')
			--end;
		std::size_t begin = end;
		while (begin != std::string::npos && begin > 0 && is_word(pending[begin - 1]))
			--begin;
		if (paren == std::string::npos || begin == end || header.empty())
			throw Failure{ Fault::Environment, input.macro_list.string() + ":" + std::to_string(number) +
								   ": not a prototype under an #include: " + pending };
		model.prototypes.push_back({ pending.substr(begin, end - begin), header, shim_header,
					     pending.substr(0, begin), pending.substr(paren), number });
		pending.clear();
	}
}

} // namespace kxx::bindgen
