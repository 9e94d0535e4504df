// SPDX-License-Identifier: GPL-2.0
#include "elf/disassembly.hpp"

#include <algorithm>
#include <charconv>
#include <sstream>
#include <string_view>

#include <fmt/format.h>

#include "common/process.hpp"

namespace kxx::elf {

std::vector<Instruction> disassemble(const Object &object)
{
	static constexpr std::string_view header = "Disassembly of section ";
	std::vector<Instruction> found;

	if (std::ranges::none_of(object.sections(), [](const Section &one) { return one.executable() && one.size; }))
		return found;
	const RunResult listing =
		run({ "objdump", "-d", "-w", "--no-show-raw-insn", "-M", "att", object.path().string() });
	if (!listing.ok())
		throw BadFile(fmt::format("cannot disassemble '{}': objdump is missing or failed (apt-get install "
					  "binutils)",
					  object.path().string()));
	std::istringstream lines(listing.out);
	const Section *section = nullptr;
	std::size_t last_section = 0;

	for (std::string line; std::getline(lines, line);) {
		if (line.starts_with(header)) {
			const std::string name = line.substr(header.size(), line.size() - header.size() - 1);

			// Sections may share a name; objdump lists them in the order of the file.
			section = nullptr;
			for (const Section &candidate : object.sections())
				if (candidate.index > last_section && candidate.name == name &&
				    candidate.executable()) {
					section = &candidate;
					last_section = candidate.index;
					break;
				}
			continue;
		}
		const std::size_t colon = line.find(":\t");
		if (!section || !line.starts_with(' ') || colon == std::string::npos)
			continue;
		Instruction instruction{ .section = section->index, .text = line.substr(colon + 2) };
		std::from_chars(line.data() + line.find_first_not_of(' '), line.data() + colon, instruction.offset, 16);
		found.push_back(std::move(instruction));
	}
	return found;
}

} // namespace kxx::elf
