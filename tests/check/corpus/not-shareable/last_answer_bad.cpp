// SPDX-License-Identifier: GPL-2.0
//! A shared resolver remembers its last answer in mutable members that nothing protects.

#include <kernel/prelude.hpp>

using namespace kernel;

struct Host {
	u32 hash;
	u32 address;
};

class Resolver {
public:
	explicit Resolver(Vec<Host> hosts) : hosts_(std::move(hosts)) {}

	u32 lookup(u32 hash) const
	{
		if (hash == last_hash_)
			return last_address_;
		for (const Host &host : hosts_) {
			if (host.hash != hash)
				continue;
			last_hash_ = hash;
			last_address_ = host.address;
			return host.address;
		}
		return 0;
	}

private:
	Vec<Host> hosts_;
	mutable u32 last_hash_ = 0;    // BUG: not-shareable
	mutable u32 last_address_ = 0; // BUG: not-shareable
};

class Client {
public:
	explicit Client(Arc<Resolver> resolver) : resolver_(std::move(resolver)) {}

	static Result<Client> create(Vec<Host> hosts)
	{
		return { std::in_place, TRY(make_arc<Resolver>(GFP_KERNEL, std::move(hosts))) }; // BUG: not-shareable
	}
	u32 address(u32 hash) const { return resolver_->lookup(hash); }

private:
	Arc<Resolver> resolver_;
};
