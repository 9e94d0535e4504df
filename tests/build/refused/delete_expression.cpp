// SPDX-License-Identifier: GPL-2.0
//! A Box frees what it owns; a second owner would free it twice.
// EXPECT: delete expression

#include <kernel/prelude.hpp>

using namespace kernel;

struct Refused {
	Result<> init()
	{
		auto box = TRY(make_box<u32>(GFP_KERNEL, 5u));
		delete box.get();
		return ok;
	}
};

KERNEL_MODULE(Refused, { .name = "refused", .license = "GPL" })
