// SPDX-License-Identifier: GPL-2.0
//! Kfifos: order, room, and two tasks at the two ends.
#include "helpers.hpp"

#include <kernel/container/kfifo.hpp>
#include <kernel/task/kthread.hpp>
#include <kernel/time/delay.hpp>

using namespace kernel;

namespace {

Result<> ends(kunit::Test &test)
{
	Kfifo<u32, 8> fifo;
	{
		auto in = TRY(fifo.in());
		auto out = TRY(fifo.out());
		test.expect_error(fifo.in(), EBUSY);
		test.expect_error(fifo.out(), EBUSY);
		test.expect(out.empty());
		test.expect_null(out.peek());
		test.expect_error(out.get(), ENOENT);
		// Goes around the ring several times, so that it wraps at each place.
		u32 next = 0, expected = 0;
		for (u32 round = 0; round < 20; round++) {
			for (u32 i = 0; i < 5; i++)
				test.expect(in.put(next++));
			test.expect_eq(out.size(), 5u);
			test.expect_eq(in.room(), 3u);
			test.expect_eq(*out.peek(), expected);
			for (u32 i = 0; i < 5; i++)
				test.expect_eq(TRY(out.get()), expected++);
		}
		u32 many[11], back[11] = {};
		for (u32 i = 0; i < 11; i++)
			many[i] = i + 100;
		test.expect_eq(in.put(Span<const u32>::of(many)), 8u);
		test.expect(!in.put(1));
		test.expect_eq(in.room(), 0u);
		test.expect_eq(out.get(Span<u32>::of(back)), 8u);
		test.expect_eq(back[0], 100u);
		test.expect_eq(back[7], 107u);
		test.expect_eq(back[8], 0u);
	}
	auto again = TRY(fifo.in()); // the first writing end was destroyed
	test.expect(again.put(1));
	return ok;
}

struct Pipe {
	struct Value {
		u32 number, copy;
	};
	Kfifo<Value, 16> fifo;
	Atomic<u32> stop;
};

Result<> two_tasks(kunit::Test &test)
{
	auto pipe = TRY(make_arc<Pipe>(GFP_KERNEL));
	auto out = TRY(pipe->fifo.out());
	auto thread = TRY(Kthread::run(
		fmt("test_kfifo"),
		[](const ThisKthread &self, Arc<Pipe> pipe) {
			auto in = pipe->fifo.in();
			for (u32 number = 0; number < 1000 && !self.should_stop();)
				if (auto *end = in.get(); end && end->put({ number, ~number }))
					number++;
				else
					sleep_range(100_us, 200_us);
		},
		pipe.share()));
	u32 expected = 0, broken = 0;
	for (u32 idle = 0; expected < 1000 && idle < 3000;) {
		auto got = out.get();
		if (auto *value = got.get()) {
			broken += value->number != expected || value->copy != ~expected;
			expected++;
		} else {
			idle++; // the other task may not have begun
			sleep_range(100_us, 1_ms);
		}
	}
	thread.stop().ignore();
	test.expect_eq(expected, 1000u);
	test.expect_eq(broken, 0u);
	return ok;
}

} // namespace

KUNIT_SUITE(kfifo, { "ends", ends }, { "two_tasks", two_tasks });
