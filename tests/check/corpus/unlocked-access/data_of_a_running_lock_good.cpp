// SPDX-License-Identifier: GPL-2.0
//! The function that may run beside the work item takes the lock.

#include <kernel/defer/system_queue.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Log final : Pinned {
public:
	Result<> init()
	{
		TRY(codes_.lock()->push(0u, GFP_KERNEL));
		workqueue::system().enqueue(print_);
		return ok;
	}
	~Log() { pr_info("{} codes are lost", forget()); }

private:
	usize forget()
	{
		auto codes = codes_.lock();
		const usize count = codes->size();

		codes->clear();
		return count;
	}

	void print() const
	{
		auto codes = codes_.lock();

		for (u32 code : *codes)
			pr_info("code {}", code);
	}

	Mutex<Vec<u32>, "log.codes"> codes_;
	Work<Log, "log.print"> print_{ calls<&Log::print, &Log::print_> };
};

} // namespace

KERNEL_MODULE(Log, { .name = KBUILD_MODNAME, .license = "GPL" })
