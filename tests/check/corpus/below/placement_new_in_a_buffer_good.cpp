// SPDX-License-Identifier: GPL-2.0
//! The object that comes later lives in a Slot.

#include <kernel/memory/init.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Session final {
public:
	explicit Session(u32 id) : id_(id) {}
	~Session() { pr_debug("session {} is over", id_); }
	u32 id() const { return id_; }

private:
	u32 id_;
};

class Console final : Pinned {
public:
	void open(u32 id)
	{
		session_.emplace(in_place::value<Session>(id)).ignore(); // the first one stays
	}
	u32 id() const
	{
		const Session *session = session_.get();

		return session ? session->id() : 0;
	}

private:
	Slot<Session> session_;
};

} // namespace

u32 open_console(u32 id);
u32 open_console(u32 id)
{
	Console console;

	console.open(id);
	return console.id();
}
