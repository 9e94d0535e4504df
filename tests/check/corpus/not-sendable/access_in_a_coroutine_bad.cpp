// SPDX-License-Identifier: GPL-2.0
//! A coroutine is started with an access to a device, which is a read-side section of this task.

#include <kernel/async/executor.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/sync/revocable.hpp>

using namespace kernel;

class Bar final : Pinned {
public:
	explicit Bar(u32 size) : size_(size) {}

	u32 size() const { return size_; }
	void write(u32 value) const { last_.store(value, relaxed); }

private:
	u32 size_;
	Atomic<u32> last_;
};
using Registers = Revocable<Bar>;

struct Transfer {
	Registers::Access bar;
	u32 words;
};

class Dma {
public:
	Dma(async::Executor executor, Arc<Registers> registers)
		: registers_(std::move(registers)), executor_(std::move(executor))
	{
	}

	Result<> start(u32 words) const
	{
		Transfer transfer{ TRY(registers_->access()), words };

		TRY(executor_.spawn(GFP_KERNEL, feed, std::move(transfer))).detach(); // BUG: types
		return ok;
	}

private:
	static Async<> feed(Gfp, Transfer transfer)
	{
		for (u32 n = 0; n < transfer.words; n++) {
			if (n >= transfer.bar->size())
				co_return ERANGE;
			transfer.bar->write(n);
		}
		co_return ok;
	}

	Arc<Registers> registers_;
	async::Executor executor_;
};
