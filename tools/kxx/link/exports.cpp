// SPDX-License-Identifier: GPL-2.0
#include "link/exports.hpp"

#include <cstring>
#include <fstream>
#include <set>
#include <sstream>

#include <elf.h>
#include <fmt/format.h>

#include "cli/command.hpp"
#include "common/files.hpp"

namespace kxx::link {
namespace {

/// The record as kernel/module/export.hpp declares it.
struct Record {
	std::uint64_t address; ///< filled by a relocation
	std::uint64_t signature;
	std::uint64_t gpl_only;
};

std::string contents(const std::filesystem::path &path)
{
	std::ifstream file(path, std::ios::binary);
	std::ostringstream text;

	text << file.rdbuf();
	return text.str();
}

template <typename T>
T at(const std::string &image, std::size_t offset)
{
	T value{};

	if (offset + sizeof(T) > image.size())
		throw cli::Failure{ cli::exit_findings, "the linked object is truncated", {} };
	std::memcpy(&value, image.data() + offset, sizeof(T));
	return value;
}

} // namespace

std::vector<Export> exports_of(const std::filesystem::path &object)
{
	const std::string image = contents(object);
	const auto header = at<Elf64_Ehdr>(image, 0);
	auto section = [&](std::size_t index) {
		return at<Elf64_Shdr>(image, header.e_shoff + index * sizeof(Elf64_Shdr));
	};
	const auto names = section(header.e_shstrndx);
	std::vector<Export> exports;

	for (std::size_t i = 0; i < header.e_shnum; i++) {
		const auto relocations = section(i);
		if (relocations.sh_type != SHT_RELA)
			continue;
		const auto records = section(relocations.sh_info);
		if (std::strcmp(image.c_str() + names.sh_offset + records.sh_name,
				".discard.kxx_export") != 0)
			continue;
		const auto symbols = section(relocations.sh_link);
		const auto strings = section(symbols.sh_link);
		for (std::size_t r = 0; r < relocations.sh_size / sizeof(Elf64_Rela); r++) {
			const auto relocation = at<Elf64_Rela>(image, relocations.sh_offset +
									      r * sizeof(Elf64_Rela));
			const auto symbol = at<Elf64_Sym>(
				image, symbols.sh_offset + ELF64_R_SYM(relocation.r_info) *
								   sizeof(Elf64_Sym));
			Export one;
			if (ELF64_ST_TYPE(symbol.st_info) == STT_SECTION) {
				// The assembler may name a local symbol by its section and offset.
				for (std::size_t s = 0; s < symbols.sh_size / sizeof(Elf64_Sym); s++) {
					const auto other = at<Elf64_Sym>(
						image, symbols.sh_offset + s * sizeof(Elf64_Sym));
					auto type = ELF64_ST_TYPE(other.st_info);
					if (other.st_shndx == symbol.st_shndx &&
					    other.st_value ==
						    static_cast<std::uint64_t>(relocation.r_addend) &&
					    (type == STT_FUNC || type == STT_OBJECT))
						one.symbol = image.c_str() + strings.sh_offset +
							     other.st_name;
				}
			} else {
				one.symbol = image.c_str() + strings.sh_offset + symbol.st_name;
			}
			const auto record = at<Record>(image, records.sh_offset + relocation.r_offset);
			one.signature = record.signature;
			one.gpl_only = record.gpl_only != 0;
			exports.push_back(one);
		}
	}
	return exports;
}

void write_exports(const std::filesystem::path &file, const std::vector<Export> &exports)
{
	std::string text = "// SPDX-License-Identifier: GPL-2.0\n"
			   "/* Generated from the EXPORT_SYMBOL()s of this module's C++ files. */\n"
			   "#include <linux/export.h>\n"
			   "#include <linux/module.h>\n";

	std::set<std::uint64_t> signatures;
	for (const Export &one : exports) {
		if (signatures.insert(one.signature).second)
			text += fmt::format("struct kxx_signature_{:016x} {{ char unused; }};\n",
					    one.signature);
		text += fmt::format("extern struct kxx_signature_{:016x} {}[];\nEXPORT_SYMBOL{}({});\n",
				    one.signature, one.symbol, one.gpl_only ? "_GPL" : "", one.symbol);
	}
	if (contents(file) != text)
		write_file(file, text);
}

} // namespace kxx::link
