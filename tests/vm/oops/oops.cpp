// SPDX-License-Identifier: GPL-2.0
//! oops: crashes in a known place, to check that the report names it.

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
