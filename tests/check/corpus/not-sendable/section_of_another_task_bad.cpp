// SPDX-License-Identifier: GPL-2.0
//! A thread is started with an object that has a guard in it; the thread would unlock what another task has locked.

#include <kernel/prelude.hpp>
#include <kernel/task/kthread.hpp>

using namespace kernel;

using Number = Mutex<u32, "section.number">;

struct Section {
	explicit Section(const Number &lock) : number(lock.lock()) {}

	GuardOf<Number> number;
};

namespace {

void count(const ThisKthread &, Section section)
{
	++*section.number;
}

} // namespace

Result<Kthread> start(const Number &lock);
Result<Kthread> start(const Number &lock)
{
	Section section(lock);

	return Kthread::run(fmt("counter"), count, std::move(section)); // BUG: not-sendable
}
