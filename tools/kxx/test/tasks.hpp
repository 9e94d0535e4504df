// SPDX-License-Identifier: GPL-2.0
//! Tasks that run side by side, each after those that it needs.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace kxx::test {

class Tasks {
public:
	using Id = std::size_t;

	/// Hears what happens; called with a lock held, so one call at a time.
	struct Observer {
		std::function<void(const std::vector<std::string> &running, std::size_t done, std::size_t all)>
			changed{};
	};

	/// Adds a task that begins when those in `after` have ended. `label` is for people.
	Id add(std::string label, std::vector<Id> after, std::function<void()> work);

	/// Runs all, at most `side_by_side` at a time, in the order in which they were added where there is a choice.
	/// If one throws, no further task begins; when the running ones have ended, the exception is thrown on. An
	/// Interrupted comes before all other exceptions.
	void run(unsigned side_by_side, const Observer &observer);

private:
	struct Task {
		std::string label{};
		std::vector<Id> after{};
		std::function<void()> work{};
		enum class State { Waits, Runs, Done } state = State::Waits;
	};

	bool can_begin(const Task &task) const;

	std::vector<Task> tasks_;
};

} // namespace kxx::test
