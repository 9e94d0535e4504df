// SPDX-License-Identifier: GPL-2.0
//! The reference is given up as a raw pointer only where the pointer is kept.

#include <kernel/prelude.hpp>

using namespace kernel;

struct Keyring {
	explicit Keyring(u32 serial) : serial(serial) {}

	const u32 serial;
};

class Credentials final : Pinned {
public:
	explicit Credentials(Arc<Keyring> session) : session_(std::move(session).into_raw()) {}
	~Credentials() { drop(session_); }

	/// Replaces the session's keyring. C code sees the pointer.
	Result<u32> join(Arc<Keyring> keyring)
	{
		if (&*keyring == session_)
			return session_->serial;
		const Keyring *next = std::move(keyring).into_raw();

		drop(session_);
		session_ = next;
		return next->serial;
	}

private:
	static void drop(const Keyring *keyring)
	{
		// SAFETY: from into_raw(), and replaced or at its end.
		Arc<Keyring> gone = Arc<Keyring>::from_raw(unsafe, keyring);
	}

	const Keyring *session_;
};
