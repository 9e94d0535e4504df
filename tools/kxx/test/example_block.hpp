// SPDX-License-Identifier: GPL-2.0
//! The `Example:` comments of headers.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace kxx::test {

/// The lines of one comment under `Example:` or `Example (a whole module):`, indented by four spaces.
struct ExampleBlock {
	enum class Kind {
		/// The body of `Result<> example(kunit::Test &test)`.
		Body,
		/// Defines this function, and things around it.
		Scope,
		/// Does so at global scope: the block specialises templates of kernel::, for example.
		Global,
		/// Has a KERNEL_MODULE of its own.
		Module,
	};

	Kind kind = Kind::Body;
	/// The header, as it is included.
	std::string header = {};
	/// Its first and last line there.
	unsigned first = 0, last = 0;
	/// The name of the item after the comment; the name of the header if that item has none.
	std::string item = {};
	std::vector<std::string> lines = {};

	/// "kernel/sync/mutex.hpp:30"
	std::string place() const;
	std::string text() const;
};

/// The examples in a header's text, in order. Throws Failure if one has no lines.
std::vector<ExampleBlock> parse_examples(std::string_view text, const std::string &header);

/// The examples in `headers`, which are files relative to `root`.
std::vector<ExampleBlock> read_examples(const std::filesystem::path &root, const std::vector<std::string> &headers);

} // namespace kxx::test
