// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Tests in C++: suites of cases that run in the kernel.
//!
//! C: include/kunit/test.h
//!
//! A module of tests has suites, in any number of files, and `KERNEL_MODULE(kunit::Module, …)`. Where the
//! kernel has KUnit, each is a suite of KUnit's and KUnit runs it; elsewhere the module runs them itself
//! while it loads. Both write the same KTAP to the log, and the module stays loaded whatever fails.
//! `insmod suite.ko run=here` (or `run=failures`) lets the module run them where KUnit is, too;
//! `run=walk` lets every allocation of every case fail in turn (with the debug kernel's
//! /sys/kernel/debug/failslab set up), without a word about cases that fail.
#pragma once

#include <concepts>
#include <source_location>
#include <type_traits>
#include <utility>

#include <linux/sprintf.hpp>
#if defined(CONFIG_KUNIT) || defined(CONFIG_KUNIT_MODULE)
#include <kunit/test.hpp>
#endif

#include <kernel/base/result.hpp>
#include <kernel/base/types.hpp>
#include <kernel/log/print.hpp>
#include <kernel/memory/box.hpp>
#include <kernel/text/format.hpp>

namespace kernel::kunit {

namespace detail {

/// Room for one value in the text of a failure.
inline constexpr usize value_size = 80;
/// Room for the printk format of a note.
inline constexpr usize message_size = 160;

// Reached only while compiling; each name is the message that the compiler shows.
void error_the_text_of_info_is_too_long();
void error_two_cases_of_this_suite_have_the_same_name();
void error_a_case_has_no_name();

template <typename>
inline constexpr bool never = false;

template <typename T>
concept text_like = std::is_convertible_v<const T &, const char *> && !std::is_null_pointer_v<T>;
template <typename T>
concept small_integer = std::integral<T> && sizeof(T) <= 8;

/// -1, 0 or 1; negative numbers are less than all unsigned ones.
template <small_integer A, small_integer B>
constexpr int order(A a, B b)
{
	if constexpr (std::is_signed_v<A> && std::is_signed_v<B>) {
		const i64 left = a, right = b;
		return left < right ? -1 : left > right;
	} else {
		if constexpr (std::is_signed_v<A>)
			if (a < 0)
				return -1;
		if constexpr (std::is_signed_v<B>)
			if (b < 0)
				return 1;
		const u64 left = static_cast<u64>(a), right = static_cast<u64>(b);
		return left < right ? -1 : left > right;
	}
}

constexpr bool same_text(const char *a, const char *b)
{
	if (!a || !b)
		return a == b;
	for (; *a && *a == *b; a++, b++)
		;
	return *a == *b;
}

struct Equal {
	static constexpr const char *sign = "==";
	template <typename A, typename B>
	static constexpr bool holds(const A &a, const B &b)
	{
		if constexpr (small_integer<A> && small_integer<B>)
			return order(a, b) == 0;
		else if constexpr (text_like<A> && text_like<B>)
			return same_text(a, b);
		else if constexpr (requires { static_cast<bool>(a == b); })
			return a == b;
		else
			static_assert(never<A>, "there is no == between the types of these two values");
	}
};
struct Unequal {
	static constexpr const char *sign = "!=";
	template <typename A, typename B>
	static constexpr bool holds(const A &a, const B &b)
	{
		return !Equal::holds(a, b);
	}
};
struct Less {
	static constexpr const char *sign = "<";
	template <typename A, typename B>
	static constexpr bool holds(const A &a, const B &b)
	{
		if constexpr (small_integer<A> && small_integer<B>)
			return order(a, b) < 0;
		else if constexpr (requires { static_cast<bool>(a < b); })
			return a < b;
		else
			static_assert(never<A>, "the types of these two values have no order");
	}
};
struct LessOrEqual {
	static constexpr const char *sign = "<=";
	template <typename A, typename B>
	static constexpr bool holds(const A &a, const B &b)
	{
		if constexpr (small_integer<A> && small_integer<B>)
			return order(a, b) <= 0;
		else if constexpr (requires { static_cast<bool>(a <= b); })
			return a <= b;
		else
			static_assert(never<A>, "the types of these two values have no order");
	}
};
struct Greater {
	static constexpr const char *sign = ">";
	template <typename A, typename B>
	static constexpr bool holds(const A &a, const B &b)
	{
		if constexpr (small_integer<A> && small_integer<B>)
			return order(a, b) > 0;
		else if constexpr (requires { static_cast<bool>(a > b); })
			return a > b;
		else
			static_assert(never<A>, "the types of these two values have no order");
	}
};
struct GreaterOrEqual {
	static constexpr const char *sign = ">=";
	template <typename A, typename B>
	static constexpr bool holds(const A &a, const B &b)
	{
		if constexpr (small_integer<A> && small_integer<B>)
			return order(a, b) >= 0;
		else if constexpr (requires { static_cast<bool>(a >= b); })
			return a >= b;
		else
			static_assert(never<A>, "the types of these two values have no order");
	}
};

/// The format `{}`, or `"{}"` for text, translated for one type.
template <typename Shown>
struct ValueFormat {
	static consteval auto make()
	{
		format::detail::Buffer<512> out;
		if constexpr (format::detail::kind_of<Shown>() == format::detail::Kind::String ||
			      format::detail::kind_of<Shown>() == format::detail::Kind::Array)
			format::detail::translate_text<decltype(out), Shown>(out, "\"{}\"");
		else
			format::detail::translate_text<decltype(out), Shown>(out, "{}");
		return out;
	}
	static constexpr auto format = make();
};

/// Writes a value's text, or a word on why there is none.
template <typename T>
[[gnu::noinline]] void show(char (&buffer)[value_size], const T &value)
{
	if constexpr (formattable<const T &>)
		format::detail::with_raw(
			[&](auto... raw) {
				::scnprintf(buffer, value_size,
					    ValueFormat<format::detail::Printed<const T &>>::format.text,
					    raw...);
			},
			value);
	else
		::scnprintf(buffer, value_size, "(a value without a {} form)");
}

/// What runs the suites, as the module parameter `run` says.
enum class Run {
	/// KUnit where there is one, the module elsewhere.
	Kunit,
	/// The module, in the task that loads it, with KTAP.
	Here,
	/// The same, saying only what fails.
	Failures,
	/// The same, with injected allocation failures and nothing about cases that fail.
	Walk,
};

} // namespace detail

/// The text of Test::info(), checked and translated while compiling. Never named: write the literal.
template <typename... Args>
struct Message {
	/// From a literal.
	template <usize n>
	consteval Message(const char (&literal)[n])
	{
		format::detail::Buffer<detail::message_size - 1> out;

		format::detail::translate_text<decltype(out), Args...>(out, literal);
		if (out.size >= detail::message_size)
			detail::error_the_text_of_info_is_too_long();
		for (usize i = 0; i < out.size; i++)
			text[i] = out.text[i];
	}

