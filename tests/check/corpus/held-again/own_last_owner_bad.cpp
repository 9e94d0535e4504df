// SPDX-License-Identifier: GPL-2.0
//! A work function removes its object from the table, which drops the last owner, whose destructor waits.

#include <kernel/defer/workqueue.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Session;

/// The open sessions.
class Sessions final : Pinned {
public:
	Result<> add(Arc<Session> session) const;
	void forget(u32 id) const;

private:
	Mutex<Vec<Arc<Session>>, "sessions.open"> open_;
};

class Session final : Pinned {
public:
	Session(u32 id, Arc<Sessions> all) : id_(id), all_(std::move(all)) {}
	u32 id() const { return id_; }
	void expire_later() const { workqueue::system().enqueue_delayed(expiry_, 5_ms); }

private:
	void expire() const
	{
		pr_info("session {} ends", id_);
		all_->forget(id_); // BUG: held-again, outlived-callback
	}

	u32 id_;
	Arc<Sessions> all_;
	DelayedWork<Session, "sessions.expiry"> expiry_{ calls<&Session::expire, &Session::expiry_> };
};

Result<> Sessions::add(Arc<Session> session) const
{
	session->expire_later();
	return open_.lock()->push(std::move(session), GFP_KERNEL);
}

void Sessions::forget(u32 id) const
{
	open_.lock()->retain([&](const Arc<Session> &session) { return session->id() != id; });
}

class Server final {
public:
	static Result<Server> create()
	{
		auto all = TRY(make_arc<Sessions>(GFP_KERNEL));

		TRY(all->add(TRY(make_arc<Session>(GFP_KERNEL, 1u, all.share()))));
		return { std::in_place, std::move(all) };
	}
	explicit Server(Arc<Sessions> all) : all_(std::move(all)) {}
	~Server() { all_->forget(1); }

private:
	Arc<Sessions> all_;
};

} // namespace

KERNEL_MODULE(Server, { .name = "minimal", .license = "GPL" })
