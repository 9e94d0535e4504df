// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/sync/srcu.hpp refuses.
#include <kernel/prelude.hpp>
#include <kernel/sync/srcu.hpp>

using namespace kernel;

// REFUSED srcu_domain_of_other_name: cannot convert|no matching function
// An SrcuPtr belongs to one domain.
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

// REFUSED srcu_guard_moved: deleted function
// A section ends in the function that began it.
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

// REFUSED srcu_reading_of_temporary: deleted function
// The section would end at the semicolon.
u32 use(const SrcuPtr<u32, "test.srcu"> &pointer);
u32 use(const SrcuPtr<u32, "test.srcu"> &pointer)
{
#ifdef FIXED
	auto reading = pointer.read();
	auto *found = reading.get();
#else
	auto *found = pointer.read().get();
#endif
	return found ? *found : 0;
}

// REFUSED srcu_without_create: is private
// Creating a domain may fail.
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
