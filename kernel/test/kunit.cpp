// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <kernel/test/kunit.hpp>

#include <helpers/kunit.hpp>
#include <linux/module.hpp>
#include <linux/printk.hpp>
#include <linux/sched.hpp>
#include <linux/timekeeping.hpp>

#include <kernel/module/module.hpp>
#include <kernel/module/param.hpp>

// The labels where the module's suites begin and end. A module's C++ becomes one assembly file, in
// which file-level asm comes first, and a section's later subsections come after its earlier ones.
asm(".pushsection .kxx_suites, 0, \"aw\", @progbits\n"
    ".balign 8\n"
    "kxx_suites_begin:\n"
    ".subsection 1\n"
    "kxx_suites_end:\n"
    ".popsection\n");

extern "C" {
[[gnu::visibility("hidden")]] extern const kernel::kunit::detail::Suite *kxx_suites_begin[];
[[gnu::visibility("hidden")]] extern const kernel::kunit::detail::Suite *kxx_suites_end[];
}

namespace kernel::kunit {
namespace detail {

#if defined(CONFIG_KUNIT) || defined(CONFIG_KUNIT_MODULE)
constexpr bool has_kunit = true;
#else
constexpr bool has_kunit = false;
#endif

consteval auto param_names(Run)
{
	return param::names<Run>({ { "kunit", Run::Kunit },
				   { "here", Run::Here },
				   { "failures", Run::Failures },
				   { "walk", Run::Walk } });
}

namespace {

constinit Param<Run> run_parameter{ Run::Kunit };

constexpr ModuleInfo info{ .params = { { "run", run_parameter, "who runs the suites", 0444 } } };
// These are in addition to those of KERNEL_MODULE.
[[gnu::section("__param"), gnu::used]] alignas(8) constinit const auto records = kernel::detail::param_records<info>();
[[gnu::section(".modinfo"), gnu::used]] alignas(1) constinit const
	char description[] = "parmtype=run:kunit|here|failures|walk\0parm=run:who runs the suites";

/// The name without the directories, which differ from one build to the next.
const char *base_name(const char *path)
{
	const char *name = path;

	for (; *path; path++)
		if (*path == '/')
			name = path + 1;
	return name;
}

struct Counts {
	usize passed = 0, failed = 0, skipped = 0;

