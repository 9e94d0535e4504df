// SPDX-License-Identifier: GPL-2.0
//! Recognises, in a kernel log, what the kernel itself considers a bug.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace kxx::vm {

/// One report of the kernel: its headline and all of its lines.
struct Splat {
	std::string title;
	std::vector<std::string> lines;
};

/// A log line without its time stamp: "[    1.234567][  T12] text" → "text".
std::string_view without_timestamp(std::string_view line);

/// Finds the kernel's bug reports in a log, fed line by line.
///
/// The kernel's own reports begin a message ("WARNING: …", "BUG: …"), while a module's lines
/// begin with the module's name; so "echo: WARNING: low on ink" and "BUG fixed" are ordinary
/// text, and a bare "BUG: " at the start is not.
class SplatFinder {
public:
	/// Takes the next line; returns true if it belongs to a report.
	bool feed(std::string_view line);

	const std::vector<Splat> &splats() const { return splats_; }
	/// Whether a report has begun and may still have more lines.
	bool inside() const { return inside_; }

private:
	void begin(std::string_view title, std::string_view line);
	bool expected_trace() const;
	std::string cause_of_trace() const;

	std::vector<Splat> splats_;
	std::deque<std::string> recent_;
	bool inside_ = false;
	bool title_pending_ = false; ///< after "cut here": the next line is the headline
	bool trace_seen_ = false;
	bool trace_over_ = false;
	unsigned lines_ = 0;
};

/// The bits of /proc/sys/kernel/tainted that say that the kernel found a bug, with descriptions.
std::string describe_taint(unsigned long added);

} // namespace kxx::vm
