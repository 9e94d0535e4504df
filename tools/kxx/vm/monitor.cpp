// SPDX-License-Identifier: GPL-2.0
#include "vm/monitor.hpp"

#include "common/failure.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>

namespace kxx::vm {

using nlohmann::json;

Monitor::Monitor(int fd, std::function<bool()> interrupted, std::chrono::seconds limit)
	: fd_(fd), interrupted_(std::move(interrupted)), limit_(limit)
{
	receive(); // the greeting
	command("qmp_capabilities");
}

json Monitor::command(std::string_view name, json arguments)
{
	const std::string line = json{ { "execute", name }, { "arguments", std::move(arguments) } }.dump() + "\n";

	if (send(fd_, line.data(), line.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(line.size()))
		throw Failure{ Fault::Environment, "QEMU's monitor is closed" };
	for (;;) {
		json message = receive();

		if (message.contains("event"))
			events_.push_back(std::move(message));
		else if (message.contains("error"))
			throw Failure{ Fault::Environment,
				       fmt::format("QEMU refuses '{}': {}", name, message["error"].value("desc", "")) };
		else if (message.contains("return"))
			return message["return"];
	}
}

json Monitor::event(std::string_view name)
{
	for (;;) {
		const auto at = std::ranges::find_if(
			events_, [&](const json &message) { return message.value("event", "") == name; });

		if (at != events_.end()) {
			json found = std::move(*at);
			events_.erase(at);
			return found;
		}
		events_.push_back(receive());
	}
}

json Monitor::receive()
{
	using Clock = std::chrono::steady_clock;
	constexpr int patience_milliseconds = 200;
	const auto until = Clock::now() + limit_;

	for (;;) {
		if (const std::size_t end = pending_.find('\n'); end != pending_.npos) {
			const std::string line = pending_.substr(0, end);

			pending_.erase(0, end + 1);
			json message = json::parse(line, nullptr, false);
			if (!message.is_object())
				throw Failure{ Fault::Environment, "QEMU's monitor does not speak JSON" };
			return message;
		}
		if (interrupted_())
			throw Failure{ Fault::Environment, "interrupted" };
		if (Clock::now() > until)
			throw Failure{ Fault::Environment, fmt::format("QEMU says nothing for {} s", limit_.count()) };
		pollfd wait{ fd_, POLLIN, 0 };
		if (poll(&wait, 1, patience_milliseconds) <= 0)
			continue;
		std::array<char, 4096> buffer;
		const ssize_t n = recv(fd_, buffer.data(), buffer.size(), MSG_DONTWAIT);
		if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
			throw Failure{ Fault::Environment, "QEMU ended" };
		if (n > 0)
			pending_.append(buffer.data(), n);
	}
}

} // namespace kxx::vm
