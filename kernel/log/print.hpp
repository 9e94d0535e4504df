// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Messages in the kernel log: pr_emerg() to pr_debug(), with `{}` for the arguments.
//!
//! C: include/linux/printk.h
//!
//! Every line begins with the module's name and automatically ends with a newline. The format is
//! checked and translated at compile time: only one call of printk runs.
#pragma once

#include <linux/param.hpp>
#include <helpers/dynamic_debug.hpp>
#include <linux/dynamic_debug.hpp>
#include <linux/printk.hpp>
#include <linux/ratelimit.hpp>
#include <linux/ratelimit_types.hpp>

#include <kernel/sync/raw_spinlock.hpp>
#include <kernel/text/format.hpp>

namespace kernel::print {

/// The last argument of a pr_*() that adds no newline, so that pr_cont() can continue the line.
struct More {};
inline constexpr More more{};

/// The level of a message, which the macros have in their names: pr_err() logs at Level::Err.
enum class Level : char {
	Emerg = '0',
	Alert = '1',
	Crit = '2',
	Err = '3',
	Warning = '4',
	Notice = '5',
	Info = '6',
	Debug = '7',
};

namespace detail {

/// Continues an earlier line, without a level of its own.
inline constexpr Level cont{ 'c' };
/// Dynamic debug adds the level itself.
inline constexpr Level dynamic{ 'd' };

template <Level level, typename Source, typename... Args, typename Out>
constexpr void write_line(Out &out)
{
	constexpr format::Text text = Source{}();

	if (level != dynamic) {
		out.put('\001');
		out.put(static_cast<char>(level));
	}
	if (level != cont)
		out.put(KBUILD_MODNAME ": ");
	format::detail::translate_text<Out, Args...>(out, text);
	if (!(false || ... || std::is_same_v<Args, More>)) {
		if (text.size && text[text.size - 1] == '\n')
			out.fail(format::detail::Mistake::Newline);
		out.put('\n');
	}
}

template <Level level, typename Source, typename... Args>
inline constexpr format::detail::Measure line_measure =
	format::detail::measure([](auto &out) { write_line<level, Source, Args...>(out); });

/// The printk format of one line, in an array of exactly its size.
template <Level level, typename Source, typename... Args>
consteval auto line_format()
{
	format::detail::Buffer<line_measure<level, Source, Args...>.size> out;

	write_line<level, Source, Args...>(out);
	return out;
}

template <Level level, typename Source, typename... Args>
struct Line {
	static constexpr auto format = line_format<level, Source, format::detail::Printed<Args>...>();
};

/// pr_info() and similar functions.
template <Level level>
struct WriteLine {
	template <typename Source, typename... Args>
		requires(line_measure<level, Source, format::detail::Printed<Args>...>.mistake ==
			 format::detail::Mistake::None)
	[[gnu::always_inline]] void operator()(Source, const Args &...args) const __atomic
	{
		format::detail::with_raw(
			[](auto... raw) { ::_printk(Line<level, Source, Args...>::format.text, raw...); }, args...);
	}
	KXX_REFUSED_FORMATS((line_measure<level, Source, format::detail::Printed<Args>...>), void(),
			    (Source, const Args &...))
};
template <Level level>
inline constexpr WriteLine<level> line{};

#if defined(CONFIG_DYNAMIC_DEBUG) || (defined(CONFIG_DYNAMIC_DEBUG_CORE) && defined(DYNAMIC_DEBUG_MODULE))
/// The record of one pr_debug() in section __dyndbg, which switches it on and off.
template <typename... Args>
struct Types {};
template <typename... Args>
Types<Args...> types_of(const Args &...);

template <typename Source, typename... Args>
consteval ::_ddebug descriptor(Types<Args...>, unsigned line, const char *file, const char *function)
{
	::_ddebug made{};

	made.modname = KBUILD_MODNAME;
	made.function = function;
	made.filename = file;
	// debug_line() says what is wrong with a format.
	if constexpr (line_measure<dynamic, Source, format::detail::Printed<Args>...>.mistake ==
		      format::detail::Mistake::None)
		made.format = Line<dynamic, Source, Args...>::format.text;
	made.lineno = line;
	made.class_id = 63; // _DPRINTK_CLASS_DFLT
	return made;
}

/// Whether one pr_debug() is switched on; uses a patched branch if the kernel supports it.
[[gnu::always_inline]] inline bool is_on(::_ddebug &record)
{
#ifdef CONFIG_JUMP_LABEL
	return ::kxx_dynamic_debug_branch(&record);
#else
	return ::kxx_dynamic_debug_enabled(&record);
#endif
}

/// pr_debug(), if it is enabled.
struct WriteDebugLine {
	template <typename Source, typename... Args>
		requires(line_measure<dynamic, Source, format::detail::Printed<Args>...>.mistake ==
			 format::detail::Mistake::None)
	[[gnu::always_inline]] void operator()(::_ddebug &record, Source, const Args &...args) const __atomic
	{
		format::detail::with_raw(
			[&](auto... raw) {
				::__dynamic_pr_debug(&record, Line<dynamic, Source, Args...>::format.text, raw...);
			},
			args...);
	}
	KXX_REFUSED_FORMATS((line_measure<dynamic, Source, format::detail::Printed<Args>...>), void(),
			    (::_ddebug &, Source, const Args &...))
};
inline constexpr WriteDebugLine debug_line{};
#endif

/// Allows ten messages in five seconds, like DEFAULT_RATELIMIT_*.
consteval ::ratelimit_state default_ratelimit()
{
	::ratelimit_state made{};

	made.lock = kernel::detail::raw_spinlock_unlocked("print.ratelimit");
	made.interval = 5 * ::macro::HZ;
	made.burst = 10;
	return made;
}

} // namespace detail
} // namespace kernel::print

