// SPDX-License-Identifier: GPL-2.0
//! The rules about relocations and instructions. Besides check/machine_code.cpp, only this file knows the architecture.
#include <algorithm>
#include <regex>

#include <elf.h>
#include <fmt/format.h>

#include "elf/disassembly.hpp"
#include "gate/inspector.hpp"

namespace kxx::gate {
using elf::Relocation;
using elf::Symbol;

namespace {

/// The relocations that apply_relocate_add() of the module loader supports.
bool loader_knows(std::uint32_t type)
{
	switch (type) {
	case R_X86_64_NONE:
	case R_X86_64_64:
	case R_X86_64_32:
	case R_X86_64_32S:
	case R_X86_64_PC32:
	case R_X86_64_PLT32:
	case R_X86_64_PC64:
		return true;
	}
	return false;
}

bool goes_through_got(std::uint32_t type)
{
	switch (type) {
	case R_X86_64_GOT32:
	case R_X86_64_GOTPCREL:
	case R_X86_64_GOTOFF64:
	case R_X86_64_GOTPC32:
	case R_X86_64_GOT64:
	case R_X86_64_GOTPCREL64:
	case R_X86_64_GOTPC64:
	case R_X86_64_GOTPLT64:
	case R_X86_64_GOTPCRELX:
	case R_X86_64_REX_GOTPCRELX:
		return true;
	}
	return false;
}

bool is_thread_local(std::uint32_t type)
{
	switch (type) {
	case R_X86_64_DTPMOD64:
	case R_X86_64_DTPOFF64:
	case R_X86_64_TPOFF64:
	case R_X86_64_TLSGD:
	case R_X86_64_TLSLD:
	case R_X86_64_DTPOFF32:
	case R_X86_64_GOTTPOFF:
	case R_X86_64_TPOFF32:
	case R_X86_64_GOTPC32_TLSDESC:
	case R_X86_64_TLSDESC_CALL:
	case R_X86_64_TLSDESC:
		return true;
	}
	return false;
}

/// Whether an instruction (AT&T syntax) uses the FPU, MMX or vector registers.
bool uses_vector_or_fpu(std::string_view instruction)
{
	static const std::regex vector_register(R"(%(x|y|z)mm[0-9]|%mm[0-7]|%st(\b|\()|%k[0-7]\b|%tmm[0-7])");
	std::string text(instruction);
	std::string mnemonic = text.substr(0, text.find_first_of(" \t"));

	// Every mnemonic that starts with f is an x87 one; these belong to them.
	if (mnemonic.starts_with("f"))
		return true;
	for (const char *name : { "emms", "ldmxcsr", "stmxcsr", "vldmxcsr", "vstmxcsr", "vzeroupper", "vzeroall",
				  "xsave", "xrstor", "tilerelease" })
		if (mnemonic.starts_with(name))
			return true;
	// Nearly all instructions lack these letters; the expression is only for the rest.
	if (text.find("mm") == std::string::npos && text.find("%st") == std::string::npos &&
	    text.find("%k") == std::string::npos)
		return false;
	return std::regex_search(text, vector_register);
}

/// Whether an instruction is "call 12 <_ZN5ShapeD0Ev>". If a relocation decides the target, the
/// listing names the next function.
bool calls_deleting_destructor(std::string_view instruction)
{
	const std::size_t begin = instruction.rfind('<'), end = instruction.rfind('>');

	return (instruction.starts_with("call") || instruction.starts_with("j")) && begin < end &&
	       end != std::string_view::npos &&
	       is_deleting_destructor(std::string(instruction.substr(begin + 1, end - begin - 1)));
}

} // namespace

void Inspector::relocations()
{
	std::set<std::pair<const Symbol *, std::uint32_t>> seen;

	for (const Relocation &relocation : object_.relocations()) {
		if (relocation.section >= object_.sections().size() || !object_.sections()[relocation.section].loaded())
			continue;
		// A thread_local variable is reported by its name.
		if (loader_knows(relocation.type) || is_thread_local(relocation.type))
			continue;
		const Symbol *in = object_.symbol_at(relocation.section, relocation.offset);
		if (!seen.insert({ in, relocation.type }).second)
			continue;
		if (goes_through_got(relocation.type))
			add_at({ .rule = "got",
				 .message = fmt::format("{} reaches a symbol through a global offset "
							"table, and modules have none",
							object_.relocation_name(relocation.type)),
				 .note = "compile with -fno-PIE -mcmodel=kernel, as the kernel's own "
					 "flags do" },
			       relocation.section, relocation.offset);
		else
			add_at({ .rule = "relocation",
				 .message = fmt::format("the module loader does not know relocation {}",
							object_.relocation_name(relocation.type)),
				 .note = "compile with the kernel's own flags; in assembly, use 64-bit "
					 "or 32-bit addresses" },
			       relocation.section, relocation.offset);
	}
}

void Inspector::instructions()
{
	std::set<const Symbol *> seen;
	std::set<std::pair<std::size_t, std::uint64_t>> relocated;

	for (const Relocation &relocation : object_.relocations())
		relocated.insert({ relocation.section, relocation.offset });
	for (const auto &[section, offset, instruction] : elf::disassemble(object_)) {
		// The operand of "call" and "jmp" is at their second byte, that of "jne" at its third.
		if (calls_deleting_destructor(instruction) && !relocated.contains({ section, offset + 1 }) &&
		    !relocated.contains({ section, offset + 2 }))
			delete_expression(section, offset);
		// "call 12 <name>" and "mov 0(%rip),%rax # 8 <name>" end in names.
		std::string text = instruction.substr(0, instruction.find_first_of("<#"));
		if (!uses_vector_or_fpu(text))
			continue;
		const Symbol *in = object_.symbol_at(section, offset);
		// Data in a code section is listed as such only when its symbol says so.
		if (in && in->is_object())
			continue;
		if (!seen.insert(in).second)
			continue;
		for (char &c : text)
			if (c == '\t')
				c = ' ';
		text.erase(std::unique(text.begin(), text.end(), [](char a, char b) { return a == ' ' && b == ' '; }),
			   text.end());
		while (text.ends_with(' '))
			text.pop_back();
		add_at({ .rule = "floating-point",
			 .message = fmt::format("instruction '{}' uses floating-point or vector "
						"registers, which belong to user space",
						text),
			 .note = "use integers, and compile with the kernel's own flags (-mno-sse "
				 "-mno-80387)" },
		       section, offset);
	}
}

} // namespace kxx::gate
