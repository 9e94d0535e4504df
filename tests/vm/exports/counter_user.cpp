// SPDX-License-Identifier: GPL-2.0
//! counter_user: uses the exports of counter.

#include <kernel/prelude.hpp>

#include "counter.hpp"

using namespace kernel;

namespace {

struct User {
	Result<> init()
	{
		pr_info("advanced to {}", counter::advance({ .by = 3 }));
		pr_info("{} {} {}", counter::twice(2u), counter::thrice(2u), counter::twice(1ull << 40));
		return ok;
	}
	~User() { pr_info("advanced to {}, total {}", counter::advance({ .by = 4 }), counter::total); }
};

} // namespace

KERNEL_MODULE(User, { .name = "counter_user", .license = "GPL", .description = "Uses C++ symbols" })
