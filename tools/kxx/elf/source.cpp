// SPDX-License-Identifier: GPL-2.0
#include "elf/source.hpp"

#include <cstdlib>
#include <map>

#include <dwarf.h>
#include <elfutils/libdwfl.h>

#include "elf/demangle.hpp"

namespace kxx::elf {
namespace fs = std::filesystem;

std::string Place::text() const
{
	return file + ":" + std::to_string(line);
}

/// Shortens a path below the working directory, as the compiler would print it.
static std::string shown(const fs::path &file)
{
	fs::path path = file.lexically_normal();
	std::error_code error;
	fs::path here = fs::current_path(error);
	fs::path near = path.lexically_relative(here);

	if (!near.empty() && *near.begin() != "..")
		return near.string();
	return path.string();
}

// Otherwise libdwfl would ask a debuginfod server.
static int no_separate_debuginfo(Dwfl_Module *, void **, const char *, Dwarf_Addr, const char *, const char *,
				 GElf_Word, char **)
{
	return -1;
}

struct SourceMap::Debug {
	Dwfl_Callbacks callbacks{};
	Dwfl *dwfl = nullptr;
	Dwfl_Module *module = nullptr;
	std::map<Dwarf_Addr, Place> variables;
	std::map<std::string, Place> names;
	bool variables_read = false;

	explicit Debug(const fs::path &object)
	{
		callbacks.find_elf = dwfl_build_id_find_elf;
		callbacks.find_debuginfo = no_separate_debuginfo;
		callbacks.section_address = dwfl_offline_section_address;
		dwfl = dwfl_begin(&callbacks);
		if (!dwfl)
			return;
		dwfl_report_begin(dwfl);
		module = dwfl_report_offline(dwfl, "", object.c_str(), -1);
		dwfl_report_end(dwfl, nullptr, nullptr);
		// The look-up of the debug information also relocates it.
		Dwarf_Addr bias;
		if (module && !dwfl_module_getdwarf(module, &bias))
			module = nullptr;
	}

	~Debug()
	{
		if (dwfl)
			dwfl_end(dwfl);
	}

	std::optional<Dwarf_Addr> address(std::size_t section, std::uint64_t offset)
	{
		GElf_Addr bias = 0;
		Elf *elf = module ? dwfl_module_getelf(module, &bias) : nullptr;
		Elf_Scn *scn = elf ? elf_getscn(elf, section) : nullptr;
		GElf_Shdr shdr;

		if (!scn || !gelf_getshdr(scn, &shdr))
			return std::nullopt;
		return shdr.sh_addr + bias + offset;
	}

	static Place place(Dwarf_Die *cu, const char *file, int line)
	{
		fs::path path = file ? file : "";
		Dwarf_Attribute attribute;
		const char *folder = dwarf_formstring(dwarf_attr(cu, DW_AT_comp_dir, &attribute));

		if (path.is_relative() && folder)
			path = fs::path(folder) / path;
		return { shown(path), line };
	}

	static std::optional<Place> declaration(Dwarf_Die *die)
	{
		Dwarf_Die cu;
		int line = 0;
		const char *file = dwarf_decl_file(die);

		if (!file || dwarf_decl_line(die, &line) != 0 || !dwarf_diecu(die, &cu, nullptr, nullptr))
			return std::nullopt;
		return place(&cu, file, line);
	}

	static std::string name(Dwarf_Die *die)
	{
		Dwarf_Attribute attribute;
		const char *linkage = dwarf_formstring(dwarf_attr_integrate(die, DW_AT_linkage_name, &attribute));

		if (linkage)
			return demangle(linkage);
		return qualified_name(*die);
	}

	/// The name of a function without a linker name, with its namespaces and classes in front.
	static std::string qualified_name(Dwarf_Die die)
	{
		Dwarf_Attribute attribute;
		Dwarf_Die declared;
		Dwarf_Die *scopes = nullptr;
		std::string name;

		for (unsigned at : { DW_AT_abstract_origin, DW_AT_specification })
			if (dwarf_formref_die(dwarf_attr(&die, at, &attribute), &declared))
				die = declared;
		int count = dwarf_getscopes_die(&die, &scopes);
		for (int i = count - 1; i >= 0; i--) {
			int tag = dwarf_tag(&scopes[i]);
			const char *part = dwarf_diename(&scopes[i]);

			if (i != 0 && tag != DW_TAG_namespace && tag != DW_TAG_class_type &&
			    tag != DW_TAG_structure_type)
				continue;
			name += part ? part : "(anonymous namespace)";
			if (i != 0)
				name += "::";
		}
		std::free(scopes);
		return name;
	}

	/// The function that covers `pc` and what is inlined there, the outermost first.
	// dwarf_getscopes() fails for units whose ranges are in several unlinked sections.
	static bool find_functions(Dwarf_Die *parent, Dwarf_Addr pc, std::vector<Dwarf_Die> &chain)
	{
		Dwarf_Die die;

		if (dwarf_child(parent, &die) != 0)
			return false;
		do {
			switch (dwarf_tag(&die)) {
			case DW_TAG_subprogram:
			case DW_TAG_inlined_subroutine:
				if (dwarf_haspc(&die, pc) <= 0)
					break;
				chain.push_back(die);
				find_functions(&die, pc, chain);
				return true;
			case DW_TAG_namespace:
			case DW_TAG_lexical_block:
				if (find_functions(&die, pc, chain))
					return true;
			}
		} while (dwarf_siblingof(&die, &die) == 0);
		return false;
	}

