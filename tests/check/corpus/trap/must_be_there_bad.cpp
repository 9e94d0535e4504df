// SPDX-License-Identifier: GPL-2.0
//! A generic helper stops the kernel when a lookup finds nothing, which a user can bring about.

#include <kernel/container/xarray.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

template <typename T>
T &must(T *found __lifetimebound)
{
	if (!found) [[unlikely]] {
		pr_err("this cannot happen");
		__builtin_trap(); // BUG: trap
	}
	return *found;
}

struct Stream {
	explicit Stream(u32 rate) : rate(rate) {}

	u32 rate;
};

class Streams final : Pinned {
public:
	Result<u32> open(u32 rate) const
	{
		return streams_.alloc(TRY(make_box<Stream>(GFP_KERNEL, rate)), GFP_KERNEL, 63);
	}
	/// Handles an ioctl with any number.
	Result<> set_rate(u32 number, u32 rate) const
	{
		auto streams = streams_.lock();

		must(streams.find(number)).rate = rate;
		return ok;
	}

private:
	XArray<Box<Stream>, "streams.all", XaIds::FromZero> streams_;
};
