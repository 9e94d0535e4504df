// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Typed module parameters, which are checked, and refused with a message if they are wrong.
//!
//! C: include/linux/moduleparam.h
//!
//! A parameter is a static Param<T>, named in KERNEL_MODULE. T may be
//! - an integer of any width, or bool,
//! - an enumeration that provides its names (param_names(), found by argument-dependent lookup),
//! - param::String, an array of any of these except String,
//! - your own type with `static Result<T> parse(BStr text)` and `void format(Writer &out) const`.
#pragma once

#include <type_traits>

#include <asm/page_types.hpp>
#include <helpers/sched.hpp>
#include <linux/export.hpp>
#include <linux/moduleparam.hpp>

#include <kernel/base/result.hpp>
#include <kernel/base/span.hpp>
#include <kernel/base/types.hpp>
#include <kernel/module/param_type.hpp>
#include <kernel/text/cstr.hpp>
#include <kernel/text/format.hpp>

namespace kernel {

/// The value of a module parameter. Declare it `static constinit`, and name it in KERNEL_MODULE.
///
/// `on_change`, a `Result<> (*)(const T &)`, is called before a value that is written at run time
/// (through /sys/module/NAME/parameters) takes effect; an error refuses the value. It is not called
/// for values given at load time, since the module's state does not exist yet. From the moment at
/// which users see the parameters until init has ended, and while the destructor runs, a write is
/// refused with EBUSY.
///
/// Example:
///     static constinit Param<u32> depth{ 64 };
///     test.expect_eq(depth.get(), 64);
template <typename T, auto on_change = nullptr>
class Param;

namespace param {

/// Text of any length that the kernel allocates. See Param<param::String>.
class String;

namespace detail {

/// Logs why a value was refused. `module` is a parameter because the kernel's record of an array
/// element lacks it.
void refuse(const char *module, const char *parameter, const char *text, const char *expected);

/// The phase of the module's life, for callbacks. It changes under kernel_param_lock().
enum class Phase { Loading, Initialising, Live, Leaving };
inline constinit Phase phase = Phase::Loading;

inline void enter(Phase next)
{
	::kernel_param_lock(&::__this_module);
	phase = next;
	::kernel_param_unlock(&::__this_module);
}

/// Whether nobody could check a value: a callback may not do so yet, or no longer. The module's
/// init checks the values of the command line, but not those that a user writes once the kernel
/// shows the parameters.
bool nobody_judges();

/// The task that is inside set() or get() now: the kernel holds kernel_param_lock() around both,
/// and code of the module that they call may read another parameter.
inline constinit const void *lock_holder = nullptr;

class LockHeld {
public:
	LockHeld() { lock_holder = ::kxx_current(); }
	~LockHeld() { lock_holder = nullptr; }
	LockHeld(const LockHeld &) = delete;
};

/// Calls `use` under kernel_param_lock(), which the caller may already hold.
template <typename Use>
void with_lock(Use use)
{
	const bool held = *static_cast<const void *const volatile *>(&lock_holder) == ::kxx_current();

	if (!held)
		::kernel_param_lock(&::__this_module);
	use();
	if (!held)
		::kernel_param_unlock(&::__this_module);
}

template <typename T, auto on_change>
int set(const char *text, const ::kernel_param *kp)
{
	if (!text && !std::is_same_v<T, bool>)
		return EINVAL.to_c();
	LockHeld held;
	Result<T> parsed = Codec<T>::parse(text);
	T *value = parsed.get();
	if (!value) {
		refuse(KBUILD_MODNAME, kp->name, text, Codec<T>::expected);
		return parsed.to_c();
	}
	if constexpr (on_change != nullptr) {
		if (nobody_judges())
			return EBUSY.to_c();
		if (phase == Phase::Live)
			if (Result<> allowed = on_change(*value); allowed.is_error())
				return allowed.to_c();
	}
	T *target = static_cast<T *>(kp->arg);
	if constexpr (std::is_scalar_v<T>)
		*static_cast<volatile T *>(target) = *value;
	else
		*target = std::move(*value);
	return 0;
}

/// Prints into the rest of the page that sysfs provides; the later elements of an array start
/// inside it.
template <typename T>
int get(char *buffer, const ::kernel_param *kp)
{
	const usize left = ::macro::PAGE_SIZE - (reinterpret_cast<usize>(buffer) & (::macro::PAGE_SIZE - 1));
	if (left < 3)
		return 0;
	LockHeld held;
	const usize size = Codec<T>::print(buffer, left - 2, *static_cast<const T *>(kp->arg));

	buffer[size] = '\n';
	buffer[size + 1] = '\0';
	return static_cast<int>(size) + 1;
}

template <typename T, auto on_change>
inline constexpr ::kernel_param_ops ops = {
	.flags = std::is_same_v<T, bool> ? static_cast<unsigned>(::KERNEL_PARAM_OPS_FL_NOARG) : 0u,
	.set = set<T, on_change>,
	.get = get<T>,
	.free = nullptr,
};

/// C's own functions for an integer of one type.
struct Own {
	int (*set)(const char *text, const ::kernel_param *kp);
	int (*get)(char *buffer, const ::kernel_param *kp);
};
template <typename T>
inline constexpr bool has_own =
	std::is_integral_v<T> && !std::is_same_v<T, bool> && (std::is_unsigned_v<T> || sizeof(T) > 1);
template <typename T>
	requires has_own<T>
consteval Own own()
{
	if constexpr (std::is_signed_v<T>)
		return sizeof(T) == 2	? Own{ ::param_set_short, ::param_get_short }
		       : sizeof(T) == 4 ? Own{ ::param_set_int, ::param_get_int }
					: Own{ ::param_set_long, ::param_get_long };
	else
		return sizeof(T) == 1	? Own{ ::param_set_byte, ::param_get_byte }
		       : sizeof(T) == 2 ? Own{ ::param_set_ushort, ::param_get_ushort }
		       : sizeof(T) == 4 ? Own{ ::param_set_uint, ::param_get_uint }
					: Own{ ::param_set_ulong, ::param_get_ulong };
}
/// An integer without a callback: calls C's own function, which leaves the old value if it fails,
/// and logs the reason.
template <typename T>
int set_by_c(const char *text, const ::kernel_param *kp)
{
	const int failed = own<T>().set(text, kp);

	if (failed) [[unlikely]]
		refuse(KBUILD_MODNAME, kp->name, text, Codec<T>::expected);
	return failed;
}
/// The same for a parameter that is not an array element; C may print more than a page for an
/// array.
template <typename T, auto on_change>
consteval ::kernel_param_ops make_alone()
{
	::kernel_param_ops made = ops<T, on_change>;

	if constexpr (has_own<T>) {
		made.get = own<T>().get;
		if constexpr (on_change == nullptr)
			made.set = set_by_c<T>;
	}
	return made;
}
template <typename T, auto on_change>
inline constexpr ::kernel_param_ops ops_alone = make_alone<T, on_change>();

/// C's function frees the old text before it knows whether there is memory for the new one. This
/// keeps the old text until then.
int set_text(const char *text, const ::kernel_param *kp);
inline constexpr ::kernel_param_ops text_ops = {
	.flags = 0,
	.set = set_text,
	.get = ::param_get_charp,
	.free = ::param_free_charp,
};

/// C's function replaces one element after the other, and stops at a wrong one. This calls `check`
/// for each of them first.
int set_array(const char *text, const ::kernel_param *kp, int (*check)(const char *text, const ::kernel_param *kp));
int get_array(char *buffer, const ::kernel_param *kp);

/// Whether set() would accept an element.
template <typename T>
int check_element(const char *text, const ::kernel_param *kp)
{
	LockHeld held;
	Result<T> parsed = Codec<T>::parse(text);

	if (parsed.is_error())
		refuse(KBUILD_MODNAME, kp->name, text, Codec<T>::expected);
	return parsed.to_c();
}
template <typename T>
int set_elements(const char *text, const ::kernel_param *kp)
{
	return set_array(text, kp, check_element<T>);
}
template <typename T>
inline constexpr ::kernel_param_ops array_ops = {
	.flags = 0,
	.set = set_elements<T>,
	.get = get_array,
	.free = nullptr,
};

} // namespace detail

/// The address of a Param, with its type erased. A Param converts to it implicitly.
struct Target {
	/// C's functions for the type.
	const ::kernel_param_ops *ops;
	/// The argument that C passes to them.
	void *arg;
	/// The type, for modinfo.
	const char *type;
	/// Whether it is an array.
	bool is_array;
	/// Whether it has a callback for changes.
	bool has_callback;

