// SPDX-License-Identifier: GPL-2.0 OR MIT
//! The description of a module, its parameters and its one state object.
//!
//! C: include/linux/module.h
#pragma once

#include <initializer_list>
#include <new>
#include <type_traits>
#include <utility>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/unload.hpp>
#include <kernel/memory/box.hpp>
#include <kernel/memory/init.hpp>
#include <kernel/module/param.hpp>

namespace kernel {

/// The information that modinfo shows. Pass it to KERNEL_MODULE in braces, in this order.
struct ModuleInfo {
	/// The module's name in Kbuild, with `_` for `-`.
	const char *name = nullptr;
	/// "GPL", "GPL v2", "Dual MIT/GPL", …; a module with another licence cannot use GPL-only
	/// symbols.
	const char *license = nullptr;
	/// The authors, one string each: "Ada Lovelace <ada@example.org>".
	std::initializer_list<const char *> authors = {};
	/// What the module does, for modinfo.
	const char *description = nullptr;
	/// The version, for modinfo.
	const char *version = nullptr;
	/// Names under which modprobe finds the module.
	std::initializer_list<const char *> aliases = {};
	/// Firmware files that the module may request.
	std::initializer_list<const char *> firmware = {};
	/// Soft dependencies, such as "pre: a b post: c".
	std::initializer_list<const char *> softdeps = {};
	/// Namespaces of the exported symbols that the module uses.
	std::initializer_list<const char *> imports = {};
	/// The module parameters.
	std::initializer_list<param::Entry> params = {};
};

namespace detail {

// Called only at compile time; each name is the message that the compiler shows.
void error_module_parameter_permissions_let_others_write();
void error_module_parameter_permissions_are_not_octal_0444_or_0644();
void error_module_parameter_name_is_empty();
void error_two_module_parameters_have_the_same_name();

constexpr bool same(const char *a, const char *b)
{
	if (!a)
		return false;
	for (; *a && *a == *b; a++, b++)
		;
	return *a == *b;
}

/// Whether a member is named in the braces of KERNEL_MODULE, and not inside a text or inner braces.
/// If it is named and still null, it comes after a member that the compiler refused: that message
/// is enough.
constexpr bool names(const char *braces, const char *member)
{
	u32 depth = 0;

	for (; *braces; braces++) {
		if (*braces == '"')
			for (braces++; *braces != '"'; braces++)
				braces += *braces == '\\';
		depth += *braces == '{';
		depth -= *braces == '}';
		if (depth != 1)
			continue;
		const char *a = braces, *b = member;

		for (; *b && *a == *b; a++, b++)
			;
		if (!*b)
			return true;
	}
	return false;
}

consteval bool has_name(const ModuleInfo &info, const char *braces, const char *wanted)
{
	return info.name ? same(info.name, wanted) : names(braces, ".name");
}

consteval bool has_license(const ModuleInfo &info, const char *braces)
{
	return info.license ? info.license[0] : names(braces, ".license");
}

/// NUL-separated "tag=value" strings, the format of section .modinfo.
template <usize size>
struct ModuleInfoText {
	char text[size];
};

/// Calls `put(char)` for every character of the section's contents: the arguments of KERNEL_MODULE,
/// and what the module's class adds with a `static constexpr void module_info(auto one)` that calls
/// `one(tag, value)`, such as the aliases of its table of devices.
template <typename Module, typename Put>
constexpr void write_module_info(const ModuleInfo &info, Put put)
{
	auto words = [&](auto... parts) {
		auto word = [&](const char *text) {
			while (*text)
				put(*text++);
		};
		(word(parts), ...);
	};
	auto one = [&](const char *tag, const char *value) {
		words(tag, "=", value);
		put('\0');
	};
	// This is not done for each value, since GCC 12 does not compare the address of an inline
	// variable with null.
	auto if_given = [&](const char *tag, const char *value) {
		if (value)
			one(tag, value);
	};
	auto each = [&](const char *tag, std::initializer_list<const char *> values) {
		for (const char *value : values)
			one(tag, value);
	};

	if_given("license", info.license);
	each("author", info.authors);
	if_given("description", info.description);
	if_given("version", info.version);
	each("alias", info.aliases);
	if constexpr (requires { Module::module_info(one); })
		Module::module_info(one);
	each("firmware", info.firmware);
	each("softdep", info.softdeps);
	each("import_ns", info.imports);
	for (const param::Entry &entry : info.params) {
		if (!entry.name[0])
			error_module_parameter_name_is_empty();
		for (const param::Entry &other : info.params)
			if (&other != &entry && same(entry.name, other.name))
				error_two_module_parameters_have_the_same_name();
		if (entry.permissions & 0022)
			error_module_parameter_permissions_let_others_write();
		if (entry.permissions & ~0644)
			error_module_parameter_permissions_are_not_octal_0444_or_0644();
		words("parmtype=", entry.name, ":", entry.value.is_array ? "array of " : "", entry.value.type);
		put('\0');
		words("parm=", entry.name, ":", entry.description);
		put('\0');
	}
}

template <typename Module, const ModuleInfo &info>
consteval auto module_info_text()
{
	constexpr usize size = [] {
		usize count = 0;
		write_module_info<Module>(info, [&](char) { count++; });
		return count;
	}();
	ModuleInfoText<size> made{};
	usize at = 0;
	write_module_info<Module>(info, [&](char c) { made.text[at++] = c; });
	return made;
}

/// Whether a parameter has a callback, so that the module's phases matter.
consteval bool any_callback(const ModuleInfo &info)
{
	for (const param::Entry &entry : info.params)
		if (entry.value.has_callback)
			return true;
	return false;
}

/// The kernel's own records of the parameters, which are the contents of section __param.
template <usize n>
struct ParamRecords {
	::kernel_param records[n];
};

template <const ModuleInfo &info>
consteval auto param_records()
{
	return []<usize... i>(std::index_sequence<i...>) {
		return ParamRecords<sizeof...(i)>{ { ::kernel_param{
			.name = info.params.begin()[i].name,
			.mod = &::__this_module,
			.ops = info.params.begin()[i].value.ops,
			.perm = info.params.begin()[i].permissions,
			.level = -1,
			.flags = 0,
			.arg = info.params.begin()[i].value.arg,
		}... } };
	}(std::make_index_sequence<info.params.size()>{});
}

template <typename T>
concept creates = requires { T::create(); };
template <typename T>
concept inits = requires(T &object) { object.init(); };

/// The place of the module's one object between init and exit.
///
/// Invariants:
/// - from init() returning 0 until exit(), `storage` holds a Held.
template <typename T>
class ModuleState {
	template <typename M>
	static consteval auto held()
	{
		if constexpr (!creates<M>)
			return std::type_identity<M>{};
		else if constexpr (initializer_of<decltype(M::create()), M>)
			return std::type_identity<M>{};
		else
			return std::type_identity<decltype(M::create())>{};
	}
	/// The T itself, or the Result that its create() returns, which is built directly here.
	using Held = typename decltype(held<T>())::type;
	static constexpr bool holds_result = !std::is_same_v<Held, T>;

