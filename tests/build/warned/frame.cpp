// SPDX-License-Identifier: GPL-2.0
//! A function that uses half of the kernel's stack.
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

[[gnu::noinline]] u32 sum_of(const u8 *bytes, usize size)
{
	u32 sum = 0;

	for (usize i = 0; i < size; i++)
		sum += bytes[i];
	return sum;
}

} // namespace

class Frame final {
public:
	static Result<Frame> create()
	{
		u8 bytes[8192] = {};

		pr_info("{}", sum_of(bytes, sizeof(bytes)));
		return { std::in_place };
	}
};

KERNEL_MODULE(Frame, { .name = "frame", .license = "GPL" })
