// SPDX-License-Identifier: GPL-2.0
#include "compare_code.hpp"

#include "common/compiler.hpp"
#include "common/elf_object.hpp"
#include "common/failure.hpp"
#include "common/paths.hpp"
#include "common/files.hpp"
#include "common/terminal.hpp"
#include "kbuild_flags.hpp"

#include <algorithm>
#include <cstdio>
#include <elf.h>
#include <fstream>
#include <functional>
#include <future>
#include <regex>
#include <set>
#include <sstream>

namespace kxx::bindgen {
namespace fs = std::filesystem;
namespace {

struct Caller {
	std::string name;
	std::string shim;
	std::string c;
	std::string cxx;
};

struct Result {
	unsigned same = 0;
	/// Same instructions, another order or other registers, with both sizes.
	std::vector<std::string> different;
	/// Cannot be called with arguments unknown at compile time.
	std::set<std::string> refused;
};

/// foo.isra.0, foo.constprop.1 and foo.lto_priv.2 all mean foo.
std::string plain_symbol(const std::string &name)
{
	std::size_t dot = name.find('.', 1);

	return dot == std::string::npos ? name : name.substr(0, dot);
}

/// One function: its bytes without the parts that relocations fill in, and the relocations as text.
struct Code {
	std::string bytes;
	std::vector<std::string> targets;

	bool operator==(const Code &) const = default;
};

/// The first thing that differs.
std::string first_difference(const Code &c, const Code &cxx)
{
	for (std::size_t i = 0; i < c.bytes.size() && i < cxx.bytes.size(); ++i)
		if (c.bytes[i] != cxx.bytes[i])
			return "code at " + std::to_string(i);
	for (std::size_t i = 0; i < c.targets.size() && i < cxx.targets.size(); ++i)
		if (c.targets[i] != cxx.targets[i])
			return "refers to " + c.targets[i] + ", in C++ to " + cxx.targets[i];
	return "length";
}

Code normalised(const elf::Object &file, const elf::Symbol &symbol)
{
	std::string bytes(file.bytes_of(symbol));
	std::vector<std::string> targets;

	for (const elf::Relocation &relocation : file.relocations_of(symbol)) {
		const elf::Symbol &to = file.symbols().at(relocation.symbol);
		const elf::Section *section = file.section_of(to);
		const std::string in = section ? section->name : "";
		const std::string name = to.type == STT_SECTION ? in : to.name;
		const std::uint64_t place = relocation.offset - symbol.value;
		unsigned width = relocation.type == R_X86_64_64 || relocation.type == R_X86_64_PC64 ? 8 : 4;
		std::string target = name;
		int64_t addend = relocation.addend;

		for (unsigned i = 0; i < width && place + i < bytes.size(); ++i)
			bytes[place + i] = 0;
		if (in.starts_with(".rodata")) {
			// For a literal, the content counts, not the place.
			int64_t at = to.value + addend + (relocation.type == R_X86_64_PC32 ? 4 : 0);
			std::string_view data = section->data;

			if (at >= 0 && at < static_cast<int64_t>(data.size())) {
				std::string_view text = data.substr(at);

				text = text.substr(0, text.find('\0'));
				bool string = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
					return c == '\n' || (c >= ' ' && c <= '~');
				});
				target = "literal " + std::string(string ? text : data.substr(at, 8));
				// KASAN describes a frame with the lines of its variables.
				static const std::regex line(":[0-9]+");
				if (string)
					target = std::regex_replace(target, line, "");
				addend = 0;
			}
		} else if (in.starts_with(".text")) {
			target = plain_symbol(name.starts_with(".text.") ? name.substr(6) : name);
			// A jump inside the function itself is the same in both.
			if (to.section == symbol.section)
				target = "self";
		} else if (section) {
			target = plain_symbol(name.substr(0, 5));
			addend = 0;
		}
		targets.push_back(target + (addend < 0 ? "" : "+") + std::to_string(addend) + " at " +
				  std::to_string(place) + " type " + std::to_string(relocation.type));
	}
	return { bytes, targets };
}

/// Names of callers in a compiler's messages.
std::set<std::string> blamed(const std::string &messages)
{
	static const std::regex pattern("kxx_call_(\\w+)");
	std::set<std::string> names;
	std::istringstream lines(messages);
	std::string function;

	// "In function 'f'," and "inlined from 'f'" stand before the line with "error:".
	std::set<std::string> pending;
	for (std::string line; std::getline(lines, line);) {
		bool context =
			line.find("In function") != std::string::npos || line.find("inlined from") != std::string::npos;
		std::smatch match;

		if (line.find("In function") != std::string::npos)
			pending.clear();
		if (context && std::regex_search(line, match, pattern))
			pending.insert(match[1]);
		if (line.find("error:") != std::string::npos) {
			names.insert(pending.begin(), pending.end());
			if (std::regex_search(line, match, pattern))
				names.insert(match[1]);
		}
	}
	return names;
}

