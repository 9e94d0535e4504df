// SPDX-License-Identifier: GPL-2.0
//! The removed item leaves the section of the spinlock before it is destroyed.
//! Like many unplug paths: the last reference is dropped under the list's lock.

#include <kernel/container/list.hpp>
#include <kernel/defer/system_queue.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Session final : Pinned {
public:
	explicit Session(u32 id) : id_(id) {}
	u32 id() const { return id_; }
	void begin() const { workqueue::system().enqueue(flush_); }

	ListLink link;

private:
	void flush() const { pr_debug("session {}", id_); }

	u32 id_;
	Work<Session, "sessions.flush"> flush_{ calls<&Session::flush, &Session::flush_> };
};

class Sessions final {
	using All = List<Box<Session>, &Session::link>;

public:
	Result<> add(u32 id) const
	{
		auto session = TRY(make_box<Session>(GFP_KERNEL, id));

		session->begin();
		all_.lock()->push_back(std::move(session));
		return ok;
	}

	void drop_oldest() const
	{
		auto all = all_.lock();

		auto gone = all->pop_front();
		std::move(all).unlock();
		if (auto *session = gone.get())
			pr_debug("session {} ends", (*session)->id());
	}

private:
	SpinLock<All, "sessions.all"> all_;
};

} // namespace

Result<> churn();
Result<> churn()
{
	Sessions sessions;

	for (u32 id = 0; id < 4; id++)
		TRY(sessions.add(id));
	sessions.drop_oldest();
	return ok;
}
