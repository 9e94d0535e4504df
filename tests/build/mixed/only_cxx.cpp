// SPDX-License-Identifier: GPL-2.0
//! only_cxx: has everything that modinfo can show.

#include <kernel/prelude.hpp>

struct OnlyCxx {
	kernel::Result<> init() { return kernel::ok; }
};

KERNEL_MODULE(OnlyCxx, {
			       .name = "only_cxx",
			       .license = "Dual MIT/GPL",
			       .authors = { "Ada", "Grace" },
			       .description = "All that modinfo shows",
			       .version = "1.2.3",
			       .aliases = { "first-alias", "second-alias" },
			       .firmware = { "one.bin", "two.bin" },
			       .softdeps = { "pre: loop", "post: dummy" },
			       .imports = { "CRYPTO_INTERNAL" },
		       })