	/// The text as printk takes it.
	char text[detail::message_size] = {};
};

/// One run of one case: what it expects, and what became of it.
///
/// Everything is const, and may be used from several tasks at once and in any context, as long as the case
/// has not returned. A failed expect_…() returns false and the case goes on; a failed require_…() is an error
/// to hand on with TRY, so destructors run.
///
/// Example:
///     Vec<u32> numbers;
///     TRY(test.require_ok(numbers.push(7u, GFP_KERNEL)));
///     test.expect_eq(numbers.size(), 1);
///     test.expect_null(numbers.get(1));
///     return ok;
class Test final : Pinned {
	using Place = std::source_location;

public:
	/// Expects something true. Says whether it was, as all that follow.
	bool expect(bool condition, Place place = Place::current()) const
	{
		if (!condition) [[unlikely]]
			failed(place, "expected true");
		return condition;
	}
	template <typename T>
		requires(!std::is_same_v<T, bool> && requires(const T &t) { static_cast<bool>(t); })
	bool expect(const T &value, Place place = Place::current()) const
	{
		return expect(static_cast<bool>(value), place);
	}

	/// Compares two values. Integers compare by value, whatever their signs; two texts by their characters.
	template <typename A, typename B>
	bool expect_eq(const A &left, const B &right, Place place = Place::current()) const
	{
		return compare<detail::Equal>(left, right, place);
	}
	/// Expects two values that differ.
	template <typename A, typename B>
	bool expect_ne(const A &left, const B &right, Place place = Place::current()) const
	{
		return compare<detail::Unequal>(left, right, place);
	}
	/// Expects the left one to be less.
	template <typename A, typename B>
	bool expect_lt(const A &left, const B &right, Place place = Place::current()) const
	{
		return compare<detail::Less>(left, right, place);
	}
	/// Expects the left one to be less or equal.
	template <typename A, typename B>
	bool expect_le(const A &left, const B &right, Place place = Place::current()) const
	{
		return compare<detail::LessOrEqual>(left, right, place);
	}
	/// Expects the left one to be greater.
	template <typename A, typename B>
	bool expect_gt(const A &left, const B &right, Place place = Place::current()) const
	{
		return compare<detail::Greater>(left, right, place);
	}
	/// Expects the left one to be greater or equal.
	template <typename A, typename B>
	bool expect_ge(const A &left, const B &right, Place place = Place::current()) const
	{
		return compare<detail::GreaterOrEqual>(left, right, place);
	}

