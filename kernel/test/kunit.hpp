// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Tests in C++, as suites of cases that run in the kernel.
//!
//! C: include/kunit/test.h
//!
//! A test module has suites, in any number of files, and `KERNEL_MODULE(kunit::Module, …)`. If the
//! kernel has KUnit, KUnit runs each suite; otherwise the module runs them itself while it loads.
//! Both write the same KTAP to the log, and the module stays loaded even if cases fail. With
//! `insmod suite.ko run=here` (or `run=failures`), the module runs the suites even if there is
//! KUnit; `run=walk` makes every allocation of every case fail in turn (with the debug kernel's
//! /sys/kernel/debug/failslab set up), and does not report failing cases.
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

/// The size of the buffer for one value in the text of a failure.
inline constexpr usize value_size = 80;
/// The size of the buffer for the printk format of a note.
inline constexpr usize message_size = 160;

// Called only at compile time; each name is the message that the compiler shows.
void error_the_text_of_info_is_too_long();
void error_two_cases_of_this_suite_have_the_same_name();
void error_a_case_has_no_name();

template <typename>
inline constexpr bool never = false;

template <typename T>
concept text_like = std::is_convertible_v<const T &, const char *> && !std::is_null_pointer_v<T>;
template <typename T>
concept small_integer = std::integral<T> && sizeof(T) <= 8;

/// Returns -1, 0 or 1; negative numbers are less than all unsigned ones.
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

/// Writes a value's text, or a note that it has none.
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

/// The runner of the suites, which the module parameter `run` selects.
enum class Run {
	/// KUnit if the kernel has it, otherwise the module.
	Kunit,
	/// The module, in the task that loads it, with KTAP.
	Here,
	/// The module, reporting only failures.
	Failures,
	/// The module, with injected allocation failures, without reporting failing cases.
	Walk,
};

} // namespace detail

/// The text of Test::info(), checked and translated at compile time. Do not name it: write the
/// literal.
template <typename... Args>
struct Message {
	/// Converts from a literal.
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

	/// The printk format.
	char text[detail::message_size] = {};
};

