// SPDX-License-Identifier: GPL-2.0
//! Reads test results in KTAP, the format of KUnit and kselftest.
//!
//! Kernel: Documentation/dev-tools/ktap.rst
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kxx::vm {

/// One test, or a group of them.
struct TestResult {
	enum class Status { Passed, Failed, Skipped };

	std::string name{};
	Status status = Status::Passed;
	/// The reason for a skip, or the fault in the output.
	std::string reason{};
	/// The diagnostic lines before the result, without "# ".
	std::vector<std::string> diagnostics{};
	std::vector<TestResult> children{};
};

struct TestCounts {
	unsigned passed = 0, failed = 0, skipped = 0;

	bool operator==(const TestCounts &) const = default;
	TestCounts &operator+=(const TestCounts &other);
};

/// Counts the tests without children. A group that failed although none of its tests failed counts
/// as one failure.
TestCounts count(const TestResult &result);
TestCounts count(const std::vector<TestResult> &results);

/// Reads KTAP that is fed line by line; other lines in between (a kernel log is full of them)
/// are ignored, time stamps removed.
///
/// Missing results count as failures: fewer results than planned, a group that never got its own
/// result (the machine crashed), a document whose top level has no plan, or a number out of order.
class KtapParser {
public:
	void feed(std::string_view line);
	/// Everything that was read, one entry per top-level test.
	std::vector<TestResult> finish();

private:
	/// One level of nesting that is not closed yet.
	struct Level {
		std::size_t indent = 0;
		bool versioned = false; ///< began with a version line
		std::optional<unsigned> plan{};
		std::string subtest{}; ///< "# Subtest: NAME"
		std::vector<TestResult> results{};
		std::vector<std::string> diagnostics{};
		std::vector<std::string> faults{};
	};

	Level &level_at(std::size_t indent);
	void open_document(std::size_t indent);
	void close_document();
	void result_line(std::size_t indent, bool ok, std::string_view rest);
	static void check_level(Level &level);
	void close_deeper(std::size_t indent);

	std::vector<Level> levels_;
	std::vector<TestResult> finished_;
};

} // namespace kxx::vm
