// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Internal: the compiler's messages about a format that does not suit its values.
//! kernel/text/translate.hpp finds such mistakes.
//!
//! This is a system header, so that GCC shows the line that uses a macro and not the macro.
#pragma once
#pragma GCC system_header

#include <kernel/base/annotations.hpp>
#include <kernel/base/types.hpp>

namespace kernel::format::detail {

/// The mistakes in a format and its values.
enum class Mistake : u8 {
	None,
	NoForm,
	FloatingPoint,
	TooFewValues,
	TooManyValues,
	Conversion,
	UnmatchedBrace,
	WrongForm,
	UnknownForm,
	BehindPointer,
	Newline,
};

/// The length of a translated format, and the first mistake in it.
struct Measure {
	usize size;
	Mistake mistake;
};

} // namespace kernel::format::detail

// For a class whose operator() takes a format: adds one overload for each mistake, which is chosen
// where `measure`, an expression in parentheses with the names Source and Args, has that mistake.
// They are members because GCC 12 reports everything twice if a refused function is not a member.
#define KXX_REFUSED_FORMATS(measure, made, parameters)                                                         \
	KXX_REFUSED_FORMAT(NoForm, measure, made, parameters,                                                  \
			   "a value of this type has no {} form: print its members, or specialise "            \
			   "kernel::format::Formatter for it")                                                 \
	KXX_REFUSED_FORMAT(FloatingPoint, measure, made, parameters,                                           \
			   "the kernel has no floating point: calculate with integers, and print those")       \
	KXX_REFUSED_FORMAT(TooFewValues, measure, made, parameters,                                            \
			   "more {} than values: write a value for each {}, and {{}} for braces in the text")  \
	KXX_REFUSED_FORMAT(TooManyValues, measure, made, parameters,                                           \
			   "more values than {}: write a {} into the text for each value")                     \
	KXX_REFUSED_FORMAT(Conversion, measure, made, parameters,                                              \
			   "write {} for a value, whatever its type, and %% for a percent sign before a "      \
			   "letter or digit")                                                                  \
	KXX_REFUSED_FORMAT(UnmatchedBrace, measure, made, parameters,                                          \
			   "a brace stands alone: write {} for a value, and {{ or }} for a brace in the text") \
	KXX_REFUSED_FORMAT(WrongForm, measure, made, parameters,                                               \
			   "the form after the colon does not suit the value: write {}, or a form that "       \
			   "kernel/text/format.hpp lists for the type")                                        \
	KXX_REFUSED_FORMAT(UnknownForm, measure, made, parameters,                                             \
			   "unknown form after the colon: write {}, or one of {:x} {:#x} {:08} {:>8} {:<8} "   \
			   "{:c}; the type of the value says the rest")                                        \
	KXX_REFUSED_FORMAT(BehindPointer, measure, made, parameters,                                           \
			   "a letter or digit follows a pointer, an Error or bytes, and printk would read "    \
			   "it as part of their form: write a space between them")                             \
	KXX_REFUSED_FORMAT(Newline, measure, made, parameters, "a message ends its line itself: leave out the newline")
#define KXX_REFUSED_FORMAT(which, measure, made, parameters, why)                     \
	template <typename Source, typename... Args>                                  \
		requires(measure.mistake == ::kernel::format::detail::Mistake::which) \
	__refused(why) auto operator() parameters const                               \
	{                                                                             \
		return made;                                                          \
	}
