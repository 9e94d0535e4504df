// SPDX-License-Identifier: GPL-2.0
//! Nobody runs the destructors of globals.
// EXPECT: destructor|atexit

#include <kernel/prelude.hpp>

using namespace kernel;

struct Chatty {
	constexpr Chatty() = default;
	~Chatty() { pr_info("never"); }
};
static Chatty chatty;
struct Refused {
	Result<> init()
	{
		pr_info("{}", static_cast<const void *>(&chatty));
		return ok;
	}
};

KERNEL_MODULE(Refused, { .name = "refused", .license = "GPL" })
