// SPDX-License-Identifier: GPL-2.0
#include "common/elf_object.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>

#include <fmt/format.h>
#include <gelf.h>

namespace kxx::elf {

bool Section::loaded() const
{
	return flags & SHF_ALLOC;
}

bool Section::writable() const
{
	return flags & SHF_WRITE;
}

bool Section::executable() const
{
	return flags & SHF_EXECINSTR;
}

bool Symbol::is_function() const
{
	return type == STT_FUNC;
}

bool Symbol::is_object() const
{
	return type == STT_OBJECT || type == STT_TLS || type == STT_COMMON;
}

Object::Object(const std::filesystem::path &path) : path_(path)
{
	std::ifstream file(path, std::ios::binary);

	if (!file)
		throw BadFile(fmt::format("cannot open '{}'", path.string()));
	bytes_.assign(std::istreambuf_iterator<char>(file), {});
	elf_version(EV_CURRENT);
	std::unique_ptr<Elf, int (*)(Elf *)> elf(elf_memory(bytes_.data(), bytes_.size()), elf_end);
	GElf_Ehdr header;
	if (!elf || elf_kind(elf.get()) != ELF_K_ELF || !gelf_getehdr(elf.get(), &header))
		throw BadFile(fmt::format("'{}' is not an ELF file", path.string()));
	if (header.e_type != ET_REL)
		throw BadFile(fmt::format("'{}' is not a relocatable object", path.string()));
	machine_ = header.e_machine;

	std::size_t names = 0, count = 0;
	elf_getshdrstrndx(elf.get(), &names);
	// It counts none if the table of sections is not in the file.
	elf_getshdrnum(elf.get(), &count);
	if (header.e_shoff &&
	    (count == 0 || header.e_shoff > bytes_.size() ||
	     count > (bytes_.size() - header.e_shoff) / gelf_fsize(elf.get(), ELF_T_SHDR, 1, EV_CURRENT)))
		throw BadFile(fmt::format("'{}' is cut short", path.string()));
	sections_.emplace_back();
	for (Elf_Scn *scn = nullptr; (scn = elf_nextscn(elf.get(), scn));) {
		GElf_Shdr shdr;

		if (!gelf_getshdr(scn, &shdr))
			throw BadFile(fmt::format("'{}' is cut short", path.string()));
		Section &section = sections_.emplace_back();
		const char *name = elf_strptr(elf.get(), names, shdr.sh_name);
		section.index = elf_ndxscn(scn);
		section.name = name ? name : "";
		section.type = shdr.sh_type;
		section.flags = shdr.sh_flags;
		section.size = shdr.sh_size;
		section.link = shdr.sh_link;
		section.info = shdr.sh_info;
		if (shdr.sh_type == SHT_NOBITS)
			continue;
		if (shdr.sh_offset > bytes_.size() || shdr.sh_size > bytes_.size() - shdr.sh_offset)
			throw BadFile(fmt::format("'{}' is cut short", path.string()));
		section.data = std::string_view(bytes_).substr(shdr.sh_offset, shdr.sh_size);
	}

	Elf_Data *extended = nullptr;
	for (const Section &section : sections_)
		if (section.type == SHT_SYMTAB_SHNDX)
			extended = elf_getdata(elf_getscn(elf.get(), section.index), nullptr);
	for (const Section &section : sections_) {
		if (section.type != SHT_SYMTAB)
			continue;
		Elf_Data *data = elf_getdata(elf_getscn(elf.get(), section.index), nullptr);
		std::size_t entry = gelf_fsize(elf.get(), ELF_T_SYM, 1, EV_CURRENT);
		for (std::size_t i = 0; data && i < section.size / entry; i++) {
			GElf_Sym sym;
			Elf32_Word wide = 0;

			if (!gelf_getsymshndx(data, extended, i, &sym, &wide))
				break;
			const char *name = elf_strptr(elf.get(), section.link, sym.st_name);
			symbols_.push_back({ i, name ? name : "", sym.st_value, sym.st_size,
					     sym.st_shndx == SHN_XINDEX ? wide : sym.st_shndx,
					     static_cast<std::uint8_t>(GELF_ST_TYPE(sym.st_info)),
					     static_cast<std::uint8_t>(GELF_ST_BIND(sym.st_info)) });
		}
	}

	for (const Section &section : sections_) {
		if (section.type != SHT_RELA)
			continue;
		Elf_Data *data = elf_getdata(elf_getscn(elf.get(), section.index), nullptr);
		std::size_t entry = gelf_fsize(elf.get(), ELF_T_RELA, 1, EV_CURRENT);
		for (std::size_t i = 0; data && i < section.size / entry; i++) {
			GElf_Rela rela;

			if (!gelf_getrela(data, i, &rela))
				break;
			relocations_.push_back({ section.info, rela.r_offset,
						 static_cast<std::uint32_t>(GELF_R_TYPE(rela.r_info)),
						 GELF_R_SYM(rela.r_info), rela.r_addend });
		}
	}
}

const Section *Object::find_section(std::string_view name) const
{
	for (const Section &section : sections_)
		if (section.name == name)
			return &section;
	return nullptr;
}

const Section *Object::section_of(const Symbol &symbol) const
{
	return symbol.undefined() || symbol.section >= sections_.size() ? nullptr : &sections_[symbol.section];
}

const Symbol *Object::find_symbol(std::string_view name) const
{
	for (const Symbol &symbol : symbols_)
		if (symbol.name == name && symbol.type != STT_SECTION && section_of(symbol))
			return &symbol;
	return nullptr;
}

std::string_view Object::bytes_of(const Symbol &symbol) const
{
	const Section *section = section_of(symbol);

	if (!section || symbol.value > section->data.size())
		return {};
	return section->data.substr(symbol.value, symbol.size);
}

std::vector<Relocation> Object::relocations_of(const Symbol &symbol) const
{
	const std::uint64_t end = symbol.value + bytes_of(symbol).size();
	std::vector<Relocation> result;

	for (const Relocation &relocation : relocations_)
		if (relocation.section == symbol.section && relocation.offset >= symbol.value &&
		    relocation.offset < end)
			result.push_back(relocation);
	// The assembler writes those of subsections first.
	std::ranges::stable_sort(result, {}, &Relocation::offset);
	return result;
}

const Symbol *Object::symbol_at(std::size_t section, std::uint64_t offset) const
{
	const Symbol *best = nullptr;

	for (const Symbol &symbol : symbols_) {
		if (symbol.section != section || symbol.undefined() || !(symbol.is_function() || symbol.is_object()))
			continue;
		if (symbol.value > offset || offset >= symbol.value + symbol.size)
			continue;
		if (!best || symbol.value > best->value)
			best = &symbol;
	}
	return best;
}

/// The size of the immediate operand after the displacement at `offset` of x86-64 code.
static unsigned immediate_after(std::string_view code, std::uint64_t offset)
{
	auto byte = [&](unsigned before) {
		return offset >= before && offset < code.size() ? static_cast<unsigned char>(code[offset - before])
								: 0u;
	};
	const unsigned modrm = byte(1), opcode = byte(2);

	// Without a ModR/M byte for relative addressing, it is the displacement of a call or a
	// jump.
	if ((modrm & 0xc7) != 0x05)
		return 0;
	const bool test = (modrm >> 3 & 7) < 2;
	const unsigned word = byte(3) == 0x66 ? 2 : 4;
	switch (opcode) {
	case 0xc0: // shifts; after 0x0f, xadd
	case 0xc1:
		return byte(3) == 0x0f ? 0 : 1;
	case 0x6b:
	case 0x80:
	case 0x83:
	case 0xa4: // after 0x0f, like the two that follow
	case 0xac:
	case 0xba:
	case 0xc6:
		return 1;
	case 0x69:
	case 0x81:
	case 0xc7:
		return word;
	case 0xf6:
		return test ? 1 : 0;
	case 0xf7:
		return test ? word : 0;
	}
	return 0;
}

const Symbol *Object::target_of(const Relocation &relocation) const
{
	if (relocation.symbol == 0 || relocation.symbol >= symbols_.size())
		return nullptr;
	const Symbol &symbol = symbols_[relocation.symbol];
	if (symbol.type != STT_SECTION)
		return &symbol;
	bool relative = machine_ == EM_X86_64 && sections_[relocation.section].executable() &&
			(relocation.type == R_X86_64_PC32 || relocation.type == R_X86_64_PLT32);
	if (!relative)
		return symbol_at(symbol.section, relocation.addend);
	// The operand is relative to the next instruction, which comes after it and an immediate operand.
	return symbol_at(symbol.section,
			 relocation.addend + 4 +
				 immediate_after(sections_[relocation.section].data, relocation.offset));
}

std::string Object::relocation_name(std::uint32_t type) const
{
	static const std::map<std::uint32_t, std::string> x86 = {
		{ R_X86_64_NONE, "R_X86_64_NONE" },
		{ R_X86_64_64, "R_X86_64_64" },
		{ R_X86_64_PC32, "R_X86_64_PC32" },
		{ R_X86_64_GOT32, "R_X86_64_GOT32" },
		{ R_X86_64_PLT32, "R_X86_64_PLT32" },
		{ R_X86_64_COPY, "R_X86_64_COPY" },
		{ R_X86_64_GLOB_DAT, "R_X86_64_GLOB_DAT" },
		{ R_X86_64_JUMP_SLOT, "R_X86_64_JUMP_SLOT" },
		{ R_X86_64_RELATIVE, "R_X86_64_RELATIVE" },
		{ R_X86_64_GOTPCREL, "R_X86_64_GOTPCREL" },
		{ R_X86_64_32, "R_X86_64_32" },
		{ R_X86_64_32S, "R_X86_64_32S" },
		{ R_X86_64_16, "R_X86_64_16" },
		{ R_X86_64_PC16, "R_X86_64_PC16" },
		{ R_X86_64_8, "R_X86_64_8" },
		{ R_X86_64_PC8, "R_X86_64_PC8" },
		{ R_X86_64_DTPMOD64, "R_X86_64_DTPMOD64" },
		{ R_X86_64_DTPOFF64, "R_X86_64_DTPOFF64" },
		{ R_X86_64_TPOFF64, "R_X86_64_TPOFF64" },
		{ R_X86_64_TLSGD, "R_X86_64_TLSGD" },
		{ R_X86_64_TLSLD, "R_X86_64_TLSLD" },
		{ R_X86_64_DTPOFF32, "R_X86_64_DTPOFF32" },
		{ R_X86_64_GOTTPOFF, "R_X86_64_GOTTPOFF" },
		{ R_X86_64_TPOFF32, "R_X86_64_TPOFF32" },
		{ R_X86_64_PC64, "R_X86_64_PC64" },
		{ R_X86_64_GOTOFF64, "R_X86_64_GOTOFF64" },
		{ R_X86_64_GOTPC32, "R_X86_64_GOTPC32" },
		{ R_X86_64_GOT64, "R_X86_64_GOT64" },
		{ R_X86_64_GOTPCREL64, "R_X86_64_GOTPCREL64" },
		{ R_X86_64_GOTPC64, "R_X86_64_GOTPC64" },
		{ R_X86_64_GOTPLT64, "R_X86_64_GOTPLT64" },
		{ R_X86_64_PLTOFF64, "R_X86_64_PLTOFF64" },
		{ R_X86_64_SIZE32, "R_X86_64_SIZE32" },
		{ R_X86_64_SIZE64, "R_X86_64_SIZE64" },
		{ R_X86_64_GOTPC32_TLSDESC, "R_X86_64_GOTPC32_TLSDESC" },
		{ R_X86_64_TLSDESC_CALL, "R_X86_64_TLSDESC_CALL" },
		{ R_X86_64_TLSDESC, "R_X86_64_TLSDESC" },
		{ R_X86_64_GOTPCRELX, "R_X86_64_GOTPCRELX" },
		{ R_X86_64_REX_GOTPCRELX, "R_X86_64_REX_GOTPCRELX" },
	};

	if (machine_ == EM_X86_64)
		if (auto found = x86.find(type); found != x86.end())
			return found->second;
	return fmt::format("type {}", type);
}

} // namespace kxx::elf
