// SPDX-License-Identifier: GPL-2.0
#include "test/progress.hpp"

#include "common/terminal.hpp"

#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <stop_token>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace kxx::test {
namespace {

std::size_t width_of_terminal()
{
	winsize size{};

	return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

} // namespace

Progress::Progress(std::chrono::milliseconds quiet)
	: terminal_(isatty(STDERR_FILENO)), visible_(quiet == std::chrono::milliseconds())
{
	if (!terminal_ || visible_)
		return;
	waiting_ = std::jthread([this, quiet](std::stop_token stop) {
		std::condition_variable_any ended;
		std::mutex lock;
		std::unique_lock waiting(lock);

		ended.wait_for(waiting, stop, quiet, [] { return false; });
		if (stop.stop_requested())
			return;
		const std::lock_guard guard(lock_);
		visible_ = true;
		draw();
	});
}

Progress::~Progress()
{
	waiting_ = {};
	const std::lock_guard guard(lock_);

	erase();
}

void Progress::show(const std::vector<std::string> &running, std::size_t done, std::size_t all)
{
	const std::lock_guard guard(lock_);

	if (!terminal_)
		return;
	erase();
	line_ = fmt::format("[{}/{}] {}", done, all, fmt::join(running, ", "));
	// A line that wraps cannot be erased.
	line_.resize(std::min(line_.size(), width_of_terminal() - 1));
	draw();
}

void Progress::print(const std::string &text)
{
	const std::lock_guard guard(lock_);

	erase();
	std::fputs(text.c_str(), stdout);
	std::fflush(stdout);
	draw();
}

void Progress::warn(const std::string &text)
{
	const std::lock_guard guard(lock_);

	erase();
	print_warning(text);
	draw();
}

void Progress::erase()
{
	if (visible_ && !line_.empty())
		std::fputs("\r\033[K", stderr);
}

void Progress::draw()
{
	if (visible_ && !line_.empty())
		std::fputs(line_.c_str(), stderr);
}

} // namespace kxx::test
