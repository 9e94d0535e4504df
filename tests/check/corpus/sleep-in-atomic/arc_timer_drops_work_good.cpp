// SPDX-License-Identifier: GPL-2.0
//! An object that its own timer keeps is destroyed in a softirq, and a member of it waits for work.

#include <kernel/defer/arc_hrtimer.hpp>
#include <kernel/defer/system_queue.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Request final : Pinned {
public:
	static Result<> begin(u32 number)
	{
		auto request = TRY(make_arc<Request>(GFP_KERNEL, number));

		request->log();
		return request->timeout_.start(request.share(), 20_ms);
	}
	explicit Request(u32 number) : number_(number) {}

private:
	HrRestart expired(const HrExpiry<clock::Monotonic> &) const { return restart::no; }
	void log() const { pr_info("request {}", number_); }

	u32 number_;
	ArcHrTimer<Request> timeout_{ calls<&Request::expired, &Request::timeout_> };
};

class Requests final : Pinned {
public:
	Result<> init() { return Request::begin(1); }
};

} // namespace

KERNEL_MODULE(Requests, { .name = "minimal", .license = "GPL" })
