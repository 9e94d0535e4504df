// SPDX-License-Identifier: GPL-2.0
#include "test/tasks.hpp"

#include "common/interrupt.hpp"

#include <algorithm>
#include <atomic>
#include <barrier>
#include <csignal>
#include <mutex>
#include <stdexcept>
#include <thread>

#include <gtest/gtest.h>

namespace kxx::test {
namespace {

const Tasks::Observer nobody{ .changed = [](const auto &, std::size_t, std::size_t) {} };

TEST(Tasks, EachComesAfterWhatItNeeds)
{
	for (unsigned side_by_side : { 1u, 2u, 8u }) {
		Tasks tasks;
		std::mutex lock;
		std::vector<std::string> order;
		const auto note = [&](std::string name) {
			return [&, name] {
				const std::lock_guard guard(lock);
				order.push_back(name);
			};
		};
		const Tasks::Id a = tasks.add("a", {}, note("a")), b = tasks.add("b", { a }, note("b"));
		tasks.add("c", { b, a }, note("c"));
		tasks.add("d", {}, note("d"));
		tasks.run(side_by_side, nobody);

		ASSERT_EQ(order.size(), 4u);
		const auto at = [&](const char *name) { return std::ranges::find(order, name) - order.begin(); };
		EXPECT_LT(at("a"), at("b"));
		EXPECT_LT(at("b"), at("c"));
	}
}

TEST(Tasks, NoMoreThanAllowedRunAtATime)
{
	Tasks tasks;
	std::atomic<int> running = 0, most = 0;

	for (int i = 0; i < 12; i++)
		tasks.add("one", {}, [&] {
			const int now = ++running;
			int before = most;
			while (now > before && !most.compare_exchange_weak(before, now))
				;
			std::this_thread::sleep_for(std::chrono::milliseconds(5));
			running--;
		});
	tasks.run(3, nobody);
	EXPECT_EQ(most, 3);
}

TEST(Tasks, AFailureStopsTheRest)
{
	Tasks tasks;
	bool later = false;

	const Tasks::Id bad = tasks.add("bad", {}, [] { throw std::runtime_error("no disk"); });
	tasks.add("later", { bad }, [&] { later = true; });
	try {
		tasks.run(2, nobody);
		FAIL() << "nothing was thrown";
	} catch (const std::runtime_error &error) {
		EXPECT_STREQ(error.what(), "no disk");
	}
	EXPECT_FALSE(later);
}

TEST(Tasks, ASignalComesBeforeOtherFailures)
{
	Tasks tasks;

	// Both run at the same time.
	std::barrier both(2);
	tasks.add("bad", {}, [&] {
		both.arrive_and_wait();
		throw std::runtime_error("killed");
	});
	tasks.add("signal", {}, [&] {
		both.arrive_and_wait();
		throw Interrupted{ SIGINT };
	});
	try {
		tasks.run(2, nobody);
		FAIL() << "nothing was thrown";
	} catch (const Interrupted &interrupted) {
		EXPECT_EQ(interrupted.signal, SIGINT);
	}
}

TEST(Tasks, SaysWhatRuns)
{
	Tasks tasks;
	std::vector<std::string> seen;
	std::size_t last = 0;

	tasks.add("first", {}, [] {});
	tasks.add("second", {}, [] {});
	tasks.run(1, { .changed = [&](const std::vector<std::string> &running, std::size_t done, std::size_t all) {
			  EXPECT_EQ(all, 2u);
			  last = done;
			  seen.insert(seen.end(), running.begin(), running.end());
		  } });
	EXPECT_EQ(seen, (std::vector<std::string>{ "first", "second" }));
	EXPECT_EQ(last, 2u);
}

} // namespace
} // namespace kxx::test
