// SPDX-License-Identifier: GPL-2.0
#include "link/exports.hpp"

#include <cstring>
#include <fstream>
#include <set>
#include <sstream>

#include <elf.h>
#include <fmt/format.h>

#include "common/elf_object.hpp"
#include "common/failure.hpp"
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

/// The function or variable that begins at the place, or "".
std::string symbol_at(const elf::Object &object, std::size_t section, std::int64_t offset)
{
	std::string name;

	for (const elf::Symbol &symbol : object.symbols())
		if (symbol.section == section && symbol.value == static_cast<std::uint64_t>(offset) &&
		    (symbol.type == STT_FUNC || symbol.type == STT_OBJECT))
			name = symbol.name;
	return name;
}

Export export_of(const elf::Object &object, const elf::Section &records, const elf::Relocation &address)
{
	const elf::Symbol &target = object.symbols().at(address.symbol);
	Record record{};
	Export one;

	if (address.offset > records.data.size() || sizeof(record) > records.data.size() - address.offset)
		throw elf::BadFile("a record of an exported symbol is cut short");
	std::memcpy(&record, records.data.data() + address.offset, sizeof(record));
	// The assembler may name a local symbol by its section and offset.
	one.symbol = target.type == STT_SECTION ? symbol_at(object, target.section, address.addend) : target.name;
	one.signature = record.signature;
	one.gpl_only = record.gpl_only != 0;
	return one;
}

} // namespace

std::vector<Export> exports_of(const std::filesystem::path &path)
{
	std::vector<Export> exports;

	try {
		const elf::Object object(path);

		for (const elf::Relocation &relocation : object.relocations()) {
			const elf::Section &section = object.sections().at(relocation.section);

			if (section.name == ".discard.kxx_export")
				exports.push_back(export_of(object, section, relocation));
		}
	} catch (const elf::BadFile &) {
		throw Failure{ Fault::Work, "the linked object is truncated", {} };
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
			text += fmt::format("struct kxx_signature_{:016x} {{ char unused; }};\n", one.signature);
		text += fmt::format("extern struct kxx_signature_{:016x} {}[];\nEXPORT_SYMBOL{}({});\n", one.signature,
				    one.symbol, one.gpl_only ? "_GPL" : "", one.symbol);
	}
	if (contents(file) != text)
		write_file(file, text);
}

} // namespace kxx::link
