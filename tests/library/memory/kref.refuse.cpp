// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/memory/kref.hpp refuses.
#include <kernel/memory/kref.hpp>

using namespace kernel;

// REFUSED kref_put_without_unsafe: no matching function|too few arguments
// Putting a reference that a Ref holds would free the object while the Ref uses it.
class Session : public Kref<Session> {};
void use(Ref<Session> session)
{
#ifdef FIXED
	Ref<Session> gone = std::move(session);
#else
	RefCounted<Session>::put(&*session);
#endif
}

// REFUSED kref_raw_changed: passing .const Counter. as .this. argument discards qualifiers
// Every reference shares the object, so plain data is changed under a lock only.
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

// REFUSED kref_release_without_unsafe: no matching function|cannot convert|could not convert|invalid (initialization|conversion)
// Releasing an object that others may use is unsafe.
class Session : public Kref<Session> {};
void use(const Ref<Session> &session)
{
#ifdef FIXED
	Ref<Session> gone = session.share();
#else
	Session::release(session->raw_kref());
#endif
}
