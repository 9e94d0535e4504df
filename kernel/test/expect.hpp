// SPDX-License-Identifier: GPL-2.0 OR MIT
//! The expectations of a test case, and its result.
//!
//! C: include/kunit/test.h
//!
//! Suites of cases, and the module that runs them, are in kernel/test/kunit.hpp.
#pragma once

#include <source_location>
#include <type_traits>
#include <utility>

#include <linux/sprintf.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/error.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/types.hpp>
#include <kernel/test/compare.hpp>
#include <kernel/text/format.hpp>

namespace kernel::kunit {

namespace detail {

/// The size of the buffer for one value in the text of a failure.
inline constexpr usize value_size = 80;
/// The size of the buffer for the printk format of a note.
inline constexpr usize message_size = 160;

// Called only at compile time; the name is the message that the compiler shows.
void error_the_text_of_info_is_too_long();

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
					    ValueFormat<format::detail::Printed<const T &>>::format.text, raw...);
			},
			value);
	else
		::scnprintf(buffer, value_size, "(a value without a {} form)");
}

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
	/// Expects a true condition. Like all expect_… functions, returns whether the expectation
	/// was met.
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
	bool expect_error(const Result<T> &result __is_error, Error wanted, Place place = Place::current()) const
	{
		if (result.is_error() && result.error() == wanted) [[likely]]
			return true;
		failed(place, "expected %s, got %s", wanted.name(), result.is_ok() ? "success" : result.error().name());
		return false;
	}

	/// Requires a true condition, without which the rest of the case makes no sense:
	/// TRY(test.require(…)).
	template <typename T>
	Result<> require(const T &value __is_true, Place place = Place::current()) const
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
	Result<> require_error(const Result<T> &result __is_error, Error wanted, Place place = Place::current()) const
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
	void fail(const char *reason, Place place = Place::current()) const { failed(place, "%s", reason); }

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

	/// The number of rounds for a case that repeats itself: `many`, or a few in a run with
	/// run=walk, which repeats the case for each allocation and makes that one fail.
	///
	/// Example:
	///     const u32 many = test.rounds(100);
	///     Vec<u32> numbers;
	///     for (u32 i = 0; i < many; i++)
	///             TRY(numbers.push(i, GFP_KERNEL));
	///     test.expect_eq(numbers.size(), many);
	u32 rounds(u32 many) const;

	/// The name of the case.
	const char *name() const __lifetimebound { return name_; }
	/// Whether anything has failed so far.
	bool has_failed() const { return __atomic_load_n(&failed_, __ATOMIC_RELAXED); }
	/// The reason of skip(), or null.
	__may_be_null const char *skipped() const { return __atomic_load_n(&skipped_, __ATOMIC_RELAXED); }

	/// For the code that runs a case. `kunit` is KUnit's own record of the case, or null.
	///
	/// Safety:
	/// - `name` and `kunit` outlive the Test.
	Test(unsafe_t, const char *name, unsigned indent, void *kunit) : name_(name), indent_(indent), kunit_(kunit) {}
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

} // namespace kernel::kunit