// From here on, the compiler shows an error in a macro's expansion on the line that uses the macro.
#pragma GCC system_header

#define KXX_LINE(level, text, ...) \
	::kernel::print::detail::line<::kernel::print::Level::level>(KXX_TEXT(text) __VA_OPT__(, ) __VA_ARGS__)

/// Logs a line: `pr_info("read {} bytes from {}", n, name)`. Any context.
///
/// `{}` prints the next argument; `{:x}`, `{:#x}`, `{:08}`, `{:>10}`, `{:<10}`, `{:c}` say how.
/// Pointers are printed hashed, an Error by its name. Do not end the text with a newline: the
/// kernel ends the line. A mistake does not compile.
#define pr_emerg(text, ...) KXX_LINE(Emerg, text __VA_OPT__(, ) __VA_ARGS__)
#define pr_alert(text, ...) KXX_LINE(Alert, text __VA_OPT__(, ) __VA_ARGS__)
#define pr_crit(text, ...) KXX_LINE(Crit, text __VA_OPT__(, ) __VA_ARGS__)
#define pr_err(text, ...) KXX_LINE(Err, text __VA_OPT__(, ) __VA_ARGS__)
#define pr_warn(text, ...) KXX_LINE(Warning, text __VA_OPT__(, ) __VA_ARGS__)
#define pr_notice(text, ...) KXX_LINE(Notice, text __VA_OPT__(, ) __VA_ARGS__)
#define pr_info(text, ...) KXX_LINE(Info, text __VA_OPT__(, ) __VA_ARGS__)
/// Continues a line that ended with `print::more`.
#define pr_cont(text, ...) \
	::kernel::print::detail::line<::kernel::print::detail::cont>(KXX_TEXT(text) __VA_OPT__(, ) __VA_ARGS__)

