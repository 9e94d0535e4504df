// SPDX-License-Identifier: GPL-2.0
//! A shared resolver remembers its last answer under a lock.

#include <kernel/prelude.hpp>

using namespace kernel;

struct Host {
	u32 hash;
	u32 address;
};

class Resolver {
	struct Answer {
		u32 hash = 0;
		u32 address = 0;
	};

public:
	explicit Resolver(Vec<Host> hosts) : hosts_(std::move(hosts)) {}

	u32 lookup(u32 hash) const
	{
		auto last = last_.lock();

		if (hash == last->hash)
			return last->address;
		for (const Host &host : hosts_) {
			if (host.hash != hash)
				continue;
			last->hash = hash;
			last->address = host.address;
			return host.address;
		}
		return 0;
	}

private:
	Vec<Host> hosts_;
	SpinLock<Answer, "resolver.last"> last_;
};

class Client {
public:
	explicit Client(Arc<Resolver> resolver) : resolver_(std::move(resolver)) {}

	static Result<Client> create(Vec<Host> hosts)
	{
		return { std::in_place, TRY(make_arc<Resolver>(GFP_KERNEL, std::move(hosts))) };
	}
	u32 address(u32 hash) const { return resolver_->lookup(hash); }

private:
	Arc<Resolver> resolver_;
};
