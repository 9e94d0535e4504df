// SPDX-License-Identifier: GPL-2.0
//! A number is given back once.
// EXPECT: use of deleted function|implicitly deleted|implicitly declared as deleted

#include <kernel/idr.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

void use(Ida &ida);
void use(Ida &ida)
{
	auto made = ida.alloc(GFP_KERNEL);

	if (auto *id = made.get()) {
#ifdef FIXED
		auto second = std::move(*id);
#else
		auto second = *id;
#endif
		pr_info("{}", second.value());
	}
}
