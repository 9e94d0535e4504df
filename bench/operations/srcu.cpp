// SPDX-License-Identifier: GPL-2.0
//! An SRCU read-side section.

#include <kernel/prelude.hpp>
#include <kernel/sync/srcu.hpp>

#include "operations.h"

using namespace kernel;

namespace {

constinit Srcu<"bench.srcu"> *domain = nullptr;

Result<> make()
{
	domain = TRY(make_box<Srcu<"bench.srcu">>(GFP_KERNEL, Srcu<"bench.srcu">::create())).into_raw();
	return ok;
}

} // namespace

int cxx_srcu_setup()
{
	return make().to_c();
}
// SAFETY: from make(), and taken back once.
void cxx_srcu_teardown()
{
	auto gone = Box<Srcu<"bench.srcu">>::from_raw(unsafe, domain);
}

long cxx_srcu()
{
	auto reading = domain->read();

	return 0;
}
