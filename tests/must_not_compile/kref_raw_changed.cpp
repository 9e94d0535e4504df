// SPDX-License-Identifier: GPL-2.0
//! Who has a reference shares the object: plain data is changed under a lock.
// EXPECT: passing .const Counter. as .this. argument discards qualifiers

#include <kernel/kref.hpp>

using namespace kernel;

class Counter : public Kref<Counter> {
public:
	void set(u32 to) { value_ = to; }
	u32 get() const { return value_; }

private:
	u32 value_ = 0;
};
u32 use(const Ref<Counter> &counter)
{
#ifndef FIXED
	counter.as_raw()->set(3);
#endif
	return counter.as_raw()->get();
}
