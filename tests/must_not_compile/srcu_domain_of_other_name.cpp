// SPDX-License-Identifier: GPL-2.0
//! A pointer belongs to one domain.
// EXPECT: cannot convert|no matching function

#include <kernel/prelude.hpp>
#include <kernel/sync/srcu.hpp>

using namespace kernel;

#ifdef FIXED
using Domain = Srcu<"test.one">;
#else
using Domain = Srcu<"test.other">;
#endif

void use(const Domain &domain);
void use(const Domain &domain)
{
	SrcuPtr<u32, "test.one"> pointer(domain);
}
