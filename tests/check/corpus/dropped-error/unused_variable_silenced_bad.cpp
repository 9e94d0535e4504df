// SPDX-License-Identifier: GPL-2.0
//! The result of a registration is put into a variable that is marked [[maybe_unused]] and never read.

#include <kernel/container/xarray.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Handler {
	explicit Handler(u32 priority) : priority(priority) {}
	u32 priority;
};

class Handlers final {
public:
	Result<> add(u32 vector, u32 priority) const
	{
		auto handler = TRY(make_box<Handler>(GFP_KERNEL, priority));

		[[maybe_unused]] auto added = all_.insert(vector, std::move(handler), GFP_KERNEL); // BUG: dropped-error
		pr_debug("vector {} has a handler", vector);
		return ok;
	}

private:
	XArray<Box<Handler>, "handlers.all"> all_;
};

} // namespace

Result<> add_twice();
Result<> add_twice()
{
	Handlers handlers;

	TRY(handlers.add(3, 1));
	return handlers.add(3, 2);
}
