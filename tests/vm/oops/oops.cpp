// SPDX-License-Identifier: GPL-2.0
//! oops: goes wrong in a known place, to see whether the report leads there.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace storage {

template <typename T>
struct Shelf {
	[[gnu::noinline]] static void put(T *where, T what)
	{
		*const_cast<volatile T *>(where) = what;
	}
};

} // namespace storage

struct Oops {
	Result<> init()
	{
		storage::Shelf<u32>::put(reinterpret_cast<u32 *>(16), 1);
		return ok;
	}
};

KERNEL_MODULE(Oops, { .name = "oops", .license = "GPL" })