	/// Expects a null pointer.
	template <typename T>
	bool expect_null(const T &pointer, Place place = Place::current()) const
	{
		if (pointer == nullptr) [[likely]]
			return true;
		failed(place, "expected null");
		return false;
	}
	/// Expects a pointer that is not null.
	template <typename T>
	bool expect_not_null(const T &pointer, Place place = Place::current()) const
	{
		if (!(pointer == nullptr)) [[likely]]
			return true;
		failed(place, "expected something else than null");
		return false;
	}

	/// Whether a Result holds success.
	template <typename T>
	bool expect_ok(const Result<T> &result, Place place = Place::current()) const
	{
		if (result.is_ok()) [[likely]]
			return true;
		failed(place, "expected success, got %s", result.error().name());
		return false;
	}
	/// Whether a Result holds just this error.
	template <typename T>
	bool expect_error(const Result<T> &result, Error wanted, Place place = Place::current()) const
	{
		if (result.is_error() && result.error() == wanted) [[likely]]
			return true;
		failed(place, "expected %s, got %s", wanted.name(),
		       result.is_ok() ? "success" : result.error().name());
		return false;
	}

	/// The same, but what follows makes no sense without it: TRY(test.require(…)).
	template <typename T>
	Result<> require(const T &value, Place place = Place::current()) const
	{
		return required(expect(static_cast<bool>(value), place));
	}
	/// Two equal values, or the end of the case.
	template <typename A, typename B>
	Result<> require_eq(const A &left, const B &right, Place place = Place::current()) const
	{
		return required(expect_eq(left, right, place));
	}
	/// Two values that differ, or the end of the case.
	template <typename A, typename B>
	Result<> require_ne(const A &left, const B &right, Place place = Place::current()) const
	{
		return required(expect_ne(left, right, place));
	}
	/// The left one less, or the end of the case.
	template <typename A, typename B>
	Result<> require_lt(const A &left, const B &right, Place place = Place::current()) const
	{
		return required(expect_lt(left, right, place));
	}
	/// The left one less or equal, or the end of the case.
	template <typename A, typename B>
	Result<> require_le(const A &left, const B &right, Place place = Place::current()) const
	{
		return required(expect_le(left, right, place));
	}
	/// The left one greater, or the end of the case.
	template <typename A, typename B>
	Result<> require_gt(const A &left, const B &right, Place place = Place::current()) const
	{
		return required(expect_gt(left, right, place));
	}
	/// The left one greater or equal, or the end of the case.
	template <typename A, typename B>
	Result<> require_ge(const A &left, const B &right, Place place = Place::current()) const
	{
		return required(expect_ge(left, right, place));
	}
	/// A null pointer, or the end of the case.
	template <typename T>
	Result<> require_null(const T &pointer, Place place = Place::current()) const
	{
		return required(expect_null(pointer, place));
	}
	/// A pointer that is not null, or the end of the case.
	template <typename T>
	Result<> require_not_null(const T &pointer, Place place = Place::current()) const
	{
		return required(expect_not_null(pointer, place));
	}
	/// A Result with the wanted error, or the end of the case.
	template <typename T>
	Result<> require_error(const Result<T> &result, Error wanted, Place place = Place::current()) const
	{
		return required(expect_error(result, wanted, place));
	}
	/// Hands the result on: `auto box = TRY(test.require_ok(make_box<u32>(GFP_KERNEL, 1u)));`.
	template <typename T>
	Result<T> require_ok(Result<T> &&result, Place place = Place::current()) const
	{
		if (!expect_ok(result, place))
			TRY(required(false));
		return std::move(result);
	}

