// SPDX-License-Identifier: GPL-2.0
//! The slot of an ioctl is signed, and only its upper end is tested, in a helper.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Request {
	i32 slot;
	u32 value;
};

using Put = ioctl::Write<'s', 1, Request>;

class Slots final : Pinned {
	static constexpr i32 most = 16;

public:
	static Result<Box<Slots>> open(const File &) { return make_box<Slots>(GFP_KERNEL_ACCOUNT); }
	Result<> put(const File &, const Request &request) const
	{
		TRY(check(request));
		auto values = values_.lock();

		values->slots[request.slot] = request.value; // BUG: untrusted-size, out-of-bounds
		return ok;
	}

	using Ioctls = ioctl::Table<ioctl::On<Put, &Slots::put>>;

private:
	struct Values {
		u32 slots[most] = {};
	};
	static Result<> check(const Request &request)
	{
		if (request.slot >= most)
			return EINVAL;
		return ok;
	}

	Mutex<Values, "slots.values"> values_;
};

class SlotsModule final : Pinned {
public:
	Result<> init() { return device_.publish({ .mode = 0600 }); }

private:
	misc::Device<Slots, "slots"> device_;
};

} // namespace

KERNEL_MODULE(SlotsModule, { .name = "minimal", .license = "GPL" })
