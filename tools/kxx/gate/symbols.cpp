// SPDX-License-Identifier: GPL-2.0
//! The rules about symbols that nothing defines.
#include <regex>

#include <elf.h>
#include <fmt/format.h>

#include "elf/demangle.hpp"
#include "gate/inspector.hpp"

namespace kxx::gate {
using elf::demangle;
using elf::Symbol;

namespace {

bool any_prefix(const std::string &name, std::initializer_list<const char *> prefixes)
{
	for (const char *prefix : prefixes)
		if (name.starts_with(prefix))
			return true;
	return false;
}

bool is_exception_support(const std::string &name)
{
	static const std::set<std::string> names = {
		"__cxa_throw",
		"__cxa_rethrow",
		"__cxa_begin_catch",
		"__cxa_end_catch",
		"__cxa_allocate_exception",
		"__cxa_free_exception",
		"__cxa_get_exception_ptr",
		"__cxa_throw_bad_array_new_length",
		"__cxa_call_unexpected",
		"__cxa_call_terminate",
		"__cxa_init_primary_exception",
	};

	return names.contains(name) ||
	       any_prefix(name, { "__gxx_personality", "__gcc_personality", "DW.ref.", "_Unwind_", "__register_frame",
				  "__deregister_frame", "__frame_state_for" });
}

/// The functions of libgcc for binary and decimal floating-point numbers: __muldf3, __floattidf,
/// __bid_addsd3.
bool is_float_support(const std::string &name)
{
	static const std::regex shape("__(add|sub|mul|div|neg|eq|ne|lt|le|gt|ge|unord|powi|extend|trunc|fix|fixuns)"
				      "(hf|bf|sf|df|xf|tf|hc|sc|dc|xc|tc)(hf|bf|sf|df|xf|tf|si|di|ti)?[23]?|"
				      "__(float|floatun)(si|di|ti)(hf|bf|sf|df|xf|tf)|"
				      "__(bid|dfp|sfp|binary[0-9]+_to_bid).*|isinfd[0-9]+");

	return std::regex_match(name, shape);
}

/// The functions of libgcc for integers. kernel/module/libgcc/ defines those that GCC calls
/// implicitly.
bool is_integer_support(const std::string &name)
{
	static const std::regex shape(
		"__(abs|add|sub|mul|neg)v[sdt]i[23]|"
		"__(ashl|ashr|lshr|bswap|clrsb|clz|cmp|ucmp|ctz|div|divmod|ffs|mod|mul|mulo|neg|parity|"
		"popcount|udiv|udivmod|umod)[sdt]i[234]|__udiv_w_sdiv|__clz_tab|__popcount_tab");

	return std::regex_match(name, shape);
}

/// The rest of libgcc: split stacks, stubs for saved registers, processor features, trampolines.
bool is_other_runtime(const std::string &name)
{
	static const std::set<std::string> names = {
		"__clear_cache", "__enable_execute_stack", "__eprintf", "__gcc_bcmp", "__CTOR_LIST__",
		"__DTOR_LIST__", "__wrap_pthread_create",
	};

	return names.contains(name) ||
	       any_prefix(name,
			  { "__cxa_", "_ITM_", "_ZGTt", "__morestack", "__generic_", "__splitstack_", "__stack_split_",
			    "__sse_savms64", "__sse_resms64", "__avx_savms64", "__avx_resms64", "__gcclibcxx_" });
}

bool is_standard_library(const std::string &name)
{
	return any_prefix(name, { "_ZSt", "_ZNSt", "_ZNKSt", "_ZGVNSt", "_ZNSa", "_ZNSs", "_ZNKSs", "_ZNSi", "_ZNSo",
				  "_ZN9__gnu_cxx", "_ZNK9__gnu_cxx", "__glibcxx_", "__libc_single_threaded" });
}

} // namespace

void Inspector::undefined_symbol(const Symbol &symbol)
{
	const std::string &name = symbol.name;
	const std::string shown = demangle(name);

	if (context_.exported_elsewhere.contains(name))
		return;
	// The compiler refers to this symbol weakly.
	if (name == "__cxa_pure_virtual" || name == "__cxa_deleted_virtual")
		return add_use({ .rule = "pure-virtual",
				 .message = fmt::format("a vtable needs '{}', which nobody defines", name),
				 .note = "let the build link kernel/module/virtual.cpp, or give the virtual "
					 "function a body" },
			       symbol);
	if (symbol.binding == STB_WEAK)
		return add_use({ .rule = "undefined-weak",
				 .message = fmt::format("'{}' is weak and undefined: the kernel would "
							"silently take its address as 0",
							shown),
				 .note = "define it in the module, or declare it without weak" },
			       symbol);
	if (any_prefix(name, { "kxx_i_", "kxx_m_" }))
		return add_use({ .rule = "missing-shim",
				 .message = fmt::format("{} '{}' of the kernel has no shim for this "
							"kernel",
							name[4] == 'i' ? "inline function" : "macro", name.substr(6)),
				 .note = "see report.json of the bindings for why; a helper in "
					 "helpers/ can stand in for it" },
			       symbol);
	if (any_prefix(name, { "_Znw", "_Zna" }))
		return add_use({ .rule = "operator-new",
				 .message = fmt::format("'{}' is called, and the kernel has none", shown),
				 .note = "use kernel::make_box<T>(GFP_KERNEL, …), which names its "
					 "flags and may fail" },
			       symbol);
	if (any_prefix(name, { "_Zdl", "_Zda" }))
		return add_use({ .rule = "operator-delete",
				 .message = fmt::format("'{}' is called, and the kernel has none", shown),
				 .note = "own the object with the kernel::Box that kernel::make_box "
					 "returns; a class with a virtual destructor needs an operator "
					 "delete of its own" },
			       symbol);
	if (any_prefix(name, { "__cxa_guard_" })) {
		// A guard variable has been reported under the name of the guarded variable.
		for (const Symbol &other : object_.symbols())
			if (other.name.starts_with("_ZGV"))
				return;
		return add_use({ .rule = "static-guard",
				 .message = "a static variable is initialised at run time, which "
					    "needs a guard",
				 .note = "make it constinit, or a member of the module's class" },
			       symbol);
	}
	if (name == "__cxa_atexit" || name == "__dso_handle" || name == "__cxa_thread_atexit" || name == "atexit") {
		// Both appear together; one report is enough.
		if (name == "__dso_handle")
			for (const Symbol &other : object_.symbols())
				if (other.name == "__cxa_atexit" && other.undefined())
					return;
		Finding finding{ .rule = "static-destructor",
				 .message = "a static object has a destructor to run at exit, and "
					    "the kernel never runs it",
				 .note = "keep the object in the module's class, whose destructor "
					 "runs when the module is unloaded" };
		auto found = uses_.find(symbol.index);
		const elf::Relocation *use = found == uses_.end() ? nullptr : found->second.front();
		const Symbol *function = use ? object_.symbol_at(use->section, use->offset) : nullptr;
		auto variables = function ? variables_of(*function) : std::vector<const Symbol *>();
		if (!variables.empty()) {
			finding.message = fmt::format("static object '{}' has a destructor to run at "
						      "exit, and the kernel never runs it",
						      demangle(variables.front()->name));
			return add_definition(std::move(finding), *variables.front());
		}
		return add_use(std::move(finding), symbol);
	}
	if (is_exception_support(name))
		return add_use({ .rule = "exceptions",
				 .message = fmt::format("'{}' is part of exception handling, which the "
							"kernel does not have",
							shown),
				 .note = "return a Result<T>, pass errors on with TRY, and compile "
					 "with -fno-exceptions" },
			       symbol);
	if (any_prefix(name, { "_ZTI", "_ZTS", "_ZTVN10__cxxabiv1" }) || name == "__dynamic_cast" ||
	    name == "__cxa_bad_typeid" || name == "__cxa_bad_cast")
		return add_use({ .rule = "typeinfo",
				 .message = fmt::format("'{}' is run-time type information, which "
							"modules do not have",
							shown),
				 .note = "compile with -fno-rtti, and do without dynamic_cast and "
					 "typeid" },
			       symbol);
	if (is_standard_library(name) || name == "abort")
		return add_use({ .rule = "standard-library",
				 .message = fmt::format("'{}' is part of the C++ standard library, "
							"which the kernel does not have",
							shown),
				 .note = "use the type of the same purpose in kernel/" },
			       symbol);
	if (any_prefix(name, { "__emutls_" }))
		return add_use({ .rule = "thread-local",
				 .message = fmt::format("'{}' serves thread_local variables, which the "
							"kernel does not have",
							shown),
				 .note = "use a per-CPU variable, or keep the value in the object "
					 "that the thread works on" },
			       symbol);
	if (any_prefix(name, { "__atomic_", "__sync_", "atomic_flag_", "atomic_thread_fence", "atomic_signal_fence" }))
		return add_use({ .rule = "atomic",
				 .message = fmt::format("'{}' is part of libatomic, which the kernel "
							"does not have",
							shown),
				 .note = "use a kernel::Atomic of at most 8 bytes, or keep the data in "
					 "a kernel::SpinLock" },
			       symbol);
	if (is_float_support(name))
		return add_use({ .rule = "floating-point",
				 .message = fmt::format("'{}' computes with floating-point numbers, "
							"which belong to user space",
							shown),
				 .note = "use integers" },
			       symbol);
	if (is_integer_support(name))
		return add_use({ .rule = "runtime",
				 .message = fmt::format("'{}' is part of the compiler's run-time library "
							"libgcc, which the kernel does not have",
							shown),
				 .note = "write the computation with numbers of at most 64 bits; "
					 "kernel/base/overflow.hpp checks for overflow" },
			       symbol);
	if (any_prefix(name, { "__cpu_model", "__cpu_features", "__cpu_indicator" }))
		return add_use({ .rule = "runtime",
				 .message = fmt::format("'{}' asks libgcc what the processor can do, and "
							"the kernel has no libgcc",
							shown),
				 .note = "ask the kernel: boot_cpu_has() in a function of helpers/ or in a "
					 "C file of the module" },
			       symbol);
	if (is_other_runtime(name))
		return add_use({ .rule = "runtime",
				 .message = fmt::format("'{}' is part of the C++ run-time library, "
							"which the kernel does not have",
							shown),
				 .note = "avoid the language feature that needs it" },
			       symbol);
	if (any_prefix(name, { "_ZTH", "_ZTW" }))
		return; // reported with its thread_local variable
	if (elf::is_mangled(name) && !context_.siblings_export)
		return add_use({ .rule = "undefined-symbol",
				 .message = fmt::format("'{}' is not defined, and no module exports it", shown),
				 .note = "define it in one of the module's files; if another module "
					 "exports it, name that module's Module.symvers in "
					 "KBUILD_EXTRA_SYMBOLS" },
			       symbol);
}

void Inspector::undefined_symbols()
{
	for (const Symbol &symbol : object_.symbols())
		if (symbol.index && symbol.undefined() && !symbol.name.empty() && symbol.type != STT_TLS &&
		    !symbol.name.starts_with("_ZGV"))
			undefined_symbol(symbol);
}

} // namespace kxx::gate