	/// Fails the case, for a reason that no comparison expresses.
	void fail(const char *reason, Place place = Place::current()) const
	{
		failed(place, "%s", reason);
	}

	/// Ends the case as neither passed nor failed: `return test.skip("no second CPU");`.
	/// `reason` is a literal.
	Error skip(const char *reason) const;

	/// A note in the log: `test.info("{} rounds", n)`, with the `{}` of pr_info().
	template <typename... Args>
	void info(const std::type_identity_t<Message<format::detail::Printed<Args>...>> &message,
		  const Args &...args) const
	{
		format::detail::with_raw([&](auto... raw) { note(message.text, raw...); }, args...);
	}

	/// How often a case that repeats itself should do so: `many` times. While each of its allocations fails in turn the
	/// case runs again and again as it is, and a few times are enough.
	///
	/// Example:
	///     const u32 many = test.rounds(100);
	///     Vec<u32> numbers;
	///     for (u32 i = 0; i < many; i++)
	///             TRY(numbers.push(i, GFP_KERNEL));
	///     test.expect_eq(numbers.size(), many);
	u32 rounds(u32 many) const;

	/// The name of the case.
	const char *name() const { return name_; }
	/// Whether anything failed so far.
	bool has_failed() const { return __atomic_load_n(&failed_, __ATOMIC_RELAXED); }
	/// The reason of skip(), or null.
	const char *skipped() const { return __atomic_load_n(&skipped_, __ATOMIC_RELAXED); }

	/// For who runs a case. `kunit` is KUnit's own record of the case, or null.
	///
	/// Safety:
	/// - `name` and `kunit` outlive the Test.
	Test(unsafe_t, const char *name, unsigned indent, void *kunit)
		: name_(name), indent_(indent), kunit_(kunit)
	{
	}
	/// Takes what the case returned: an error that no require_…() made fails it.
	void finish(Result<> result) const;

private:
	template <typename Relation, typename A, typename B>
	bool compare(const A &left, const B &right, Place place) const
	{
		if (Relation::holds(left, right)) [[likely]]
			return true;
		differ<Relation>(left, right, place);
		return false;
	}
	template <typename Relation, typename A, typename B>
	[[gnu::noinline, gnu::cold]] void differ(const A &left, const B &right, Place place) const
	{
		char left_text[detail::value_size], right_text[detail::value_size];

		detail::show(left_text, left);
		detail::show(right_text, right);
		failed(place, "expected left %s right; left is %s, right is %s", Relation::sign,
		       static_cast<const char *>(left_text), static_cast<const char *>(right_text));
	}
	Result<> required(bool holds) const
	{
		if (holds) [[likely]]
			return ok;
		__atomic_store_n(&required_, true, __ATOMIC_RELAXED);
		return ECANCELED;
	}
	void mark_failed() const;
	/// `format` is printk's.
	[[gnu::cold]] void failed(Place place, const char *format, ...) const;
	void note(const char *format, ...) const;

	const char *name_;
	unsigned indent_;
	void *kunit_;
	mutable bool failed_ = false;
	mutable bool required_ = false;
	mutable const char *skipped_ = nullptr;
};

namespace detail {

/// The parameters of a case, their type forgotten.
struct Parameters {
	const void *first = nullptr;
	usize stride = 0;
	usize count = 0;
	void (*describe)(const void *parameter, char (&buffer)[value_size]) = nullptr;

