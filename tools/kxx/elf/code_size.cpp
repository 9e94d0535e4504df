// SPDX-License-Identifier: GPL-2.0
#include "elf/code_size.hpp"

#include <algorithm>
#include <set>

#include "elf/demangle.hpp"

namespace kxx::elf {

CodeSize measure_code(const Object &object)
{
	CodeSize size;
	std::set<std::pair<std::size_t, std::uint64_t>> seen;
	std::uint64_t in_functions = 0;

	for (const Section &section : object.sections()) {
		if (!section.executable() || !section.loaded() || !section.size)
			continue;
		size.total += section.size;
		size.sections[section.name] += section.size;
	}
	// If a place has two names (init_module and its alias), the better known one is kept.
	std::vector<const Symbol *> functions;
	// __pfx_f is the padding in front of f, named by objtool.
	for (const Symbol &symbol : object.symbols())
		if (symbol.is_function() && !symbol.name.starts_with("__pfx_") && !symbol.undefined() && symbol.size &&
		    symbol.section < object.sections().size() && object.sections()[symbol.section].executable())
			functions.push_back(&symbol);
	std::ranges::stable_sort(functions, [](const Symbol *a, const Symbol *b) { return a->binding > b->binding; });
	for (const Symbol *symbol : functions) {
		if (!seen.insert({ symbol->section, symbol->value }).second)
			continue;
		size.functions[demangle(symbol->name)] += symbol->size;
		in_functions += symbol->size;
	}
	size.rest = size.total > in_functions ? size.total - in_functions : 0;
	return size;
}

} // namespace kxx::elf