/// One run of one case, with its expectations and its result.
///
/// All functions are const, and may be called by several tasks at once and in any context, until
/// the case has returned. After a failed expect_…(), which returns false, the case continues; a
/// failed require_…() returns an error, which you pass on with TRY, so destructors run.
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
	/// Expects a true condition. Like all functions below, returns whether the expectation was
	/// met.
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

	/// Expects two equal values. Integers compare by value, even with different signedness; two
	/// texts compare by their characters.
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

	/// Expects a Result that is a success.
	template <typename T>
	bool expect_ok(const Result<T> &result, Place place = Place::current()) const
	{
		if (result.is_ok()) [[likely]]
			return true;
		failed(place, "expected success, got %s", result.error().name());
		return false;
	}
	/// Expects a Result with exactly this error.
	template <typename T>
	bool expect_error(const Result<T> &result, Error wanted, Place place = Place::current()) const
	{
		if (result.is_error() && result.error() == wanted) [[likely]]
			return true;
		failed(place, "expected %s, got %s", wanted.name(),
		       result.is_ok() ? "success" : result.error().name());
		return false;
	}

	/// Requires a true condition, without which the rest of the case makes no sense:
	/// TRY(test.require(…)).
	template <typename T>
	Result<> require(const T &value, Place place = Place::current()) const
	{
		return required(expect(static_cast<bool>(value), place));
	}
	/// Requires two equal values.
	template <typename A, typename B>
	Result<> require_eq(const A &left, const B &right, Place place = Place::current()) const
	{
		return required(expect_eq(left, right, place));
	}
	/// Requires two values that differ.
	template <typename A, typename B>
	Result<> require_ne(const A &left, const B &right, Place place = Place::current()) const
	{
		return required(expect_ne(left, right, place));
	}
	/// Requires the left one to be less.
	template <typename A, typename B>
	Result<> require_lt(const A &left, const B &right, Place place = Place::current()) const
	{
		return required(expect_lt(left, right, place));
	}
	/// Requires the left one to be less or equal.
	template <typename A, typename B>
	Result<> require_le(const A &left, const B &right, Place place = Place::current()) const
	{
		return required(expect_le(left, right, place));
	}
	/// Requires the left one to be greater.
	template <typename A, typename B>
	Result<> require_gt(const A &left, const B &right, Place place = Place::current()) const
	{
		return required(expect_gt(left, right, place));
	}
	/// Requires the left one to be greater or equal.
	template <typename A, typename B>
	Result<> require_ge(const A &left, const B &right, Place place = Place::current()) const
	{
		return required(expect_ge(left, right, place));
	}
	/// Requires a null pointer.
	template <typename T>
	Result<> require_null(const T &pointer, Place place = Place::current()) const
	{
		return required(expect_null(pointer, place));
	}
	/// Requires a pointer that is not null.
	template <typename T>
	Result<> require_not_null(const T &pointer, Place place = Place::current()) const
	{
		return required(expect_not_null(pointer, place));
	}
	/// Requires a Result with this error.
	template <typename T>
	Result<> require_error(const Result<T> &result, Error wanted, Place place = Place::current()) const
	{
		return required(expect_error(result, wanted, place));
	}
	/// Requires a successful Result and returns it:
	/// `auto box = TRY(test.require_ok(make_box<u32>(GFP_KERNEL, 1u)));`.
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

	/// Logs a note: `test.info("{} rounds", n)`, with the `{}` of pr_info().
	template <typename... Args>
	void info(const std::type_identity_t<Message<format::detail::Printed<Args>...>> &message,
		  const Args &...args) const
	{
		format::detail::with_raw([&](auto... raw) { note(message.text, raw...); }, args...);
	}

	/// The number of rounds for a case that repeats itself: `many`, or a few during a walk, in
	/// which the case runs again for each failing allocation anyway.
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
	/// Whether anything has failed so far.
	bool has_failed() const { return __atomic_load_n(&failed_, __ATOMIC_RELAXED); }
	/// The reason of skip(), or null.
	const char *skipped() const { return __atomic_load_n(&skipped_, __ATOMIC_RELAXED); }

	/// For the code that runs a case. `kunit` is KUnit's own record of the case, or null.
	///
	/// Safety:
	/// - `name` and `kunit` outlive the Test.
	Test(unsafe_t, const char *name, unsigned indent, void *kunit)
		: name_(name), indent_(indent), kunit_(kunit)
	{
	}
	/// Takes the result of the case: an error that did not come from a require_…() fails the
	/// case.
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
	/// Records a failure. `format` is a printk format.
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

/// The parameters of a case, with their type erased.
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

/// The type of each<> and fixture<>.
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

/// Calls a function that returns void or a Result<>.
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

/// A case that is a member function of a fixture class:
/// `{ "reads", kunit::fixture<&Disk::reads> }`.
///
/// A new object is made on the heap for each case. If the class has an `init()` (or `init(Test &)`)
/// that returns a Result<>, it runs first, and its error fails the case.
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
	/// Makes a case from a function that returns nothing.
	consteval Case(const char *name, void (*function)(Test &)) : name(name), plain_(function) {}
	/// Makes a case from a function that may fail; an error fails the case.
	consteval Case(const char *name, Result<> (*function)(Test &)) : name(name), fallible_(function) {}
	/// Makes a case from a fixture<> or an each<>.
	consteval Case(const char *name, detail::Callable callable) : name(name), callable_(callable) {}
	/// Anything else does not compile; the message says what a case is.
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

	/// The name in the log.
	const char *name;

	/// The parameters of an each<>; empty for other cases.
	constexpr const detail::Parameters &parameters() const { return callable_.parameters; }

	/// Runs the case once, to its end.
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

/// The record that KUNIT_SUITE puts into section .kxx_suites.
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

/// Runs a case for KUnit.
void run_in_kunit(const Case &one, void *kunit);
/// Steps through the parameters for KUnit; `text` has room for 128 characters.
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

/// The class of a test module: `KERNEL_MODULE(kunit::Module, { .name = "suite_disk", .license =
/// "GPL" })`.
class Module final : Pinned {
public:
	/// Runs the suites; for KERNEL_MODULE.
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
/// A module may have any number of suites, in any of its files; their names must be unique within
/// the module.
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
