// SPDX-License-Identifier: GPL-2.0
//! What is known of a number: its limits, and whether a process chose it.
#pragma once

#include <algorithm>
#include <tuple>

#include <clang/AST/Expr.h>

namespace kxx::check::values {

/// A number of the integer types of up to 64 bits, and sums and products of them.
__extension__ using Wide = __int128;

/// All numbers that an expression may be.
struct Range {
	/// Where the limits come from.
	enum Kind {
		Known,	 ///< constants and loops over constants: each limit is reached
		Unknown, ///< something of the kernel
		User,	 ///< a process chose it
	} kind = Unknown;
	Wide low = 0;
	Wide high = 0;
	/// Compared with an unknown number that the process did not choose.
	bool checked_low = false;
	bool checked_high = false;
	bool nonzero = false;
	/// Where the process's number came in.
	const clang::Stmt *origin = nullptr;
	/// Where the number may have passed the end of its type.
	const clang::Expr *wrapped = nullptr;

	bool operator==(const Range &) const = default;

	bool may_be_zero() const { return low <= 0 && high >= 0 && !nonzero; }
	/// Whether it is a process's number that may be above `limit`.
	bool above(Wide limit) const { return kind == User && high > limit && !checked_high; }
	/// Whether it is a process's number that may be below zero.
	bool below_zero() const { return kind == User && low < 0 && !checked_low; }

	void join(const Range &other)
	{
		auto open = [](const Range &range, bool checked) { return range.kind == User && !checked; };
		bool open_low = open(*this, checked_low) || open(other, other.checked_low);
		bool open_high = open(*this, checked_high) || open(other, other.checked_high);

		low = std::min(low, other.low);
		high = std::max(high, other.high);
		nonzero = (nonzero || low > 0 || high < 0) && (other.nonzero || other.low > 0 || other.high < 0);
		checked_low = !open_low && (checked_low || other.checked_low);
		checked_high = !open_high && (checked_high || other.checked_high);
		kind = std::max(kind, other.kind);
		origin = origin ? origin : other.origin;
		wrapped = wrapped ? wrapped : other.wrapped;
	}
};

/// Whether numbers of the type are followed: integers of up to 64 bits, and enumerations.
inline bool is_counted(clang::QualType type, const clang::ASTContext &context)
{
	type = type.getNonReferenceType();
	return type->isIntegralOrEnumerationType() && context.getIntWidth(type) <= 64;
}

/// All numbers of a type, of unknown origin.
inline Range all_of(clang::QualType type, const clang::ASTContext &context)
{
	Range range;

	if (!is_counted(type, context))
		return range;
	unsigned width = context.getIntWidth(type);
	if (type->isSignedIntegerOrEnumerationType()) {
		range.low = -(Wide(1) << (width - 1));
		range.high = (Wide(1) << (width - 1)) - 1;
	} else {
		range.high = (Wide(1) << width) - 1;
	}
	return range;
}

} // namespace kxx::check::values
