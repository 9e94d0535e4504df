// SPDX-License-Identifier: GPL-2.0
//! The rules about sections, definitions and linkage.
#include "gate/inspector.hpp"

#include <algorithm>

#include <elf.h>
#include <fmt/format.h>

#include "elf/demangle.hpp"

namespace kxx::gate {
using elf::demangle;
using elf::Relocation;
using elf::Section;
using elf::Symbol;

Inspector::Inspector(const elf::Object &object, const Context &context)
	: object_(object), context_(context), source_(object.path())
{
	for (const Relocation &relocation : object.relocations())
		if (relocation.section < object.sections().size() && object.sections()[relocation.section].loaded())
			uses_[relocation.symbol].push_back(&relocation);
}

bool Inspector::config(const std::string &name) const
{
	return context_.kernel && context_.kernel->enabled(name);
}

void Inspector::add_at(Finding finding, std::size_t section, std::uint64_t offset)
{
	const Symbol *symbol = object_.symbol_at(section, offset);

	if (symbol && finding.in.empty())
		finding.in = demangle(symbol->name);
	if (!finding.place) {
		if (object_.sections()[section].executable())
			finding.place = source_.at(section, offset);
		else if (symbol)
			finding.place = source_.variable(section, symbol->value);
	}
	findings_.push_back(std::move(finding));
}

void Inspector::add_use(Finding finding, const Symbol &symbol)
{
	auto found = uses_.find(symbol.index);

	if (found == uses_.end()) {
		findings_.push_back(std::move(finding));
		return;
	}
	// Code is more informative than tables.
	const Relocation *place = found->second.front();
	for (const Relocation *use : found->second)
		if (object_.sections()[use->section].executable()) {
			place = use;
			break;
		}
	add_at(std::move(finding), place->section, place->offset);
}

void Inspector::add_definition(Finding finding, const Symbol &symbol)
{
	// A thread_local variable has an offset, not an address.
	if (symbol.section < object_.sections().size() && !symbol.undefined() && symbol.type != STT_TLS)
		finding.place = finding.place	       ? finding.place
				: symbol.is_function() ? source_.at(symbol.section, symbol.value)
						       : source_.variable(symbol.section, symbol.value);
	if (!finding.place)
		finding.place = source_.declaration(elf::strip_clone(symbol.name));
	findings_.push_back(std::move(finding));
}

std::vector<const Symbol *> Inspector::variables_of(const Symbol &function) const
{
	std::vector<const Symbol *> found;

	for (const Relocation &relocation : object_.relocations()) {
		if (relocation.section != function.section || relocation.offset < function.value ||
		    relocation.offset >= function.value + function.size)
			continue;
		const Symbol *target = object_.target_of(relocation);
		// Variables that are initialised at run time start as zero. Function-local statics
		// (_ZZ) and guards are initialised elsewhere.
		if (target && target->is_object() && target->section < object_.sections().size() &&
		    object_.sections()[target->section].type == SHT_NOBITS && !target->name.starts_with("_ZGV") &&
		    !target->name.starts_with("_ZZ") && std::ranges::find(found, target) == found.end())
			found.push_back(target);
	}
	return found;
}

bool Inspector::sanitizer_constructor(const Symbol &function) const
{
	const std::string &name = function.name;

	if (!config("CONSTRUCTORS"))
		return false;
	if (name.starts_with("asan.module_") || name.starts_with("tsan.module_") || name.starts_with("__llvm_gcov_"))
		return true;
	// GCC names these after the priority; the functions that they call distinguish them.
	if (!name.starts_with("_sub_I_") && !name.starts_with("_sub_D_"))
		return false;
	bool calls_runtime = false;
	for (const Relocation &relocation : object_.relocations()) {
		if (relocation.section != function.section || relocation.offset < function.value ||
		    relocation.offset >= function.value + function.size)
			continue;
		const Symbol *target = object_.target_of(relocation);
		if (!target || !target->undefined())
			continue;
		if (target->name == "__fentry__" || target->name.starts_with("__x86_"))
			continue;
		if (!target->name.starts_with("__asan_") && !target->name.starts_with("__tsan_") &&
		    !target->name.starts_with("__gcov_"))
			return false;
		calls_runtime = true;
	}
	return calls_runtime;
}

/// Functions that collect the initialisation of a whole file.
static bool is_made_by_compiler(const std::string &name)
{
	return name.starts_with("_GLOBAL__sub_") || name.starts_with("__static_initialization_and_destruction") ||
	       name.starts_with("_Z41__static_initialization_and_destruction") || name.starts_with("_sub_I_") ||
	       name.starts_with("_sub_D_");
}

void Inspector::one_constructor(const Relocation &entry, bool destructor)
{
	const Symbol *function = object_.target_of(entry);
	Finding finding{ .rule = destructor ? "static-destructor" : "static-constructor",
			 .message = {},
			 .note = destructor ? "keep the object in the module's class, whose destructor runs "
					      "when the module is unloaded"
					    : "make the variable constinit, or build the object in create()" };

	if (function && !function->is_function())
		function = object_.symbol_at(function->section, entry.addend);
	if (function && sanitizer_constructor(*function))
		return;
	const char *what = destructor ? "destructor" : "constructor";
	auto variables = function ? variables_of(*function) : std::vector<const Symbol *>();
	for (const Symbol *variable : variables) {
		finding.message = fmt::format("'{}' needs a static {}, which the kernel does not run",
					      demangle(variable->name), what);
		add_definition(finding, *variable);
	}
	if (!variables.empty())
		return;
	if (function && is_made_by_compiler(function->name)) {
		finding.message = fmt::format("a static object needs a static {}, which the kernel does "
					      "not run",
					      what);
		for (const Relocation &relocation : object_.relocations()) {
			if (relocation.section != function->section || relocation.offset < function->value ||
			    relocation.offset >= function->value + function->size)
				continue;
			auto frames = source_.frames(relocation.section, relocation.offset);
			if (frames.size() < 2 || is_made_by_compiler(frames.front().function))
				continue;
			finding.in = frames.front().function;
			finding.place = frames.front().place;
			break;
		}
		add_definition(std::move(finding), *function);
	} else if (function) {
		finding.message = fmt::format("'{}' is a static {}, which the kernel does not run",
					      demangle(function->name), what);
		add_definition(std::move(finding), *function);
	} else {
		finding.message = fmt::format("section '{}' holds a static {}, which the kernel does "
					      "not run",
					      object_.sections()[entry.section].name, what);
		findings_.push_back(std::move(finding));
	}
}

void Inspector::constructors()
{
	for (const Section &section : object_.sections()) {
		bool up = section.name.starts_with(".init_array") || section.name.starts_with(".preinit_array") ||
			  section.name.starts_with(".ctors");
		bool down = section.name.starts_with(".fini_array") || section.name.starts_with(".dtors");

		if ((up || down) && section.loaded() && section.size)
			for (const Relocation &relocation : object_.relocations())
				if (relocation.section == section.index)
					one_constructor(relocation, down);
	}
}

void Inspector::thread_locals()
{
	for (const Symbol &symbol : object_.symbols()) {
		if (symbol.type != STT_TLS)
			continue;
		Finding finding{ .rule = "thread-local",
				 .message = fmt::format("'{}' is thread_local, which the kernel does "
							"not have",
							demangle(symbol.name)),
				 .note = "use a per-CPU variable, or keep the value in the object "
					 "that the thread works on" };
		if (symbol.undefined())
			add_use(std::move(finding), symbol);
		else
			add_definition(std::move(finding), symbol);
	}
}

void Inspector::guards()
{
	static const std::string prefix = "guard variable for ";

	for (const Symbol &symbol : object_.symbols()) {
		if (!symbol.name.starts_with("_ZGV"))
			continue;
		std::string variable = demangle(symbol.name);
		if (variable.starts_with(prefix))
			variable.erase(0, prefix.size());
		std::optional<elf::Place> place;
		std::string guarded = "_Z" + elf::strip_clone(symbol.name).substr(4);
		for (const Symbol &other : object_.symbols())
			if (!other.undefined() && elf::strip_clone(other.name) == guarded)
				place = source_.variable(other.section, other.value);
		Finding finding{ .rule = "static-guard",
				 .message = fmt::format("static variable '{}' is initialised at run "
							"time, which needs a guard",
							variable),
				 .note = "make it constinit, or a member of the module's class",
				 .place = place };
		// The variable's name says which function it is in.
		if (place)
			findings_.push_back(std::move(finding));
		else
			add_use(std::move(finding), symbol);
	}
}

void Inspector::vtables()
{
	for (const Symbol &symbol : object_.symbols()) {
		bool vtable = symbol.name.starts_with("_ZTV") || symbol.name.starts_with("_ZTC") ||
			      symbol.name.starts_with("_ZTT");

		if (!vtable || symbol.undefined() || symbol.section >= object_.sections().size())
			continue;
		const Section &section = object_.sections()[symbol.section];
		if (section.writable())
			add_definition({ .rule = "writable-vtable",
					 .message = fmt::format("'{}' lies in the writable section "
								"'{}'",
								demangle(symbol.name), section.name),
					 .note = "compile with -fno-PIE, as the kernel's own flags "
						 "do" },
				       symbol);
	}
}

void Inspector::seen_by_objtool()
{
	// Kernels with IBT run objtool later, on the whole module; others run it on each object.
	if (!config("UNWINDER_ORC") || config("X86_KERNEL_IBT") || config("LTO_CLANG"))
		return;
	bool code = false, unwind = false;
	for (const Section &section : object_.sections()) {
		code |= section.executable() && section.size != 0;
		unwind |= section.name == ".orc_unwind";
	}
	if (code && !unwind)
		findings_.push_back({ .rule = "objtool",
				      .message = "objtool has not run on this object: it has no "
						 "unwind data",
				      .note = "do not set OBJECT_FILES_NON_STANDARD; the link rule of "
					      "kbuild/kxx.mk runs objtool" });
}

bool is_deleting_destructor(const std::string &symbol)
{
	return elf::strip_clone(symbol).ends_with("D0Ev");
}

void Inspector::delete_expression(std::size_t section, std::uint64_t offset)
{
	const Symbol *caller = object_.symbol_at(section, offset);

	// A deleting destructor frees, and the thunk of one calls it.
	if (caller && is_deleting_destructor(caller->name))
		return;
	add_at({ .rule = "operator-delete",
		 .message = "a delete expression frees nothing here",
		 .note = "own the object with the kernel::Box that kernel::make_box returns; it "
			 "destroys and frees by itself" },
	       section, offset);
}

void Inspector::delete_expressions()
{
	// kernel/module/virtual.cpp defines operator delete for the deleting destructors of classes with
	// virtual ones; their vtables refer to those. Any other use comes from a delete expression.
	// One that finds its destructor in a vtable cannot be recognised: operator delete reports
	// it when it runs.
	for (const Relocation &relocation : object_.relocations()) {
		if (relocation.section >= object_.sections().size() ||
		    !object_.sections()[relocation.section].executable())
			continue;
		const Symbol *target = object_.target_of(relocation);
		if (target && !target->undefined() &&
		    (target->name.starts_with("_ZdlPv") || is_deleting_destructor(target->name)))
			delete_expression(relocation.section, relocation.offset);
	}
}

void Inspector::debug_records()
{
	for (const Symbol &symbol : object_.symbols())
		if (symbol.name.find("kxx_record") != std::string::npos && !symbol.undefined() &&
		    symbol.section < object_.sections().size() && object_.sections()[symbol.section].name != "__dyndbg")
			add_definition({ .rule = "debug-record",
					 .message = fmt::format("pr_debug() in a template cannot be "
								"switched on: '{}'",
								demangle(symbol.name)),
					 .note = "call it in a function that is not a template, or use "
						 "pr_info()" },
				       symbol);
}

void Inspector::unwind_tables()
{
	for (const Section &section : object_.sections()) {
		if (!section.size || !section.loaded())
			continue;
		if (section.name.starts_with(".gcc_except_table"))
			findings_.push_back({ .rule = "exceptions",
					      .message = fmt::format("section '{}' is there to catch "
								     "exceptions",
								     section.name),
					      .note = "compile with -fno-exceptions" });
		if (section.name == ".eh_frame" && !config("UNWIND_TABLES"))
			findings_.push_back({ .rule = "unwind-tables",
					      .message = "section '.eh_frame' is not empty, and the "
							 "kernel has no use for it",
					      .note = "compile with "
						      "-fno-asynchronous-unwind-tables and "
						      "-fno-unwind-tables" });
	}
}

void Inspector::linkage()
{
	for (const Symbol &symbol : object_.symbols())
		if (symbol.binding == STB_GNU_UNIQUE)
			add_definition({ .rule = "unique-symbol",
					 .message = fmt::format("'{}' is a GNU unique symbol, which "
								"only a dynamic linker understands",
								demangle(symbol.name)),
					 .note = "compile with -fno-gnu-unique" },
				       symbol);
	for (const Section &section : object_.sections()) {
		if (section.type != SHT_GROUP || section.data.size() < 4 ||
		    !(static_cast<unsigned char>(section.data[0]) & GRP_COMDAT))
			continue;
		std::string name =
			section.info < object_.symbols().size() ? demangle(object_.symbols()[section.info].name) : "?";
		Finding finding{ .rule = "comdat",
				 .message = fmt::format("'{}' is in a COMDAT group, which breaks the "
							"kernel's tables of code places",
							name),
				 .note = "link the module's C++ files with -flto -fwhole-program "
					 "-flinker-output=exec" };
		if (section.info < object_.symbols().size())
			add_definition(std::move(finding), object_.symbols()[section.info]);
		else
			findings_.push_back(std::move(finding));
	}
}

void Inspector::name_lengths()
{
	// struct modversion_info has 64 - sizeof(unsigned long) bytes for a name.
	constexpr std::size_t longest = 55;

	if (!config("MODVERSIONS") || config("EXTENDED_MODVERSIONS"))
		return;
	auto check = [&](const std::string &name, const char *verb, const Symbol *use) {
		if (name.size() <= longest)
			return;
		Finding finding{ .rule = "long-name",
				 .message = fmt::format("{} name '{}' has {} characters, and "
							"CONFIG_MODVERSIONS allows {}",
							verb, name, name.size(), longest),
				 .note = "give it a shorter name with extern \"C\" or asm(\"name\")" };
		if (use && use->undefined())
			add_use(std::move(finding), *use);
		else
			findings_.push_back(std::move(finding));
	};
	std::set<std::string> exported = context_.exports;

	for (const Symbol &symbol : object_.symbols()) {
		if (symbol.undefined() && symbol.binding != STB_LOCAL)
			check(symbol.name, "imported", &symbol);
		for (const char *prefix : { "__ksymtab_", "__export_symbol_" })
			if (!symbol.undefined() && symbol.name.starts_with(prefix))
				exported.insert(symbol.name.substr(std::string(prefix).size()));
	}
	for (const std::string &name : exported)
		check(name, "exported", nullptr);
}

} // namespace kxx::gate
