// SPDX-License-Identifier: GPL-2.0
//! A message is sent again after a failure, but the first attempt has already taken it.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Message {
	explicit Message(u32 number) : number(number) {}

	u32 number;
};

class Link final : Pinned {
public:
	Result<> send(Box<Message> message) const
	{
		auto sent = sent_.lock();

		if (*sent >= 16)
			return EAGAIN;
		*sent += message->number;
		return ok;
	}

private:
	Mutex<u32, "link.sent"> sent_;
};

class Sender final : Pinned {
public:
	Result<> init()
	{
		for (u32 number = 0; number < 4; number++)
			TRY(deliver(number));
		return ok;
	}

private:
	Result<> deliver(u32 number) const
	{

		for (u32 attempt = 0; attempt < 3; attempt++) {
			auto message = TRY(make_box<Message>(GFP_KERNEL, number));
			auto sent = link_.send(std::move(message));
			if (sent.is_ok())
				return ok;
		}
		return EAGAIN;
	}

	Link link_;
};

} // namespace

KERNEL_MODULE(Sender, { .name = "minimal", .license = "GPL" })
