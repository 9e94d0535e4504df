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

#include <type_traits>
#include <utility>

#if defined(CONFIG_KUNIT) || defined(CONFIG_KUNIT_MODULE)
#include <kunit/test.hpp>
#endif

#include <kernel/base/result.hpp>
#include <kernel/base/types.hpp>
#include <kernel/log/print.hpp>
#include <kernel/memory/box.hpp>
#include <kernel/test/compare.hpp>
#include <kernel/test/expect.hpp>
#include <kernel/text/format.hpp>

namespace kernel::kunit {

namespace detail {

// Called only at compile time; each name is the message that the compiler shows.
void error_two_cases_of_this_suite_have_the_same_name();
void error_a_case_has_no_name();

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

/// The parameters of a case, with their type erased.
struct Parameters {
	const void *first = nullptr;
	usize stride = 0;
	usize count = 0;
	void (*describe)(const void *parameter, char (&buffer)[value_size]) = nullptr;

	const void *next(const void *previous) const __lifetimebound
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
inline constexpr detail::Callable each{ detail::call_with<function, std::remove_cvref_t<decltype(parameters[0])>>,
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
			 !std::is_convertible_v<F, Result<> (*)(Test &)> && !std::is_convertible_v<F, detail::Callable>)
	consteval Case(const char *, F)
	{
		static_assert(detail::never<F>,
			      "a case is a function (kunit::Test &) that returns void or a Result<>; a member "
			      "function goes into kunit::fixture<>, one with a parameter into kunit::each<>");
	}

	/// The name in the log.
	const char *name;

	/// The parameters of an each<>; empty for other cases.
	constexpr const detail::Parameters &parameters() const __lifetimebound { return callable_.parameters; }

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
		((made.cases[i].generate_params = cases[i].parameters().count ? generate<cases, i> : nullptr), ...);
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
#define KXX_KUNIT_SUITE(title)                                                                                 \
	constinit auto kxx_kunit_cases_##title = ::kernel::kunit::detail::records<kxx_cases_##title>();        \
	constinit ::kunit_suite kxx_kunit_##title{                                                             \
		.name = #title,                                                                                \
		.test_cases = kxx_kunit_cases_##title.cases,                                                   \
	};                                                                                                     \
	[[gnu::section(".kunit_test_suites"), gnu::used]] constinit ::kunit_suite *kxx_kunit_pointer_##title = \
		&kxx_kunit_##title;
#else
#define KXX_KUNIT_SUITE(title)
#endif

/// A suite of cases, at namespace scope: `KUNIT_SUITE(vec, { "push_grows", push_grows }, …);`.
///
/// A module may have any number of suites, in any of its files; their names must be unique within
/// the module.
#define KUNIT_SUITE(title, ...)                                                                                       \
	namespace {                                                                                                   \
	constexpr ::kernel::kunit::Case kxx_cases_##title[] = { __VA_ARGS__ };                                        \
	constexpr ::kernel::kunit::detail::Suite kxx_suite_##title =                                                  \
		::kernel::kunit::detail::suite(#title, kxx_cases_##title);                                            \
	[[gnu::section(".kxx_suites"),                                                                                \
	  gnu::used]] constinit const ::kernel::kunit::detail::Suite *kxx_suite_pointer_##title = &kxx_suite_##title; \
	KXX_KUNIT_SUITE(title)                                                                                        \
	}                                                                                                             \
	static_assert(true, "for the semicolon")