	alignas(Held) static inline constinit unsigned char storage[sizeof(Held)] = {};

	static Held &object() { return *std::launder(reinterpret_cast<Held *>(storage)); }

public:
	[[gnu::always_inline]] static int init()
	{
		if constexpr (holds_result) {
			static_assert(std::is_same_v<Held, Result<T>> || std::is_same_v<Held, Result<Box<T>>>,
				      "create() returns a Result<T>, a Result<Box<T>> or an initialiser of T");
			auto *made = ::new (static_cast<void *>(storage)) Held(T::create());
			return made->to_c();
		} else if constexpr (creates<T>) {
			// SAFETY: room for a T, used once, when the module is loaded.
			return T::create().construct(unsafe, reinterpret_cast<T *>(storage)).to_c();
		} else if constexpr (inits<T>) {
			static_assert(std::is_same_v<decltype(std::declval<T &>().init()), Result<>>,
				      "init() returns a Result<>");
			auto *made = ::new (static_cast<void *>(storage)) T;
			Result<> done = made->init();
			if (done.is_error())
				made->~T();
			return done.to_c();
		} else {
			return EINVAL.to_c(); // KERNEL_MODULE has refused it
		}
	}
	[[gnu::always_inline]] static void exit()
	{
		if constexpr (holds_result) {
			using Value = typename Held::Value;
			// SAFETY: exit runs only after init() returned 0, so there is a value.
			object().value(unsafe).~Value();
		} else {
			object().~T();
		}
	}
};

template <typename T, const ModuleInfo &info>
[[gnu::always_inline]] inline int init_module()
{
	if constexpr (any_callback(info))
		param::detail::enter(param::detail::Phase::Initialising);
	int status = ModuleState<T>::init();
	if (status)
		before_unload();
	if constexpr (any_callback(info))
		if (status == 0)
			param::detail::enter(param::detail::Phase::Live);
	return status;
}

template <typename T, const ModuleInfo &info>
[[gnu::always_inline]] inline void cleanup_module()
{
	if constexpr (any_callback(info))
		param::detail::enter(param::detail::Phase::Leaving);
	ModuleState<T>::exit();
	before_unload();
}

} // namespace detail
} // namespace kernel