/// The line, with the helpers of this tree: bindings come from the cache, and the tree that made
/// them may no longer exist.
std::string of_this_tree(const std::string &line)
{
	const std::size_t at = line.rfind("/helpers/");

	if (line.rfind("#include \"", 0) != 0 || at == std::string::npos)
		return line;
	return "#include \"" + root_directory().string() + line.substr(at);
}

class Comparison {
public:
	Comparison(const Flags &flags, const fs::path &bindings, const fs::path &work)
		: flags_(flags), bindings_(bindings), work_(work)
	{
		std::ifstream in(bindings / "input.c");

		for (std::string line; std::getline(in, line);)
			if (line.rfind("#undef CONFIG_", 0) != 0)
				headers_ += of_this_tree(line) + "\n";
		for (const fs::directory_entry &entry : fs::recursive_directory_iterator(bindings / "include"))
			if (entry.path().extension() == ".hpp")
				cxx_headers_ += "#include <" +
						fs::relative(entry.path(), bindings / "include").string() + ">\n";
	}

	Result run_chunk(std::vector<Caller> callers, unsigned number) const
	{
		Result result;
		const fs::path base = work_ / ("chunk" + std::to_string(number));
		auto path = [&](const char *suffix) { return base.string() + suffix; };

		for (int attempt = 0; attempt < 12 && !callers.empty(); ++attempt) {
			std::string messages = build(callers, path);

			if (messages.empty()) {
				compare(callers, path, result);
				break;
			}
			std::set<std::string> names = blamed(messages);
			if (names.empty() && callers.size() > 1) {
				// The assembler names no function, so find it by bisection.
				std::size_t half = callers.size() / 2;
				for (auto part : { std::vector<Caller>(callers.begin(), callers.begin() + half),
						   std::vector<Caller>(callers.begin() + half, callers.end()) }) {
					Result inner = run_chunk(part, number);

					result.same += inner.same;
					result.different.insert(result.different.end(), inner.different.begin(),
								inner.different.end());
					result.refused.insert(inner.refused.begin(), inner.refused.end());
				}
				return result;
			}
			if (names.empty() && messages.find("Error:") != std::string::npos)
				names.insert(callers.front().name.substr(6));
			if (names.empty()) {
				std::fputs(messages.substr(0, 4000).c_str(), stderr);
				throw Failure{ Fault::Environment, "a chunk of callers does not compile" };
			}
			std::erase_if(callers,
				      [&](const Caller &caller) { return names.count(caller.name.substr(6)) != 0; });
			result.refused.insert(names.begin(), names.end());
		}
		for (const char *suffix : { ".c", ".o", ".shim.c", ".shim.o", ".cpp", ".cpp.o", ".lto.o" })
			fs::remove(path(suffix));
		return result;
	}

private:
	/// Builds both sides; the messages of the first step that fails.
	std::string build(const std::vector<Caller> &callers,
			  const std::function<std::string(const char *)> &path) const
	{
		std::string c = headers_;
		std::string shim = "#include \"" + (root_directory() / "bindings/shims.h").string() + "\"\n" + headers_;
		std::string cxx = cxx_headers_ + "extern \"C\" {\n";

		for (const Caller &caller : callers) {
			c += caller.c + "\n";
			shim += caller.shim + "\n";
			cxx += "__attribute__((externally_visible)) " + caller.cxx + "\n";
		}
		write_file(path(".c"), c);
		write_file(path(".shim.c"), shim);
		write_file(path(".cpp"), cxx + "}\n");
		RunOptions options{ .directory = flags_.directory };
		RunResult step = run_compiler(
			flags_.command({ "-w", "-g0", "-ffunction-sections", "-c", path(".c"), "-o", path(".o") }),
			options);
		if (!step.ok())
			return step.err;
		step = run_compiler(flags_.command({ "-w", "-g0", "-flto", "-fno-fat-lto-objects", "-c",
						     path(".shim.c"), "-o", path(".shim.o") }),
				    options);
		if (!step.ok())
			return step.err;
		std::vector<std::string> words = { flags_.cxx };
		std::vector<std::string> kernel = flags_.cxx_flags();
		words.insert(words.end(), kernel.begin(), kernel.end());
		words.insert(words.end(), { "-w", "-g0", "-flto", "-ffunction-sections" });
		std::vector<std::string> compile = words, link = words;
		compile.insert(compile.end(),
			       { "-std=gnu++20", "-fno-exceptions", "-fno-rtti", "-fno-fat-lto-objects",
				 "-I" + (bindings_ / "include").string(), "-c", path(".cpp"), "-o", path(".cpp.o") });
		step = run_compiler(compile, options);
		if (!step.ok())
			return step.err;
		link.insert(link.end(),
			    { "-r", "-nostdlib", "-flto-partition=none", "-fwhole-program", "-flinker-output=exec",
			      path(".cpp.o"), path(".shim.o"), "-o", path(".lto.o") });
		step = run_compiler(link, options);
		return step.ok() ? "" : step.err;
	}

