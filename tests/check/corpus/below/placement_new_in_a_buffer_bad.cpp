// SPDX-License-Identifier: GPL-2.0
//! An object is built in a byte array of the class, and its destructor is called by hand.

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
	~Console()
	{
		if (open_)
			session()->~Session();
	}
	void open(u32 id)
	{
		if (open_)
			return;
		::new (static_cast<void *>(memory_)) Session(id); // BUG: below
		open_ = true;
	}
	u32 id() const { return open_ ? session()->id() : 0; }

private:
	Session *session() const { return reinterpret_cast<Session *>(const_cast<u8 *>(memory_)); } // BUG: below

	alignas(Session) u8 memory_[sizeof(Session)] = {};
	bool open_ = false;
};

} // namespace

u32 open_console(u32 id);
u32 open_console(u32 id)
{
	Console console;

	console.open(id);
	return console.id();
}
