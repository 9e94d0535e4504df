// SPDX-License-Identifier: GPL-2.0
//! A domain may fail to come to be.
// EXPECT: is private

#include <kernel/prelude.hpp>
#include <kernel/sync/srcu.hpp>

using namespace kernel;

Result<> use();
Result<> use()
{
#ifdef FIXED
	auto domain = TRY(make_box<Srcu<"test.srcu">>(GFP_KERNEL, Srcu<"test.srcu">::create()));
	domain->synchronize();
#else
	Srcu<"test.srcu"> domain;
	domain.synchronize();
#endif
	return ok;
}
