// SPDX-License-Identifier: GPL-2.0
//! A helper takes the GFP flags as a parameter, and a caller that holds a spinlock passes GFP_KERNEL.
//! Like a long row of fixes in USB and network drivers: GFP_KERNEL in what is called with a lock held.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Urb {
	u32 endpoint;
	u32 length;
};
using Pending = Vec<Urb>;

Result<> append(Pending &pending, u32 endpoint, u32 length, Gfp flags)
{
	if (length > 4096)
		return EMSGSIZE;
	return pending.push({ endpoint, length }, flags);
}

class Endpoint final {
public:
	explicit Endpoint(u32 number) : number_(number) {}

	/// Makes room while nothing is locked.
	Result<> prepare()
	{
		// SAFETY: the endpoint is not shared yet, so nobody else can hold the lock.
		return append(pending_.data(unsafe), number_, 0, GFP_KERNEL);
	}

	Result<> submit(u32 length) const
	{
		auto pending = pending_.lock_irqsave();

		if (pending->size() >= 32)
			return EBUSY;
		return append(*pending, number_, length, GFP_KERNEL); // BUG: sleep-in-atomic
	}

private:
	u32 number_;
	SpinLock<Pending, "usb.pending"> pending_;
};

} // namespace

Result<> submit_twice(u32 length);
Result<> submit_twice(u32 length)
{
	Endpoint endpoint(1);

	TRY(endpoint.prepare());
	TRY(endpoint.submit(length));
	return endpoint.submit(length);
}
