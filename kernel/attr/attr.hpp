// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Attributes: small text files with one value each, which belong to an object in sysfs or
//! configfs.
//!
//! C: include/linux/sysfs.h (struct attribute, sysfs_emit)
//!
//! kernel/attr/sysfs.hpp and kernel/attr/configfs.hpp make directories of them.
#pragma once

#include <type_traits>

#include <linux/sysfs.hpp>

#include <kernel/attr/show_store.hpp>
#include <kernel/base/annotations.hpp>
#include <kernel/base/literal.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/base/types.hpp>
#include <kernel/text/bstr.hpp>
#include <kernel/text/format.hpp>

namespace kernel::attr {

/// The page into which an attribute's text is printed. The function that shows the attribute gets
/// it.
///
/// By custom, print one short value and a newline. Text that does not fit into the page is cut.
///
/// Invariants:
/// - `page_` is the reader's page, aligned, and its first `size_` bytes are printed.
///
/// Example:
///     class Disk final : Pinned {
///     public:
///             void show_depth(attr::Text &text) const { text.print(fmt("{}\n", 64u)); }
///     };
///     using Depth = attr::ReadOnly<"depth", &Disk::show_depth>;
///     test.expect_eq(Depth::mode, 0444);
class __view(char) Text : public TaskBound {
public:
	/// Views a page that C passed to a show function.
	///
	/// Safety:
	/// - `page` is a whole, aligned page, to which nobody else writes while this is used.
	[[gnu::always_inline]] static Text from_raw(unsafe_t, char *page) { return Text(page); }
	Text(const Text &) = delete;
	Text &operator=(const Text &) = delete;

	/// Prints: `text.print(fmt("{} {}\n", name, speed))`.
	///
	/// Context: any.
	[[gnu::always_inline]] void print(format::message auto &&text)
	{
		text.call([&](const char *format, auto... raw) {
			size_ += ::sysfs_emit_at(page_, size_, format, raw...);
		});
	}
	/// Prints text unchanged, for example a literal.
	///
	/// Context: any.
	[[gnu::always_inline]] void print(BStr text) { print(fmt("{}", text)); }

	/// The number of characters printed so far.
	[[nodiscard]] usize size() const { return static_cast<usize>(size_); }

private:
	[[gnu::always_inline]] explicit Text(char *page) : page_(page) {}

	char *page_;
	int size_ = 0;
};

namespace detail {

using namespace kernel::detail;

template <u16 mode>
consteval void check_mode()
{
	static_assert((mode & ~0664) == 0, "an attribute's mode is of 0664 at most: nobody executes it, and not "
					   "everybody writes it");
}

/// Returns what C's show function returns.
template <auto what, typename T>
[[gnu::always_inline]] inline long show(const T &object, char *page)
{
	// SAFETY: the kernel passes a page of this one reader to show functions.
	Text text = Text::from_raw(unsafe, page);
	const Result<> done = show_member<what>(object, text);

	return done.is_ok() ? static_cast<long>(text.size()) : done.to_c();
}
struct IsText {};
struct IsBinary {};
struct IsGroup {};

} // namespace detail

/// A read-only attribute: `void f(attr::Text &) const` or `V f() const` shows it, or it is the
/// value of a data member that is an Atomic or const.
template <Literal name_, auto show_, u16 mode_ = 0444>
struct ReadOnly : detail::IsText {
	static constexpr const auto &name = name_.text;
	static constexpr auto show = show_;
	static constexpr auto store = nullptr;
	static constexpr u16 mode = mode_;
};

/// An attribute that is read and written, through two functions or one Atomic. The store function
/// is `Result<> f(V) const`, where V is an integer, bool, CStr or BStr; a newline may end a number.
///
/// Text that is not a valid number is refused with EINVAL or ERANGE before the function is called.
template <Literal name_, auto show_, auto store_ = show_, u16 mode_ = 0644>
struct __user_arguments ReadWrite : detail::IsText {
	static constexpr const auto &name = name_.text;
	static constexpr auto show = show_;
	static constexpr auto store = store_;
	static constexpr u16 mode = mode_;
};

/// A write-only attribute.
template <Literal name_, auto store_, u16 mode_ = 0200>
struct __user_arguments WriteOnly : detail::IsText {
	static constexpr const auto &name = name_.text;
	static constexpr auto show = nullptr;
	static constexpr auto store = store_;
	static constexpr u16 mode = mode_;
};

} // namespace kernel::attr