extern "C" {
/// The kernel calls this when the module is loaded.
__externally_visible [[gnu::section(".init.text"), gnu::cold, gnu::used, gnu::visibility("default")]] int init_module();
/// The kernel calls this when the module is unloaded.
__externally_visible [[gnu::section(".exit.text"), gnu::cold, gnu::used, gnu::visibility("default"), gnu::no_instrument_function]] void
cleanup_module();
}

// From here on, the compiler shows an error in a macro's expansion on the line that uses the macro.
#pragma GCC system_header

/// Makes `Type` this module's state. Use it once per module, at namespace scope.
///
/// Loading makes one Type, with the first of these public members that Type has:
/// - `static Result<Box<Type>> create()` or `static Result<Type> create()`,
/// - `static auto create()` that returns an initialiser of Type (see kernel/memory/init.hpp),
/// - `Result<> init()`, called on the object in its final place (it may be Pinned); if it fails,
///   the destructor runs.
/// Unloading destroys the object; its members are destroyed in reverse order, as everywhere in C++.
///
/// Example (a whole module):
///     class Hello final {
///     public:
///             Result<> init()
///             {
///                     pr_info("hello");
///                     return ok;
///             }
///             ~Hello() { pr_info("farewell"); }
///     };
///     KERNEL_MODULE(Hello, { .name = "example_hello", .license = "GPL" })
#define KERNEL_MODULE(Type, ...)                                                                                     \
	namespace {                                                                                                  \
	constexpr ::kernel::ModuleInfo kxx_module_info __VA_ARGS__;                                                  \
	static_assert(::kernel::detail::has_name(kxx_module_info, #__VA_ARGS__, KBUILD_MODNAME),                     \
		      "KERNEL_MODULE's .name differs from the name that Kbuild gives the module");                   \
	static_assert(::kernel::detail::has_license(kxx_module_info, #__VA_ARGS__),                                  \
		      "KERNEL_MODULE names the license: write .license = \"GPL\" after .name");                      \
	static_assert(::kernel::detail::creates<Type> || ::kernel::detail::inits<Type>,                              \
		      "a module's class has a public `static Result<Type> create()` or a public `Result<> init()`"); \
	[[gnu::section(".modinfo"), gnu::used]] alignas(1) constinit const                                           \
		auto kxx_module_info_text = ::kernel::detail::module_info_text<Type, kxx_module_info>();             \
	[[gnu::section("__param"), gnu::used]] alignas(8) constinit const                                            \
		auto kxx_param_records = ::kernel::detail::param_records<kxx_module_info>();                         \
	[[gnu::section(".init.data"), gnu::used]] constinit auto kxx_init_reference = &init_module;                  \
	[[gnu::section(".exit.data"), gnu::used]] constinit auto kxx_exit_reference = &cleanup_module;               \
	}                                                                                                            \
	extern "C" int init_module()                                                                                 \
	{                                                                                                            \
		return ::kernel::detail::init_module<Type, kxx_module_info>();                                       \
	}                                                                                                            \
	extern "C" void cleanup_module()                                                                             \
	{                                                                                                            \
		::kernel::detail::cleanup_module<Type, kxx_module_info>();                                           \
	}
