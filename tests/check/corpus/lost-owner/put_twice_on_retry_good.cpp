// SPDX-License-Identifier: GPL-2.0
//! The reference is taken back once, on every path.

#include <kernel/prelude.hpp>

using namespace kernel;

struct Socket {
	explicit Socket(u32 id) : id(id) {}

	const u32 id;
};

class Notification {
public:
	explicit Notification(u32 tries) : tries_(tries) {}

	Result<u32> attach(Arc<Socket> socket) const
	{
		const Socket *raw = std::move(socket).into_raw();
		Result<u32> attached = deliver(raw, 0);

		for (u32 n = 1; attached.is_error() && n < tries_; n++) {
			if (n % 4 == 0)
				pr_debug("socket {} is slow", raw->id);
			if (deliver(raw, n).is_ok())
				break;
		}
		// SAFETY: from into_raw() above, and taken back nowhere else.
		Arc<Socket> gone = Arc<Socket>::from_raw(unsafe, raw);

		return gone->id;
	}

private:
	static Result<u32> deliver(const Socket *socket, u32 n)
	{
		if (n < 6)
			return EAGAIN;
		return socket->id;
	}

	u32 tries_;
};
