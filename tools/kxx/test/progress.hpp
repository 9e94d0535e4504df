// SPDX-License-Identifier: GPL-2.0
//! Shows what is running: on a terminal, one line that changes, below the results.
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace kxx::test {

class Progress {
public:
	/// Shows nothing before `quiet` has passed: what is done by then needs no line.
	explicit Progress(std::chrono::milliseconds quiet = {});
	~Progress();
	Progress(const Progress &) = delete;
	Progress &operator=(const Progress &) = delete;

	/// The steps that run now, and how many of all steps have ended.
	void show(const std::vector<std::string> &running, std::size_t done, std::size_t all);
	/// Text for standard output.
	void print(const std::string &text);
	/// A warning, on standard error.
	void warn(const std::string &text);

private:
	void erase();
	void draw();

	std::mutex lock_;
	bool terminal_;
	bool visible_;
	std::string line_;
	std::jthread waiting_;
};

} // namespace kxx::test
