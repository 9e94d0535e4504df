// SPDX-License-Identifier: GPL-2.0
//! A function is spawned with a struct that has a view of a text of the caller.

#include <kernel/defer/workqueue.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Notice {
	CStr subject;
	u32 severity;
};

class Notifier {
public:
	explicit Notifier(Workqueue queue) : queue_(std::move(queue)) {}

	Result<> link_down(u32 port, u32 lane) const
	{
		auto subject = TRY(CString::format(fmt("port {} lane {}", port, lane), GFP_KERNEL));

		Notice notice{ subject.view(), 3 };

		return queue_.spawn<"notice">(GFP_KERNEL, print, std::move(notice)); // BUG: types
	}

private:
	static void print(Notice notice)
	{
		if (notice.severity > 2)
			pr_warn("down: {}", notice.subject);
	}

	Workqueue queue_;
};
