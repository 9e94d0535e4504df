// SPDX-License-Identifier: GPL-2.0
//! The state that the gate's rules share while they inspect one object.
#pragma once

#include <map>

#include "gate/gate.hpp"

namespace kxx::gate {

/// Whether a symbol is the destructor that also frees ("D0"), or a part of it.
bool is_deleting_destructor(const std::string &symbol);

/// One object under inspection, and its findings so far.
class Inspector {
public:
	Inspector(const elf::Object &object, const Context &context);

	void constructors();
	void thread_locals();
	void guards();
	void undefined_symbols();
	void relocations();
	void instructions();
	void vtables();
	void unwind_tables();
	void linkage();
	void seen_by_objtool();
	void delete_expressions();
	void debug_records();
	void name_lengths();

	std::vector<Finding> take_findings() { return std::move(findings_); }

private:
	using References = std::vector<const elf::Relocation *>;

	/// Adds a finding about a place in the object.
	void add_at(Finding finding, std::size_t section, std::uint64_t offset);
	/// Adds a finding about a symbol, at its first use.
	void add_use(Finding finding, const elf::Symbol &symbol);
	/// Adds a finding about a defined function or variable.
	void add_definition(Finding finding, const elf::Symbol &symbol);

	/// Refuses the delete expression whose code is at this place, unless a deleting destructor is.
	void delete_expression(std::size_t section, std::uint64_t offset);
	void one_constructor(const elf::Relocation &entry, bool destructor);
	bool sanitizer_constructor(const elf::Symbol &function) const;
	/// The variables that a constructor function initialises.
	std::vector<const elf::Symbol *> variables_of(const elf::Symbol &function) const;
	void undefined_symbol(const elf::Symbol &symbol);
	bool config(const std::string &name) const;

	const elf::Object &object_;
	const Context &context_;
	elf::SourceMap source_;
	/// Relocations of loaded sections, by symbol index.
	std::map<std::size_t, References> uses_;
	std::vector<Finding> findings_;
};

} // namespace kxx::gate