	void add(const Test &test) { (test.has_failed() ? failed : test.skipped() ? skipped : passed)++; }
	void add(const Counts &other)
	{
		passed += other.passed;
		failed += other.failed;
		skipped += other.skipped;
	}
};

bool talks(Run run)
{
	return run == Run::Here || run == Run::Kunit;
}

void print_head(int indent, const char *name, usize planned)
{
	::_printk("\0016%*sKTAP version 1\n", indent, "");
	if (name)
		::_printk("\0016%*s# Subtest: %s\n", indent, "", name);
	::_printk("\0016%*s1..%lu\n", indent, "", planned);
}

void print_result(int indent, const Counts &counts, usize number, const char *name, const char *reason)
{
	const bool skipped = !counts.failed && !counts.passed && counts.skipped;

	::_printk("\0016%*s%s %lu %s%s%s\n", indent, "", counts.failed ? "not ok" : "ok", number, name,
		  skipped ? " # SKIP " : "", skipped && reason ? reason : "");
}

/// Makes the case's first allocation fail, then its second, until a run has none left. After the
/// first ones, where cases repeat themselves, or if it takes long, only some of them fail. Returns
/// how many failed.
usize walk(const Case &one, const void *parameter)
{
	constexpr unsigned all = 32, most = 1000000;
	constexpr u64 long_time = 600'000'000;
	const u64 begin = ::ktime_get_ns();
	usize injected = 0;

	for (unsigned nth = 1; nth < most;) {
		// SAFETY: the name is a literal.
		Test test(unsafe, one.name, 0, nullptr);

		::kxx_fail_nth(nth);
		one.run(test, parameter);
		const unsigned left = ::kxx_fail_nth_left();
		::kxx_fail_nth(0);
		if (left)
			return injected;
		injected++;
		if (::ktime_get_ns() - begin > long_time)
			nth *= 2;
		else
			nth += nth < all ? 1 : nth / 8;
	}
	::_printk("\0013kunit: %s: allocations without end\n", one.name);
	return injected;
}

/// Runs one case with each of its parameters.
Counts run_case(const Case &one, usize number, Run run)
{
	const Parameters &parameters = one.parameters();
	Counts counts;
	const char *reason = nullptr;

	if (!parameters.count) {
		// SAFETY: the name is a literal.
		Test test(unsafe, one.name, 4, nullptr);
		one.run(test, nullptr);
		counts.add(test);
		reason = test.skipped();
	} else if (talks(run)) {
		print_head(8, one.name, parameters.count);
	}
	usize index = 0;
	for (const void *at = parameters.next(nullptr); at; at = parameters.next(at)) {
		char text[128];
		Counts single;
		// SAFETY: the name is a literal.
		Test test(unsafe, one.name, 8, nullptr);

		one.run(test, at);
		single.add(test);
		counts.add(single);
		next_parameter(parameters, index ? static_cast<const char *>(at) - parameters.stride : nullptr, text);
		index++;
		if (!text[0])
			::scnprintf(text, sizeof(text), "param-%lu", index - 1);
		if (talks(run))
			print_result(8, single, index, text, test.skipped());
	}
	if (talks(run))
		print_result(4, counts, number, one.name, reason);
	return counts;
}

void run_suites(Run run)
{
	const Suite **begin = kxx_suites_begin, **end = kxx_suites_end;
	Counts all;

	// Both point into one array, which the compiler cannot know.
	asm("" : "+r"(begin), "+r"(end));
	if (talks(run))
		print_head(0, nullptr, end - begin);
	for (const Suite **at = begin; at != end; at++) {
		const Suite &suite = **at;
		Counts counts;

		if (talks(run))
			print_head(4, suite.name, suite.count);
		for (usize i = 0; i < suite.count; i++)
			counts.add(run_case(suite.cases[i], i + 1, run));
		if (talks(run))
			print_result(0, counts, at - begin + 1, suite.name, nullptr);
		all.add(counts);
	}
	if (run == Run::Failures)
		::_printk("\0016kunit: %s: %lu passed, %lu failed, %lu skipped\n", ::__this_module.name, all.passed,
			  all.failed, all.skipped);
}

void walk_suites()
{
	const Suite **begin = kxx_suites_begin, **end = kxx_suites_end;
	usize cases = 0, injected = 0;

	asm("" : "+r"(begin), "+r"(end));
	for (const Suite **at = begin; at != end; at++)
		for (usize i = 0; i < (*at)->count; i++, cases++) {
			const Case &one = (*at)->cases[i];
			const Parameters &parameters = one.parameters();

			if (!parameters.count)
				injected += walk(one, nullptr);
			for (const void *p = parameters.next(nullptr); p; p = parameters.next(p))
				injected += walk(one, p);
		}
	::_printk("\0016kunit: %s: %lu cases, %lu failures injected, all handled\n", ::__this_module.name, cases,
		  injected);
}

} // namespace

void run_module()
{
	const Run run = run_parameter.get();

	if (run == Run::Kunit && has_kunit)
		return;
	::kxx_kunit_keep_out();
	if (run == Run::Walk)
		walk_suites();
	else
		run_suites(run);
}

void run_in_kunit(const Case &one, void *kunit)
{
	// SAFETY: the name is a literal, and KUnit's record lives while the case runs.
	Test test(unsafe, one.name, one.parameters().count ? 8 : 4, kunit);

	one.run(test, ::kxx_kunit_parameter(kunit));
}

const void *next_parameter(const Parameters &parameters, const void *previous, char *text)
{
	const void *next = parameters.next(previous);
	char shown[value_size];

	text[0] = 0;
	if (!next)
		return nullptr;
	parameters.describe(next, shown);
	::scnprintf(text, value_size, "%s", shown);
	// KTAP treats a # as the start of a directive.
	for (char *c = text; *c; c++)
		if (*c == '#' || *c == '\n')
			*c = '_';
	return next;
}

} // namespace detail

void Test::mark_failed() const
{
	__atomic_store_n(&failed_, true, __ATOMIC_RELAXED);
	if (kunit_)
		::kxx_kunit_fail(kunit_);
}

void Test::failed(Place place, const char *format, ...) const
{
	__builtin_va_list list;
	::va_format text{};

	mark_failed();
	if (detail::run_parameter.get() == detail::Run::Walk)
		return;
	__builtin_va_start(list, format);
	text.fmt = format;
	text.va = &list;
	::_printk("\0013%*s# %s: EXPECTATION FAILED at %s:%u: %pV\n", static_cast<int>(indent_), "", name_,
		  detail::base_name(place.file_name()), place.line(), &text);
	__builtin_va_end(list);
}

void Test::note(const char *format, ...) const
{
	__builtin_va_list list;
	::va_format text{};

	if (!detail::talks(detail::run_parameter.get()))
		return;
	__builtin_va_start(list, format);
	text.fmt = format;
	text.va = &list;
	::_printk("\0016%*s# %s: %pV\n", static_cast<int>(indent_), "", name_, &text);
	__builtin_va_end(list);
}

Error Test::skip(const char *reason) const
{
	__atomic_store_n(&skipped_, reason, __ATOMIC_RELAXED);
	return ECANCELED;
}

u32 Test::rounds(u32 many) const
{
	constexpr u32 few = 5;

	return many > few && detail::run_parameter.get() == detail::Run::Walk ? few : many;
}

void Test::finish(Result<> result) const
{
	const bool expected = __atomic_load_n(&required_, __ATOMIC_RELAXED) || skipped();

	if (result.is_error() && !expected) {
		mark_failed();
		if (detail::run_parameter.get() != detail::Run::Walk)
			::_printk("\0013%*s# %s: the case returned %s\n", static_cast<int>(indent_), "", name_,
				  result.error().name());
	}
	if (skipped() && !has_failed() && kunit_)
		::kxx_kunit_skip(kunit_, skipped());
}

} // namespace kernel::kunit
