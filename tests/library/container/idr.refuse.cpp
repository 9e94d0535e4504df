// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/container/idr.hpp refuses.
#include <kernel/container/idr.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED ida_id_copied: use of deleted function|implicitly deleted|implicitly declared as deleted
// A number is given back once.
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

// REFUSED ida_id_outlives: deleted function
// A number must not outlive the Ida that allocated it.
Result<> use();
Result<> use()
{
#ifdef FIXED
	Ida ida;
	auto id = TRY(ida.alloc(GFP_KERNEL));
#else
	auto id = TRY(Ida().alloc(GFP_KERNEL));
#endif
	return ok;
}
