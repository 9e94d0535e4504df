// SPDX-License-Identifier: GPL-2.0
//! A helper of a function for any context takes a mutex.
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Counter final {
public:
	/// Counts. Context: any.
	void count() const { add(1); } // BUG: context-comment
	u32 value() const { return *value_.lock(); }

private:
	void add(u32 more) const
	{
		auto value = value_.lock();

		*value += more;
	}

	Mutex<u32, "counter.value"> value_;
};

} // namespace

u32 counted();
u32 counted()
{
	Counter counter;

	counter.count();
	return counter.value();
}