	/// Converts from a Param.
	template <typename T, auto on_change>
	consteval Target(Param<T, on_change> &p)
		: ops(p.ops()), arg(p.arg()), type(p.type()), is_array(std::is_array_v<T>),
		  has_callback(on_change != nullptr)
	{
	}
};

/// One parameter as KERNEL_MODULE names it.
struct Entry {
	/// The name before the `=` on insmod's command line.
	const char *name;
	/// The Param with this name.
	Target value;
	/// The description for modinfo.
	const char *description = "";
	/// The permissions of the file in /sys/module/NAME/parameters; 0 makes no file. 0644 allows
	/// root to write at run time.
	u16 permissions = 0444;
};

} // namespace param

template <typename T, auto on_change>
class Param {
public:
	/// Starts with an initial value.
	constexpr explicit Param(T initial = T{}) : value_(initial) {}
	Param(const Param &) = delete;

	/// The current value; that of a writable parameter may change at any time. Context: any.
	__from_user T get() const
	{
		static_assert(std::is_scalar_v<T>, "for a type of your own use with()");
		return *static_cast<const volatile T *>(&value_);
	}
	/// The current value.
	__from_user operator T() const { return get(); }

	/// Calls `use(const T &)`; nobody can change the value during the call.
	///
	/// Context: process; may sleep.
	template <typename Use>
	void with(Use use) const __sleeps
	{
		param::detail::with_lock([&] { use(value_); });
	}

private:
	friend struct param::Target;
	consteval const ::kernel_param_ops *ops() const { return &param::detail::ops_alone<T, on_change>; }
	consteval void *arg() __lifetimebound { return &value_; }
	consteval const char *type() const { return param::detail::Codec<T>::type; }

