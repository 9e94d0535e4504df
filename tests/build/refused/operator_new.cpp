// SPDX-License-Identifier: GPL-2.0
//! An allocation must name its flags.
// EXPECT: operator new|make_box

#include <kernel/prelude.hpp>

using namespace kernel;

struct Refused {
	Result<> init() { return ok; }
	u32 *leak = new u32(3);
	~Refused() { delete leak; }
};

KERNEL_MODULE(Refused, { .name = "refused", .license = "GPL" })
