// SPDX-License-Identifier: GPL-2.0
#include <both.h>
#include <kernel/prelude.hpp>

using namespace kernel;

static_assert(FOR_ALL_CXX == 1 && FOR_ONE_FILE == 2);
int from_part(int n);
int cxx_variable = 1;

struct Both {
	Result<> init()
	{
		pr_info("{}", from_part(from_c(1)));
		return ok;
	}
};

KERNEL_MODULE(Both, { .name = "both", .license = "GPL" })
