// SPDX-License-Identifier: GPL-2.0
//! What is known about sleeping in functions of C.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kxx::check {

/// Whether a function of C sleeps, and where the kernel's sources show it.
struct CSleep {
	enum Effect { Never, AsFlags, May } effect;
	std::string place;
};

/// What the table says about a function; nothing if it has no line. tools/check/c_functions/derive_sleeping explains the table.
std::optional<CSleep> c_sleep(std::string_view function);

} // namespace kxx::check