	static void compare(const std::vector<Caller> &callers, const std::function<std::string(const char *)> &path,
			    Result &result)
	{
		const elf::Object c(path(".o")), cxx(path(".lto.o"));

		for (const Caller &caller : callers) {
			std::string name = "kxx_call_" + caller.name.substr(6);
			const elf::Symbol *left = c.find_symbol(name), *right = cxx.find_symbol(name);

			if (!left || !right) {
				result.different.push_back(caller.name + " (missing)");
			} else {
				Code in_c = normalised(c, *left);
				Code in_cxx = normalised(cxx, *right);

				if (in_c == in_cxx)
					++result.same;
				else
					result.different.push_back(caller.name + " (" +
								   std::to_string(in_c.bytes.size()) + " bytes, C++ " +
								   std::to_string(in_cxx.bytes.size()) +
								   "): " + first_difference(in_c, in_cxx));
			}
		}
	}

	const Flags &flags_;
	fs::path bindings_;
	fs::path work_;
	std::string headers_;
	std::string cxx_headers_;
};

std::vector<Caller> read_callers(const fs::path &path, unsigned sample)
{
	std::vector<Caller> callers;
	std::ifstream in(path);

	for (std::string line; std::getline(in, line);) {
		std::istringstream columns(line);
		Caller caller;

		std::getline(columns, caller.name, '\t');
		std::getline(columns, caller.shim, '\t');
		std::getline(columns, caller.c, '\t');
		std::getline(columns, caller.cxx, '\t');
		callers.push_back(caller);
	}
	if (!sample || sample >= callers.size())
		return callers;
	// Chosen evenly over all headers, and the same in every run.
	std::vector<Caller> chosen;
	for (unsigned i = 0; i < sample; ++i)
		chosen.push_back(callers[i * callers.size() / sample]);
	return chosen;
}

} // namespace

int compare_code(const fs::path &kernel_build, const fs::path &bindings, unsigned sample, double wanted)
{
	constexpr std::size_t chunk_size = 600;
	Flags flags = ask_kbuild(kernel_build);
	std::vector<Caller> callers = read_callers(bindings / "layout" / "callers.tsv", sample);
	std::string name = (fs::temp_directory_path() / "kxx-compare-XXXXXX").string();

	if (callers.empty())
		throw Failure{ Fault::Environment, "no inline functions are bound" };
	if (!mkdtemp(name.data()))
		throw Failure{ Fault::Environment, "cannot create a temporary directory" };
	const Temporary temporary(name);
	const fs::path &work = temporary.path();
	Comparison comparison(flags, bindings, work);
	std::vector<std::vector<Caller>> chunks;
	for (std::size_t at = 0; at < callers.size(); at += chunk_size)
		chunks.emplace_back(callers.begin() + at, callers.begin() + std::min(at + chunk_size, callers.size()));
	Result total;
	// Two chunks run at a time, since each is a chain of compilers.
	for (std::size_t i = 0; i < chunks.size(); i += 2) {
		std::future<Result> other;

		if (i + 1 < chunks.size())
			other = std::async(std::launch::async,
					   [&, i] { return comparison.run_chunk(chunks[i + 1], i + 1); });
		std::vector<Result> results = { comparison.run_chunk(chunks[i], i) };
		if (other.valid())
			results.push_back(other.get());
		for (const Result &result : results) {
			total.same += result.same;
			total.different.insert(total.different.end(), result.different.begin(), result.different.end());
			total.refused.insert(result.refused.begin(), result.refused.end());
		}
		print_progress("compared " + std::to_string(std::min((i + 2) * chunk_size, callers.size())) + " of " +
			       std::to_string(callers.size()));
	}
	std::size_t compared = total.same + total.different.size();
	double share = compared ? static_cast<double>(total.same) / compared : 0;
	for (const std::string &difference : total.different)
		std::printf("differs: %s\n", difference.c_str());
	for (const std::string &refused : total.refused)
		std::printf("needs constants: %s\n", refused.c_str());
	std::printf("%8zu  callers\n%8zu  need arguments known at compile time\n"
		    "%8zu  compared\n%8u  same machine code (%.2f %%)\n",
		    callers.size(), total.refused.size(), compared, total.same, share * 100);
	return share >= wanted ? 0 : 1;
}

} // namespace kxx::bindgen
