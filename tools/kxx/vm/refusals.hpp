// SPDX-License-Identifier: GPL-2.0
//! Recognises refused requests of a module in a kernel log.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kxx::vm {

/// Collects the kernel's lines about failed probes and failed requests; it is fed line by line.
///
/// The kernel continues after these, and so does the module: it loads and unloads, and only the log
/// says that its driver has no device. A line that contains one of the allowed texts is expected.
/// After an injected failure all of them are expected, since the code that needed the memory has to
/// fail.
class Refusals {
public:
	explicit Refusals(std::vector<std::string> allowed) : allowed_(std::move(allowed)) {}

	void feed(std::string_view line);

	/// Without their time stamps.
	const std::vector<std::string> &lines() const { return lines_; }

private:
	std::vector<std::string> allowed_;
	std::vector<std::string> lines_;
	bool injected_ = false;
};

} // namespace kxx::vm