	T value_;
};

/// An array parameter: `name=1,2,3`, up to n elements.
///
/// A write replaces the whole list, or nothing if one element is wrong or there are too many: all
/// elements are checked before the first is replaced. There is one exception: if a type of your own
/// has a parse() that succeeds for the check and fails afterwards (for lack of memory), the write
/// fails, only the elements before that one are new, and size() counts only those.
template <typename T, usize n, auto on_change>
class Param<T[n], on_change> {
	static_assert(on_change == nullptr, "array parameters have no callback");

public:
	constexpr Param() = default;
	Param(const Param &) = delete;

	/// The number of elements that were given.
	u32 size() const { return *static_cast<const volatile u32 *>(&count_); }
	/// The element, or 0 past size(). While somebody writes the parameter, the elements are
	/// replaced one by one, and size() counts them: a reader may see a partly replaced list.
	/// with() shows the list as it is before or after the write.
	///
	/// Context: any.
	__from_user T operator[](usize i) const
	{
		static_assert(std::is_scalar_v<T>, "for a type of your own use with()");
		return i < size() && i < n ? *static_cast<const volatile T *>(&value_[i]) : T{};
	}
	/// Calls `use(Span<const T>)` with the given elements; nobody can change them during the
	/// call.
	///
	/// Context: process; may sleep.
	template <typename Use>
	void with(Use use) const __sleeps
	{
		param::detail::with_lock([&] { use(span_of(value_).first(size())); });
	}

private:
	friend struct param::Target;
	consteval const ::kernel_param_ops *ops() const { return &param::detail::array_ops<T>; }
	consteval void *arg() __lifetimebound { return &array_; }
	consteval const char *type() const { return param::detail::Codec<T>::type; }

	T value_[n] = {};
	u32 count_ = 0;
	::kparam_array array_ = {
		.max = n,
		.elemsize = sizeof(T),
		.num = &count_,
		.ops = &param::detail::ops<T, nullptr>,
		.elem = value_,
	};
};

/// A text parameter. The kernel owns the memory and frees it when the module is freed.
template <auto on_change>
class Param<param::String, on_change> {
	static_assert(on_change == nullptr, "text parameters have no callback");

public:
	/// Starts with a literal.
	consteval explicit Param(CStr initial = {}) : text_(const_cast<char *>(initial.as_c())) {}
	Param(const Param &) = delete;

	/// Calls `use(CStr)`; nobody can change the text during the call.
	///
	/// Context: process; may sleep.
	template <typename Use>
	void with(Use use) const __sleeps
	{
		// SAFETY: the text is the literal or the kernel's copy, neither of which is ever null, and the lock
		// keeps it.
		param::detail::with_lock([&] { use(CStr::from_raw(unsafe, text_)); });
	}

private:
	friend struct param::Target;
	consteval const ::kernel_param_ops *ops() const { return &param::detail::text_ops; }
	consteval void *arg() __lifetimebound { return &text_; }
	consteval const char *type() const { return "charp"; }

	char *text_;
};

/// A parameter is printed as its value.
template <typename T, auto on_change>
	requires std::is_scalar_v<T>
struct format::Formatter<Param<T, on_change>> {
	static T as(const Param<T, on_change> &param) { return param.get(); }
};

} // namespace kernel
