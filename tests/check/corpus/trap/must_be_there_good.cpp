// SPDX-License-Identifier: GPL-2.0
//! The generic helper makes an error of a lookup that finds nothing.

#include <kernel/container/xarray.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

template <typename T>
Result<T *> must(T *found __lifetimebound)
{
	if (!found) [[unlikely]] {
		pr_err("there is none");
		return ENOENT;
	}
	return found;
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

		Stream *stream = TRY(must(streams.find(number)));

		stream->rate = rate;
		return ok;
	}

private:
	XArray<Box<Stream>, "streams.all", XaIds::FromZero> streams_;
};
