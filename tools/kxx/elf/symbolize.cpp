// SPDX-License-Identifier: GPL-2.0
#include "elf/symbolize.hpp"

#include <algorithm>
#include <regex>

#include <fmt/format.h>

#include "elf/demangle.hpp"

namespace kxx::elf {
namespace fs = std::filesystem;

/// The kernel's name for a module file: "my-mod.ko" is my_mod.
static std::string module_name(const fs::path &file)
{
	std::string name = file.filename().string();

	name = name.substr(0, name.find('.'));
	std::ranges::replace(name, '-', '_');
	return name;
}

/// Mangled names of a text, demangled.
static std::string demangle_text(const std::string &text)
{
	static const std::regex mangled(R"(_Z[A-Za-z0-9_]+(\.[A-Za-z0-9_.]*[A-Za-z0-9_])?)");
	std::string out;
	auto last = text.begin();

	for (std::sregex_iterator it(text.begin(), text.end(), mangled), end; it != end; ++it) {
		out.append(last, (*it)[0].first);
		out += demangle((*it).str());
		last = (*it)[0].second;
	}
	out.append(last, text.end());
	return out;
}

Symbolizer::Symbolizer(std::vector<fs::path> modules, fs::path search)
	: given_(std::move(modules)), search_(std::move(search))
{
}

Symbolizer::Module *Symbolizer::find_module(const std::string &name)
{
	if (auto found = modules_.find(name); found != modules_.end())
		return found->second.get();

	fs::path file;
	for (const fs::path &path : given_)
		if (module_name(path) == name)
			file = path;
	if (file.empty() && !search_.empty()) {
		std::error_code error;
		fs::file_time_type newest{};
		fs::recursive_directory_iterator it(search_, fs::directory_options::skip_permission_denied, error), end;
		for (; !error && it != end; it.increment(error)) {
			const fs::path &path = it->path();

			if (it->is_directory(error) && (path.filename().string().starts_with('.') || it.depth() > 8))
				it.disable_recursion_pending();
			if (path.extension() != ".ko" || module_name(path) != name)
				continue;
			fs::file_time_type time = fs::last_write_time(path, error);
			if (file.empty() || time > newest) {
				file = path;
				newest = time;
			}
		}
	}
	std::unique_ptr<Module> &module = modules_[name];
	if (file.empty()) {
		missing_.push_back(name);
		return nullptr;
	}
	module = std::make_unique<Module>(file);
	return module.get();
}

std::vector<Frame> Symbolizer::locate(Module &module, const std::string &function, std::uint64_t offset,
				      std::uint64_t size, bool return_address)
{
	const Symbol *best = nullptr;

	// The kernel measures a function up to the next symbol, so its size is never too small.
	// That distinguishes static functions with the same name.
	for (const Symbol &symbol : module.object.symbols()) {
		if (symbol.name != function || symbol.undefined() || !symbol.is_function() || offset > size)
			continue;
		auto distance = [size](const Symbol &s) { return s.size > size ? s.size : size - s.size; };
		if (!best || distance(symbol) < distance(*best))
			best = &symbol;
	}
	if (!best)
		return {};
	if (return_address && offset > 0)
		offset--;
	std::uint64_t place = best->value + offset;
	auto frames = module.source.frames(best->section, place);
	// The symbol name includes the parameters; the debug information of a linked program may
	// lack them.
	if (!frames.empty())
		frames.back().function = demangle(function);
	else if (auto line = module.source.at(best->section, place))
		frames.push_back({ demangle(function), *line });
	return frames;
}

std::string Symbolizer::line(const std::string &text)
{
	// function+0x12/0x40 [module], [module build-id], [module(taint)]
	static const std::regex place(R"(([A-Za-z_.$][A-Za-z0-9_.$]*)\+0x([0-9a-f]+)/0x([0-9a-f]+))"
				      R"(( \[([A-Za-z0-9_-]+)(\([A-Z]+\))?( [0-9a-f]+)?\])?)");
	std::string out;
	std::vector<Frame> frames;
	// The places where a CPU stopped are exact; those of a call trace are after the call.
	const bool exact = text.find("RIP:") != std::string::npos || text.find("RIP ") != std::string::npos ||
			   text.find("pc : ") != std::string::npos;
	auto last = text.begin();

	for (std::sregex_iterator it(text.begin(), text.end(), place), end; it != end; ++it) {
		const std::smatch &match = *it;

		found_++;
		out += demangle_text(std::string(last, match[0].first));
		out += demangle_clone(match[1]) + "+0x" + match[2].str() + "/0x" + match[3].str() + match[4].str();
		last = match[0].second;
		std::string name = match[5].str();
		std::ranges::replace(name, '-', '_');
		Module *module = match[5].matched ? find_module(name) : nullptr;
		if (!module)
			continue;
		auto found = locate(*module, match[1], std::stoull(match[2], nullptr, 16),
				    std::stoull(match[3], nullptr, 16), !exact);
		if (found.size() == 1)
			out += " at " + found.front().place.text();
		else
			frames.insert(frames.end(), found.begin(), found.end());
	}
	out += demangle_text(std::string(last, text.end()));
	found_ += out != text;
	for (std::size_t i = 0; i < frames.size(); i++)
		out += fmt::format("\n\tat {} in {}{}", frames[i].place.text(), frames[i].function,
				   i + 1 < frames.size() ? " (inlined)" : "");
	return out;
}

} // namespace kxx::elf
