// SPDX-License-Identifier: GPL-2.0
//! A section ends in the function that began it.
// EXPECT: deleted function

#include <kernel/prelude.hpp>
#include <kernel/sync/srcu.hpp>

using namespace kernel;

void use(const Srcu<"test.srcu"> &domain);
void use(const Srcu<"test.srcu"> &domain)
{
	auto reading = domain.read();
#ifdef FIXED
	auto other = domain.read();
#else
	auto other = std::move(reading);
#endif
}
