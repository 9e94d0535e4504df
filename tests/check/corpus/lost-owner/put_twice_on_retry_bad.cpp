// SPDX-License-Identifier: GPL-2.0
//! After a failure the reference is taken back in the loop and once more behind it.
//! Like CVE-2017-11176: mq_notify() put its socket a second time after a retry.

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
			if (n % 4 == 0) {
				// SAFETY: from into_raw() above.
				Arc<Socket> dropped = Arc<Socket>::from_raw(unsafe, raw);

				pr_debug("socket {} is slow", dropped->id);
			}
			if (deliver(raw, n).is_ok())
				break;
		}
		// SAFETY: from into_raw() above.
		Arc<Socket> gone = Arc<Socket>::from_raw(unsafe, raw); // BUG: lost-owner

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
