// SPDX-License-Identifier: GPL-2.0
//! A session is taken out of its table under a spinlock, and destroyed there.

#include <kernel/container/hashtable.hpp>
#include <kernel/prelude.hpp>
#include <kernel/task/kthread.hpp>

using namespace kernel;

namespace {

class Session final {
public:
	Session(u32 id, Kthread thread) : id(id), thread_(std::move(thread)) {}

	const u32 id;
	HListLink link;

private:
	Kthread thread_;
};

class Sessions final : Pinned {
	using Table = HashTable<Box<Session>, &Session::link, &Session::id, 4>;

public:
	Result<> open(u32 id) const
	{
		auto thread = TRY(Kthread::run(fmt("session/{}", id), [](const ThisKthread &self) {
			while (!self.should_stop())
				self.sleep();
		}));
		auto session = TRY(make_box<Session>(GFP_KERNEL, id, std::move(thread)));

		return table_.lock()->insert(std::move(session));
	}
	Result<u32> close(u32 id) const
	{
		u32 was;
		{
			auto table = table_.lock();
			auto gone = TRY(table->remove(id));
			was = gone->id;
		} // BUG: sleep-in-atomic
		return was;
	}

private:
	SpinLock<Table, "sessions.table"> table_;
};

class Manager final : Pinned {
public:
	Result<> init()
	{
		TRY(sessions_.open(1));
		pr_info("{}", TRY(sessions_.close(1)));
		return ok;
	}

private:
	Sessions sessions_;
};

} // namespace

KERNEL_MODULE(Manager, { .name = "minimal", .license = "GPL" })
