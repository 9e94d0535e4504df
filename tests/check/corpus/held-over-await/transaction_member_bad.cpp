// SPDX-License-Identifier: GPL-2.0
//! A coroutine keeps a transaction, which has the guard of a mutex as a member, while it yields.

#include <kernel/async/async.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Journal {
	u64 entries = 0;
	u64 commits = 0;
};
using JournalLock = Mutex<Journal, "journal.lock">;

class Transaction {
public:
	explicit Transaction(const JournalLock &journal __lifetimebound) : journal_(journal.lock()) {}
	~Transaction() { journal_->commits++; }

	void add(u64 entries) { journal_->entries += entries; }

private:
	GuardOf<JournalLock> journal_;
};

class Writer {
public:
	static Async<u64> write(Gfp, Arc<JournalLock> journal, u64 pages)
	{
		u64 written = 0;

		while (written < pages) {
			Transaction transaction(*journal);

			transaction.add(8);
			written += 8;
			CO_TRY(co_await async::yield()); // BUG: held-over-await
		}
		co_return written;
	}
};
