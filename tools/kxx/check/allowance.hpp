// SPDX-License-Identifier: GPL-2.0
//! Comments that silence a finding: `// kxx-allow: RULE a reason in words`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kxx::check {

/// One such comment.
struct Allowance {
	/// Empty if the comment has another form.
	std::string rule{};
	/// With the words of the comment lines that follow, if the comment stands on a line of its own.
	std::string reason{};
	/// Where the comment is, from 1.
	unsigned line = 0;
	unsigned column = 0;
	/// The line whose findings it silences: its own, or the first one below it without a comment of its own.
	unsigned silenced_line = 0;

	/// Whether the reason says something: three words or more.
	bool has_reason() const;
};

/// The comments of a C++ file that begin with `kxx-allow`. What looks like one inside of a literal is none.
std::vector<Allowance> read_allowances(std::string_view text);

} // namespace kxx::check