/// Logs a line only after it is switched on through dynamic debug (dyndbg= or /sys/kernel/debug);
/// its arguments are evaluated only then. Do not use it in a template: GCC puts the record of a
/// template into another section, and the object gate refuses it.
#if defined(__clang__)
// For clang's analysis, a static in a function might wait for its initialisation.
#define pr_debug(text, ...) KXX_LINE(Debug, text __VA_OPT__(, ) __VA_ARGS__)
#elif defined(DEBUG) && !defined(CONFIG_DYNAMIC_DEBUG)
#define pr_debug(text, ...) KXX_LINE(Debug, text __VA_OPT__(, ) __VA_ARGS__)
#elif defined(CONFIG_DYNAMIC_DEBUG) || (defined(CONFIG_DYNAMIC_DEBUG_CORE) && defined(DYNAMIC_DEBUG_MODULE))
#define pr_debug(text, ...)                                                                                     \
	do {                                                                                                    \
		auto kxx_text = KXX_TEXT(text);                                                                 \
		static constinit ::_ddebug kxx_record __attribute__((section("__dyndbg"), aligned(8))) =        \
			::kernel::print::detail::descriptor<decltype(kxx_text)>(                                \
				decltype(::kernel::print::detail::types_of(__VA_ARGS__)){}, __LINE__, __FILE__, \
				__func__);                                                                      \
		if (::kernel::print::detail::is_on(kxx_record)) [[unlikely]]                                    \
			::kernel::print::detail::debug_line(kxx_record, kxx_text __VA_OPT__(, ) __VA_ARGS__);   \
	} while (0)
#else
#define pr_debug(text, ...)                                               \
	do {                                                              \
		if (false)                                                \
			KXX_LINE(Debug, text __VA_OPT__(, ) __VA_ARGS__); \
	} while (0)
#endif

#ifdef __clang__
#define KXX_ONCE(level, text, ...) KXX_LINE(level, text __VA_OPT__(, ) __VA_ARGS__)
#define KXX_RATELIMITED(level, text, ...) KXX_LINE(level, text __VA_OPT__(, ) __VA_ARGS__)
#else
#define KXX_ONCE(level, text, ...)                                        \
	do {                                                              \
		static constinit bool kxx_said = false;                   \
		if (!kxx_said) [[unlikely]] {                             \
			kxx_said = true;                                  \
			KXX_LINE(level, text __VA_OPT__(, ) __VA_ARGS__); \
		}                                                         \
	} while (0)
#define KXX_RATELIMITED(level, text, ...)                                                                    \
	do {                                                                                                 \
		static constinit ::ratelimit_state kxx_limit = ::kernel::print::detail::default_ratelimit(); \
		if (::___ratelimit(&kxx_limit, __func__))                                                    \
			KXX_LINE(level, text __VA_OPT__(, ) __VA_ARGS__);                                    \
	} while (0)
#endif
/// Like the macros without the suffix, but only the first time.
#define pr_emerg_once(text, ...) KXX_ONCE(Emerg, text __VA_OPT__(, ) __VA_ARGS__)
#define pr_alert_once(text, ...) KXX_ONCE(Alert, text __VA_OPT__(, ) __VA_ARGS__)
#define pr_crit_once(text, ...) KXX_ONCE(Crit, text __VA_OPT__(, ) __VA_ARGS__)
#define pr_err_once(text, ...) KXX_ONCE(Err, text __VA_OPT__(, ) __VA_ARGS__)
#define pr_warn_once(text, ...) KXX_ONCE(Warning, text __VA_OPT__(, ) __VA_ARGS__)
#define pr_notice_once(text, ...) KXX_ONCE(Notice, text __VA_OPT__(, ) __VA_ARGS__)
#define pr_info_once(text, ...) KXX_ONCE(Info, text __VA_OPT__(, ) __VA_ARGS__)

/// Like the macros without the suffix, but at most ten times in five seconds at one place.
#define pr_emerg_ratelimited(text, ...) KXX_RATELIMITED(Emerg, text __VA_OPT__(, ) __VA_ARGS__)
#define pr_alert_ratelimited(text, ...) KXX_RATELIMITED(Alert, text __VA_OPT__(, ) __VA_ARGS__)
#define pr_crit_ratelimited(text, ...) KXX_RATELIMITED(Crit, text __VA_OPT__(, ) __VA_ARGS__)
#define pr_err_ratelimited(text, ...) KXX_RATELIMITED(Err, text __VA_OPT__(, ) __VA_ARGS__)
#define pr_warn_ratelimited(text, ...) KXX_RATELIMITED(Warning, text __VA_OPT__(, ) __VA_ARGS__)
#define pr_notice_ratelimited(text, ...) KXX_RATELIMITED(Notice, text __VA_OPT__(, ) __VA_ARGS__)
#define pr_info_ratelimited(text, ...) KXX_RATELIMITED(Info, text __VA_OPT__(, ) __VA_ARGS__)
