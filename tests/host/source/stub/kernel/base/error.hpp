// SPDX-License-Identifier: GPL-2.0
//! Replaces the library's header, which needs the kernel's numbers.
#pragma once

#include <kernel/base/types.hpp>

namespace kernel {

class Error {
public:
	explicit constexpr Error(int value) : value_(value) {}
	static constexpr Error from_c(long returned) { return Error(static_cast<int>(-returned)); }
	constexpr int to_c() const { return -value_; }
	bool operator==(const Error &) const = default;

private:
	int value_;
};

inline constexpr Error ENOMEM{ 12 };
inline constexpr Error EINVAL{ 22 };

} // namespace kernel
