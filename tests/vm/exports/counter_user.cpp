// SPDX-License-Identifier: GPL-2.0
//! counter_user: uses what counter exports.

#include <kernel/prelude.hpp>

#include "counter.hpp"

using namespace kernel;

namespace {

struct User {
	User() { pr_info("advanced to {}", counter::advance({ .by = 3 })); }
	~User() { pr_info("advanced to {}, total {}", counter::advance({ .by = 4 }), counter::total); }
};

} // namespace

KERNEL_MODULE(User, { .name = "counter_user", .license = "GPL", .description = "Uses C++ symbols" })
