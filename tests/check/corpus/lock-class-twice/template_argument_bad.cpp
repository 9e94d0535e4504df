// SPDX-License-Identifier: GPL-2.0
//! A template takes the name of its lock as an argument, and gets the same name for two different pools.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

template <typename T, Literal name>
class Pool final {
public:
	Result<> put(T value) const { return free_.lock()->push(std::move(value), GFP_KERNEL); }
	usize size() const { return free_.lock()->size(); }

private:
	Mutex<Vec<T>, name> free_;
};

struct Small {
	u8 bytes[16] = {};
};
struct Large {
	u8 bytes[256] = {};
};

class Pools final : Pinned {
public:
	Result<> init()
	{
		TRY(small_.put({}));
		TRY(large_.put({}));
		pr_info("{} and {}", small_.size(), large_.size());
		return ok;
	}

private:
	Pool<Small, "pools.free"> small_;
	Pool<Large, "pools.free"> large_; // BUG: lock-class-twice
};

} // namespace

KERNEL_MODULE(Pools, { .name = KBUILD_MODNAME, .license = "GPL" })