	const void *next(const void *previous) const
	{
		const char *at = static_cast<const char *>(previous);
		const char *begin = static_cast<const char *>(first);

		if (!at)
			return first;
		at += stride;
		return at == begin + stride * count ? nullptr : at;
	}
};

/// What each<> and fixture<> are.
struct Callable {
	Result<> (*run)(Test &test, const void *parameter);
	Parameters parameters = {};
};

template <typename F>
struct MemberOf;
template <typename R, typename T, typename... Args>
struct MemberOf<R (T::*)(Args...)> {
	using Class = T;
};
template <typename R, typename T, typename... Args>
struct MemberOf<R (T::*)(Args...) const> {
	using Class = T;
};

/// Calls what returns void or a Result<>.
template <typename F>
Result<> result_of(F call)
{
	using Returned = decltype(call());

	static_assert(std::is_void_v<Returned> || std::is_same_v<Returned, Result<>>,
		      "a case returns void or a Result<>");
	if constexpr (std::is_void_v<Returned>) {
		call();
		return ok;
	} else {
		return call();
	}
}

template <typename T>
Result<> init_fixture(T &fixture, Test &test)
{
	if constexpr (requires { fixture.init(test); })
		return fixture.init(test);
	else if constexpr (requires { fixture.init(); })
		return fixture.init();
	else
		return ok;
}

template <auto function, typename... Parameter>
Result<> call(Test &test, const Parameter &...parameter)
{
	if constexpr (std::is_member_function_pointer_v<decltype(function)>) {
		using Fixture = typename MemberOf<decltype(function)>::Class;
		static_assert(std::is_invocable_v<decltype(function), Fixture &, Test &, const Parameter &...>,
			      "a case takes (kunit::Test &), and what the array of each<> holds");
		auto fixture = TRY(make_box<Fixture>(GFP_KERNEL));
		Result<> begun = init_fixture(*fixture, test);
		if (begun.is_error()) {
			if (!test.skipped() && !test.has_failed())
				test.info("the fixture's init() failed");
			return begun;
		}
		return result_of([&] { return ((*fixture).*function)(test, parameter...); });
	} else {
		static_assert(std::is_invocable_v<decltype(function), Test &, const Parameter &...>,
			      "a case takes (kunit::Test &), and what the array of each<> holds");
		return result_of([&] { return function(test, parameter...); });
	}
}

template <auto function>
Result<> call_plain(Test &test, const void *)
{
	return call<function>(test);
}
template <auto function, typename P>
Result<> call_with(Test &test, const void *parameter)
{
	return call<function>(test, *static_cast<const P *>(parameter));
}
template <typename P>
void describe(const void *parameter, char (&buffer)[value_size])
{
	if constexpr (formattable<const P &>)
		show(buffer, *static_cast<const P *>(parameter));
	else
		buffer[0] = 0;
}

template <const auto &parameters>
consteval Parameters parameters_of()
{
	using P = std::remove_cvref_t<decltype(parameters[0])>;

	return { &parameters[0], sizeof(P), sizeof(parameters) / sizeof(P), describe<P> };
}

} // namespace detail

/// A case in a class of its own: `{ "reads", kunit::fixture<&Disk::reads> }`.
///
/// The object is made anew for each case, on the heap; where it has an `init()` (or `init(Test &)`) that
/// returns a Result<>, this runs first, and its error fails the case.
template <auto member>
	requires std::is_member_function_pointer_v<decltype(member)>
inline constexpr detail::Callable fixture{ detail::call_plain<member> };

/// A case that runs once for each element of an array: `{ "widths", kunit::each<widths, fits> }`.
///
/// `parameters` is a constexpr array at namespace scope. `function` takes (Test &, const P &) or (Test &, P)
/// and may be a member of a fixture.
template <const auto &parameters, auto function>
inline constexpr detail::Callable
	each{ detail::call_with<function, std::remove_cvref_t<decltype(parameters[0])>>,
	      detail::parameters_of<parameters>() };

/// One case: its name, and a function (Test &) that returns void or a Result<>, a fixture<> or an each<>.
class Case {
public:
	/// Of a function that returns nothing.
	consteval Case(const char *name, void (*function)(Test &)) : name(name), plain_(function) {}
	/// Of a function that may fail; an error fails the case.
	consteval Case(const char *name, Result<> (*function)(Test &)) : name(name), fallible_(function) {}
	/// Of a fixture<> or an each<>.
	consteval Case(const char *name, detail::Callable callable) : name(name), callable_(callable) {}
	/// Of anything else: does not compile, and says what a case is.
	template <typename F>
		requires(!std::is_convertible_v<F, void (*)(Test &)> &&
			 !std::is_convertible_v<F, Result<> (*)(Test &)> &&
			 !std::is_convertible_v<F, detail::Callable>)
	consteval Case(const char *, F)
	{
		static_assert(detail::never<F>,
			      "a case is a function (kunit::Test &) that returns void or a Result<>; a member "
			      "function goes into kunit::fixture<>, one with a parameter into kunit::each<>");
	}

	/// What the log calls it.
	const char *name;

	/// What an each<> runs over; nothing for other cases.
	constexpr const detail::Parameters &parameters() const { return callable_.parameters; }

