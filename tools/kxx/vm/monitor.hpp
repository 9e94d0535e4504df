// SPDX-License-Identifier: GPL-2.0
//! QEMU's monitor, in its form for programs (QMP).
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace kxx::vm {

/// Talks to one QEMU. Each function waits for the reply, and throws Failure if QEMU
/// refuses, ends, or exceeds `limit`, or if `interrupted` returns true.
class Monitor {
public:
	/// `fd` is our end of a stream socket, which the caller still owns.
	Monitor(int fd, std::function<bool()> interrupted, std::chrono::seconds limit);

	/// Runs a command and returns its result.
	nlohmann::json command(std::string_view name, nlohmann::json arguments = nlohmann::json::object());
	/// Waits for an event with that name, including one that came during a command.
	nlohmann::json event(std::string_view name);

private:
	nlohmann::json receive();

	int fd_;
	std::function<bool()> interrupted_;
	std::chrono::seconds limit_;
	std::string pending_;
	std::vector<nlohmann::json> events_;
};

} // namespace kxx::vm
