// SPDX-License-Identifier: GPL-2.0
#include "elf_file.hpp"

#include "kbuild_flags.hpp"

#include <algorithm>
#include <cstring>
#include <elf.h>
#include <fstream>
#include <sstream>

namespace kxx::bindgen {

ElfFile::ElfFile(const std::filesystem::path &path)
{
	std::ifstream in(path, std::ios::binary);
	std::ostringstream text;

	text << in.rdbuf();
	data_ = text.str();
	if (data_.size() < sizeof(Elf64_Ehdr) || std::memcmp(data_.data(), ELFMAG, SELFMAG) != 0)
		throw UsageError(path.string() + " is not an ELF object");
	auto at = [&](uint64_t offset) {
		if (offset > data_.size())
			throw UsageError(path.string() + " is cut short");
		return data_.data() + offset;
	};
	Elf64_Ehdr header;
	std::memcpy(&header, data_.data(), sizeof(header));
	std::vector<Elf64_Shdr> headers(header.e_shnum);
	std::memcpy(headers.data(), at(header.e_shoff), headers.size() * sizeof(Elf64_Shdr));
	const char *names = at(headers.at(header.e_shstrndx).sh_offset);
	std::vector<std::string> section_names;
	for (const Elf64_Shdr &section : headers) {
		std::string name = names + section.sh_name;

		section_names.push_back(name);
		if (section.sh_type == SHT_PROGBITS)
			sections_[name] = std::string_view(data_).substr(section.sh_offset,
									 section.sh_size);
	}
	std::vector<Elf64_Sym> symbols;
	const char *strings = nullptr;
	for (const Elf64_Shdr &section : headers)
		if (section.sh_type == SHT_SYMTAB) {
			symbols.resize(section.sh_size / sizeof(Elf64_Sym));
			std::memcpy(symbols.data(), at(section.sh_offset),
				    symbols.size() * sizeof(Elf64_Sym));
			strings = at(headers.at(section.sh_link).sh_offset);
		}
	for (const Elf64_Sym &symbol : symbols) {
		if (symbol.st_shndx == SHN_UNDEF || symbol.st_shndx >= headers.size() ||
		    ELF64_ST_TYPE(symbol.st_info) == STT_SECTION)
			continue;
		Symbol entry;
		entry.section = section_names[symbol.st_shndx];
		entry.value = symbol.st_value;
		entry.is_function = ELF64_ST_TYPE(symbol.st_info) == STT_FUNC;
		if (auto bytes = sections_.find(entry.section); bytes != sections_.end() &&
		    symbol.st_value <= bytes->second.size())
			entry.bytes = bytes->second.substr(symbol.st_value, symbol.st_size);
		symbols_[strings + symbol.st_name] = entry;
	}
	for (const Elf64_Shdr &section : headers) {
		if (section.sh_type != SHT_RELA)
			continue;
		std::vector<Relocation> &list = relocations_[section_names.at(section.sh_info)];
		for (uint64_t i = 0; i < section.sh_size / sizeof(Elf64_Rela); ++i) {
			Elf64_Rela raw;
			Relocation entry;

			std::memcpy(&raw, at(section.sh_offset + i * sizeof(raw)), sizeof(raw));
			const Elf64_Sym &symbol = symbols.at(ELF64_R_SYM(raw.r_info));
			entry.offset = raw.r_offset;
			entry.type = ELF64_R_TYPE(raw.r_info);
			entry.addend = raw.r_addend;
			entry.value = symbol.st_value;
			if (symbol.st_shndx != SHN_UNDEF && symbol.st_shndx < headers.size())
				entry.section = section_names[symbol.st_shndx];
			entry.symbol = ELF64_ST_TYPE(symbol.st_info) == STT_SECTION ?
					       entry.section :
					       strings + symbol.st_name;
			list.push_back(entry);
		}
	}
}

std::vector<Relocation> ElfFile::relocations(const Symbol &symbol) const
{
	std::vector<Relocation> result;
	auto list = relocations_.find(symbol.section);

	if (list == relocations_.end())
		return result;
	for (Relocation entry : list->second)
		if (entry.offset >= symbol.value &&
		    entry.offset < symbol.value + symbol.bytes.size()) {
			entry.offset -= symbol.value;
			result.push_back(entry);
		}
	// The assembler writes those of subsections first.
	std::sort(result.begin(), result.end(), [](const Relocation &a, const Relocation &b) {
		return a.offset < b.offset;
	});
	return result;
}

std::string_view ElfFile::section(const std::string &name) const
{
	auto found = sections_.find(name);

	return found == sections_.end() ? std::string_view() : found->second;
}

} // namespace kxx::bindgen
