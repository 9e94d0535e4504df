// SPDX-License-Identifier: GPL-2.0
//! A driver's own functions may have the names that drivers give to functions, after `using namespace kernel`.
#include <kernel/container/bitmap.hpp>
#include <kernel/container/xarray.hpp>
#include <kernel/defer/timer.hpp>
#include <kernel/defer/workqueue.hpp>
#include <kernel/device/device.hpp>
#include <kernel/file/miscdevice.hpp>
#include <kernel/file/mm.hpp>
#include <kernel/file/poll.hpp>
#include <kernel/memory/page.hpp>
#include <kernel/memory/percpu.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/sync/rcu.hpp>
#include <kernel/task/kthread.hpp>
#include <kernel/task/task.hpp>
#include <kernel/test/kunit.hpp>
#include <kernel/time/delay.hpp>
#include <kernel/wait/completion.hpp>
#include <kernel/wait/once.hpp>
#include <kernel/wait/wait.hpp>

using namespace kernel;

namespace {

struct Machine {
	u32 calls = 0;
};

// clang-format off: a list.
#define KXX_NAMES(each) \
	each(acquire) each(add) each(align) each(apply) each(arm) each(attach) each(begin) each(bind) \
	each(busy) each(cancel) each(check) each(cleanup) each(clear) each(close) each(commit) \
	each(compare) each(complete) each(config) each(configure) each(connect) each(convert) each(copy) \
	each(count) each(create) each(current_state) each(decode) each(delay) each(destroy) each(detach) \
	each(disable) each(disarm) each(disconnect) each(done) each(drain) each(dump) each(elapsed) \
	each(empty) each(enable) each(encode) each(end) each(equal) each(erase) each(error) each(event) \
	each(exit) each(expire) each(fetch) each(fill) each(find) each(finish) each(first) each(flush) \
	each(free) each(fsync) each(full) each(get) each(handle) each(handler) each(hash) each(idle) \
	each(init) each(insert) each(interrupt) each(irq) each(join) each(kick) each(last) each(less) \
	each(link) each(llseek) each(load) each(lock) each(log) each(lookup) each(map) each(match) \
	each(max) each(measure) each(min) each(mmap) each(module_exit) each(module_init) each(move) \
	each(narrow) each(next) each(notify) each(now) each(open) each(parse) each(poll) each(pop) \
	each(probe) each(process) each(publish) each(push) each(put) each(queue) each(read) \
	each(read_iter) each(ready) each(reap) each(receive) each(refill) each(register_device) \
	each(relaxed) each(release) each(remove) each(report) each(reset) each(resume) each(retire) \
	each(retry) each(revert) each(revoke) each(run) each(seek) each(send) each(set) each(setup) \
	each(shutdown) each(size) each(sleep) each(sort) each(spawn) each(start) each(state) \
	each(status) each(step) each(stop) each(store) each(submit) each(suspend) each(swap) each(sync) \
	each(take) each(teardown) each(thread) each(tick) each(timer) each(transfer) each(transmit) \
	each(trigger) each(unbind) each(unload) each(unlock) each(unmap) each(unregister_device) \
	each(update) each(verify) each(wait) each(wake) each(withdraw) each(work) each(worker) \
	each(write) each(write_iter) each(zero)
// clang-format on

#define KXX_OWN(name)                   \
	void name()                     \
	{                               \
	}                               \
	u32 name(Machine &machine)      \
	{                               \
		return ++machine.calls; \
	}                               \
	u32 name(u32 number)            \
	{                               \
		return number + 1;      \
	}
KXX_NAMES(KXX_OWN)

} // namespace

// Outside of the namespace of the functions, where a name of the library is as near as they are.
Result<> kxx_calls_its_own(kunit::Test &test);
Result<> kxx_calls_its_own(kunit::Test &test)
{
	Machine machine;
	u32 called = 0;

#define KXX_CALL(name)                         \
	name();                                \
	called++;                              \
	test.expect_eq(name(machine), called); \
	test.expect_eq(name(called), called + 1);
	KXX_NAMES(KXX_CALL)
	return ok;
}

/// The orders of atomic operations are still known by their names.
Result<> kxx_uses_orders(kunit::Test &test);
Result<> kxx_uses_orders(kunit::Test &test)
{
	Atomic<u32> number{ 1 };

	number.store(2, release);
	test.expect_eq(number.load(acquire), 2u);
	test.expect_eq(number.exchange(3, full), 2u);
	test.expect_eq(number.fetch_add(1, relaxed), 3u);
	test.expect_eq(number.inc_return(acquire), 5u);
	sleep(1_us);
	return ok;
}

KUNIT_SUITE(names, { "calls_its_own", kxx_calls_its_own }, { "uses_orders", kxx_uses_orders });
