// SPDX-License-Identifier: GPL-2.0
#include "vm/modules.hpp"

#include "common/failure.hpp"
#include "common/process.hpp"
#include "kernels/store.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include <elf.h>
#include <fmt/format.h>

namespace kxx::vm {
namespace fs = std::filesystem;

namespace {

std::vector<std::string> split(std::string_view text, char separator)
{
	std::vector<std::string> parts;

	while (!text.empty()) {
		std::size_t end = std::min(text.find(separator), text.size());

		if (end != 0)
			parts.emplace_back(text.substr(0, end));
		text.remove_prefix(std::min(end + 1, text.size()));
	}
	return parts;
}

std::string kernel_spelling(std::string name)
{
	std::ranges::replace(name, '-', '_');
	return name;
}

void add_once(std::vector<std::string> &names, std::string name)
{
	if (std::ranges::find(names, name) == names.end())
		names.push_back(std::move(name));
}

template <typename T>
T read_at(std::string_view bytes, std::size_t offset)
{
	T value;

	if (offset > bytes.size() || sizeof(T) > bytes.size() - offset)
		throw Failure{ Fault::Environment, "not a kernel module: the file is cut off" };
	std::memcpy(&value, bytes.data() + offset, sizeof(T));
	return value;
}

std::string_view slice(std::string_view bytes, std::size_t offset, std::size_t size)
{
	if (offset > bytes.size() || size > bytes.size() - offset)
		throw Failure{ Fault::Environment, "not a kernel module: the file is cut off" };
	return bytes.substr(offset, size);
}

std::string_view find_section(std::string_view bytes, std::string_view wanted)
{
	if (!bytes.starts_with(ELFMAG) || bytes.size() < sizeof(Elf64_Ehdr) || bytes[EI_CLASS] != ELFCLASS64)
		throw Failure{ Fault::Environment, "not a kernel module" };
	const auto header = read_at<Elf64_Ehdr>(bytes, 0);
	const auto section = [&](std::size_t i) {
		return read_at<Elf64_Shdr>(bytes, header.e_shoff + i * sizeof(Elf64_Shdr));
	};
	const Elf64_Shdr strings = section(header.e_shstrndx);
	const std::string_view names = slice(bytes, strings.sh_offset, strings.sh_size);

	for (std::size_t i = 1; i < header.e_shnum; i++) {
		const Elf64_Shdr candidate = section(i);
		if (candidate.sh_name < names.size() && std::string_view(names.data() + candidate.sh_name) == wanted)
			return slice(bytes, candidate.sh_offset, candidate.sh_size);
	}
	throw Failure{ Fault::Environment, fmt::format("not a kernel module: no section {}", wanted) };
}

/// Depth-first visit that emits a module after its dependencies.
class Sorter {
public:
	using Find = std::function<std::optional<ModuleInfo>(const std::string &)>;

	Sorter(const std::vector<ModuleInfo> &modules, const Find &find) : modules_(modules), find_(find) {}

	void visit(const std::string &name, std::string_view wanted_by)
	{
		State &state = states_[name];

		if (state == State::Done)
			return;
		if (state == State::Open)
			throw Failure{ Fault::Environment, fmt::format("module '{}' depends on itself", name) };
		state = State::Open;
		auto own = std::ranges::find(modules_, name, &ModuleInfo::name);
		std::optional<ModuleInfo> info;
		if (own != modules_.end())
			info = *own;
		else
			info = find_(name);
		if (!info)
			throw Failure{ Fault::Environment,
				       wanted_by.empty() ? fmt::format("the kernel has no module '{}'", name)
							 : fmt::format("module '{}' needs '{}', which is neither given "
								       "nor part of the kernel",
								       wanted_by, name) };
		for (const std::string &dependency : info->depends)
			visit(dependency, name);
		states_[name] = State::Done;
		(own != modules_.end() ? order.modules : order.dependencies).push_back(*info);
	}

	LoadOrder order;

private:
	enum class State { New, Open, Done };
	const std::vector<ModuleInfo> &modules_;
	const Find &find_;
	std::map<std::string, State> states_;
};

} // namespace

std::string module_name(const fs::path &path)
{
	std::string name = path.filename().string();

	return kernel_spelling(name.substr(0, name.find(".ko")));
}

ModuleInfo parse_modinfo(std::string_view section, std::string_view fallback_name)
{
	ModuleInfo info{ .name = std::string(fallback_name) };

	for (const std::string &entry : split(section, '\0')) {
		const std::size_t equals = entry.find('=');
		if (equals == std::string::npos)
			continue;
		const std::string key = entry.substr(0, equals), value = entry.substr(equals + 1);
		if (key == "name")
			info.name = kernel_spelling(value);
		else if (key == "depends")
			for (const std::string &name : split(value, ','))
				info.depends.push_back(kernel_spelling(name));
		else if (key == "parmtype" || key == "parm")
			add_once(info.parameters, value.substr(0, value.find(':')));
		else if (key == "vermagic")
			info.vermagic = value;
	}
	return info;
}

std::string read_module(const fs::path &path)
{
	static const std::map<std::string, const char *> programs{ { ".xz", "xz" },
								   { ".zst", "zstd" },
								   { ".gz", "gzip" } };
	const auto program = programs.find(path.extension().string());

	if (!fs::is_regular_file(path))
		throw Failure{ Fault::Environment, fmt::format("no such file: '{}'", path.string()) };
	if (program == programs.end())
		return kernels::read_text(path);
	RunResult result = run({ program->second, "-dc", path });
	if (!result.ok())
		throw Failure{ Fault::Environment, fmt::format("cannot unpack '{}': {}", path.string(), result.err) };
	return std::move(result.out);
}

ModuleInfo read_modinfo(const fs::path &path)
{
	try {
		const std::string bytes = read_module(path);
		ModuleInfo info = parse_modinfo(find_section(bytes, ".modinfo"), module_name(path));

		info.path = path;
		return info;
	} catch (const std::runtime_error &error) {
		throw Failure{ Fault::Environment, fmt::format("'{}': {}", path.string(), error.what()) };
	}
}

std::map<std::string, fs::path> index_modules(const fs::path &directory)
{
	std::map<std::string, fs::path> index;

	for (const char *part : { "kernel", "updates", "extra" }) {
		if (directory.empty() || !fs::is_directory(directory / part))
			continue;
		for (const fs::directory_entry &entry : fs::recursive_directory_iterator(directory / part))
			if (entry.path().filename().string().find(".ko") != std::string::npos)
				index[module_name(entry.path())] = entry.path();
	}
	return index;
}

LoadOrder order_modules(const std::vector<ModuleInfo> &modules, const std::vector<std::string> &extra,
			const std::function<std::optional<ModuleInfo>(const std::string &)> &find)
{
	Sorter sorter(modules, find);

	for (const std::string &name : extra)
		sorter.visit(kernel_spelling(name), {});
	for (const ModuleInfo &module : modules)
		sorter.visit(module.name, {});
	return std::move(sorter.order);
}

} // namespace kxx::vm
