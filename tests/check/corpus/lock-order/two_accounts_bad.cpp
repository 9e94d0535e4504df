// SPDX-License-Identifier: GPL-2.0
//! Money moves between two accounts, whose mutexes are of one class, in the order of the arguments.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Account final : Pinned {
public:
	void put(u64 amount) const
	{
		auto balance = balance_.lock();

		*balance += amount;
	}
	Result<> pay(const Account &to, u64 amount) const
	{
		auto balance = balance_.lock();

		if (*balance < amount)
			return ENOSPC;
		*balance -= amount;
		to.put(amount); // BUG: lock-order, held-again
		return ok;
	}

private:
	Mutex<u64, "bank.balance"> balance_;
};

class Bank final : Pinned {
public:
	Result<> init()
	{
		first_.put(10);
		TRY(first_.pay(second_, 5));
		return second_.pay(first_, 3);
	}

private:
	Account first_, second_;
};

} // namespace

KERNEL_MODULE(Bank, { .name = "minimal", .license = "GPL" })