	void read_variables(Dwarf_Die *parent, Dwarf_Addr bias)
	{
		Dwarf_Die die;

		if (dwarf_child(parent, &die) != 0)
			return;
		do {
			int tag = dwarf_tag(&die);

			if (tag == DW_TAG_variable || tag == DW_TAG_subprogram) {
				Dwarf_Attribute attribute;
				const char *linkage =
					dwarf_formstring(dwarf_attr(&die, DW_AT_linkage_name, &attribute));

				if (!linkage && dwarf_hasattr(&die, DW_AT_external))
					linkage = dwarf_diename(&die);
				if (linkage)
					if (auto where = declaration(&die))
						names.emplace(linkage, *where);
			}
			if (tag == DW_TAG_variable) {
				Dwarf_Attribute attribute;
				Dwarf_Op *ops = nullptr;
				std::size_t length = 0;

				if (dwarf_attr_integrate(&die, DW_AT_location, &attribute) &&
				    dwarf_getlocation(&attribute, &ops, &length) == 0 && length == 1 &&
				    ops[0].atom == DW_OP_addr)
					if (auto where = declaration(&die))
						variables.emplace(ops[0].number + bias, *where);
			} else if (tag == DW_TAG_namespace || tag == DW_TAG_subprogram || tag == DW_TAG_lexical_block ||
				   tag == DW_TAG_class_type || tag == DW_TAG_structure_type) {
				read_variables(&die, bias);
			}
		} while (dwarf_siblingof(&die, &die) == 0);
	}
};

SourceMap::SourceMap(fs::path object) : object_(std::move(object))
{
}
SourceMap::~SourceMap() = default;

SourceMap::Debug &SourceMap::debug()
{
	if (!debug_)
		debug_ = std::make_unique<Debug>(object_);
	return *debug_;
}

std::optional<Place> SourceMap::at(std::size_t section, std::uint64_t offset)
{
	Debug &d = debug();
	auto address = d.address(section, offset);
	Dwfl_Line *line = address ? dwfl_module_getsrc(d.module, *address) : nullptr;
	int number = 0;

	if (!line)
		return std::nullopt;
	const char *file = dwfl_lineinfo(line, nullptr, &number, nullptr, nullptr, nullptr);
	Dwarf_Addr bias;
	Dwarf_Die *cu = dwfl_module_addrdie(d.module, *address, &bias);
	if (!file || number == 0)
		return std::nullopt;
	return cu ? Debug::place(cu, file, number) : Place{ shown(file), number };
}

std::vector<Frame> SourceMap::frames(std::size_t section, std::uint64_t offset)
{
	Debug &d = debug();
	auto address = d.address(section, offset);
	std::vector<Frame> found;
	Dwarf_Addr bias = 0;
	Dwarf_Die *cu = address ? dwfl_module_addrdie(d.module, *address, &bias) : nullptr;
	auto innermost = at(section, offset);

	if (!cu || !innermost)
		return found;
	std::vector<Dwarf_Die> chain;
	Debug::find_functions(cu, *address - bias, chain);
	Place place = *innermost;
	for (auto die = chain.rbegin(); die != chain.rend(); ++die) {
		found.push_back({ Debug::name(&*die), place });
		Dwarf_Attribute attribute;
		Dwarf_Word line = 0, file = 0;
		Dwarf_Files *files = nullptr;
		if (dwarf_formudata(dwarf_attr(&*die, DW_AT_call_line, &attribute), &line) == 0 &&
		    dwarf_formudata(dwarf_attr(&*die, DW_AT_call_file, &attribute), &file) == 0 &&
		    dwarf_getsrcfiles(cu, &files, nullptr) == 0)
			place = Debug::place(cu, dwarf_filesrc(files, file, nullptr, nullptr), static_cast<int>(line));
	}
	return found;
}

bool SourceMap::read_variables()
{
	Debug &d = debug();

	if (!d.module || d.variables_read)
		return d.module;
	d.variables_read = true;
	Dwarf_Die *cu = nullptr;
	Dwarf_Addr bias = 0;
	while ((cu = dwfl_module_nextcu(d.module, cu, &bias)))
		d.read_variables(cu, bias);
	return true;
}

std::optional<Place> SourceMap::variable(std::size_t section, std::uint64_t offset)
{
	Debug &d = debug();
	auto address = d.address(section, offset);

	if (!address || !read_variables())
		return std::nullopt;
	auto found = d.variables.find(*address);
	return found == d.variables.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Place> SourceMap::declaration(const std::string &name)
{
	if (!read_variables())
		return std::nullopt;
	auto found = debug().names.find(name);
	return found == debug().names.end() ? std::nullopt : std::optional(found->second);
}

} // namespace kxx::elf
