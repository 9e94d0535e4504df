// SPDX-License-Identifier: GPL-2.0
#include "test/tasks.hpp"

#include "common/interrupt.hpp"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>

namespace kxx::test {

Tasks::Id Tasks::add(std::string label, std::vector<Id> after, std::function<void()> work)
{
	tasks_.push_back({ .label = std::move(label), .after = std::move(after), .work = std::move(work) });
	return tasks_.size() - 1;
}

bool Tasks::can_begin(const Task &task) const
{
	return task.state == Task::State::Waits &&
	       std::ranges::all_of(task.after, [&](Id id) { return tasks_[id].state == Task::State::Done; });
}

void Tasks::run(unsigned side_by_side, const Observer &observer)
{
	std::mutex lock;
	std::condition_variable changed;
	std::exception_ptr failure;
	std::optional<Interrupted> interrupted;
	std::size_t done = 0;

	const auto tell = [&] {
		std::vector<std::string> running;

		for (const Task &task : tasks_)
			if (task.state == Task::State::Runs)
				running.push_back(task.label);
		observer.changed(running, done, tasks_.size());
		changed.notify_all();
	};
	const auto worker = [&] {
		std::unique_lock guard(lock);

		while (!failure && !interrupted && done != tasks_.size()) {
			const auto next =
				std::ranges::find_if(tasks_, [&](const Task &task) { return can_begin(task); });
			if (next == tasks_.end()) {
				if (std::ranges::none_of(
					    tasks_, [](const Task &task) { return task.state == Task::State::Runs; }))
					return;
				changed.wait(guard);
				continue;
			}
			next->state = Task::State::Runs;
			tell();
			guard.unlock();
			std::exception_ptr thrown;
			std::optional<Interrupted> signal;
			try {
				next->work();
			} catch (const Interrupted &one) {
				signal = one;
			} catch (...) {
				thrown = std::current_exception();
			}
			guard.lock();
			next->state = Task::State::Done;
			done++;
			if (signal && !interrupted)
				interrupted = signal;
			if (thrown && !failure)
				failure = thrown;
			tell();
		}
	};

	{
		std::vector<std::jthread> workers;

		for (unsigned i = 0; i < side_by_side; i++)
			workers.emplace_back(worker);
	}
	if (interrupted)
		throw *interrupted;
	if (failure)
		std::rethrow_exception(failure);
}

} // namespace kxx::test