	/// Runs it once, to its end.
	void run(Test &test, const void *parameter) const
	{
		if (plain_) {
			plain_(test);
			test.finish(ok);
		} else {
			test.finish(fallible_ ? fallible_(test) : callable_.run(test, parameter));
		}
	}

private:
	void (*plain_)(Test &) = nullptr;
	Result<> (*fallible_)(Test &) = nullptr;
	detail::Callable callable_ = { nullptr };
};

namespace detail {

/// What KUNIT_SUITE leaves in section .kxx_suites.
struct Suite {
	const char *name;
	const Case *cases;
	usize count;
};

template <usize n>
consteval Suite suite(const char *name, const Case (&cases)[n])
{
	for (usize i = 0; i < n; i++) {
		if (!cases[i].name[0])
			error_a_case_has_no_name();
		for (usize j = 0; j < i; j++)
			if (same_text(cases[i].name, cases[j].name))
				error_two_cases_of_this_suite_have_the_same_name();
	}
	return { name, cases, n };
}

/// A case that KUnit runs.
void run_in_kunit(const Case &one, void *kunit);
/// KUnit's way through the parameters; `text` holds 128 characters.
const void *next_parameter(const Parameters &parameters, const void *previous, char *text);

#if defined(CONFIG_KUNIT) || defined(CONFIG_KUNIT_MODULE)
template <const auto &cases, usize i, typename Kunit>
void run_case(Kunit *kunit)
{
	run_in_kunit(cases[i], kunit);
}
template <const auto &cases, usize i>
const void *generate(const void *previous, char *text)
{
	return next_parameter(cases[i].parameters(), previous, text);
}

/// KUnit's own records of the cases, and the empty one that ends them.
template <usize n>
struct Records {
	::kunit_case cases[n + 1];
};
template <const auto &cases>
consteval auto records()
{
	constexpr usize n = sizeof(cases) / sizeof(cases[0]);

	return []<usize... i>(std::index_sequence<i...>) {
		Records<n> made{};
		((made.cases[i].run_case = run_case<cases, i>), ...);
		((made.cases[i].name = cases[i].name), ...);
		((made.cases[i].generate_params =
			  cases[i].parameters().count ? generate<cases, i> : nullptr),
		 ...);
		return made;
	}(std::make_index_sequence<n>{});
}
#endif

/// Runs the suites of this module, unless KUnit will.
void run_module();

} // namespace detail

/// The class of a module of tests: `KERNEL_MODULE(kunit::Module, { .name = "suite_disk", .license = "GPL" })`.
class Module final : Pinned {
public:
	/// Runs the suites. For KERNEL_MODULE.
	Result<> init()
	{
		detail::run_module();
		return ok;
	}
};

} // namespace kernel::kunit

#if defined(CONFIG_KUNIT) || defined(CONFIG_KUNIT_MODULE)
#define KXX_KUNIT_SUITE(title)                                                                   \
	constinit auto kxx_kunit_cases_##title = ::kernel::kunit::detail::records<kxx_cases_##title>(); \
	constinit ::kunit_suite kxx_kunit_##title{                                               \
		.name = #title,                                                                  \
		.test_cases = kxx_kunit_cases_##title.cases,                                         \
	};                                                                                       \
	[[gnu::section(".kunit_test_suites"), gnu::used]] constinit ::kunit_suite                \
		*kxx_kunit_pointer_##title = &kxx_kunit_##title;
#else
#define KXX_KUNIT_SUITE(title)
#endif

/// A suite of cases, at namespace scope: `KUNIT_SUITE(vec, { "push_grows", push_grows }, …);`.
///
/// Any number per module, in any of its files; a suite's name is its own within the module.
#define KUNIT_SUITE(title, ...)                                                                  \
	namespace {                                                                              \
	constexpr ::kernel::kunit::Case kxx_cases_##title[] = { __VA_ARGS__ };                   \
	constexpr ::kernel::kunit::detail::Suite kxx_suite_##title =                             \
		::kernel::kunit::detail::suite(#title, kxx_cases_##title);                       \
	[[gnu::section(".kxx_suites"), gnu::used]] constinit const ::kernel::kunit::detail::Suite \
		*kxx_suite_pointer_##title = &kxx_suite_##title;                                 \
	KXX_KUNIT_SUITE(title)                                                                   \
	}                                                                                        \
	static_assert(true, "for the semicolon")
