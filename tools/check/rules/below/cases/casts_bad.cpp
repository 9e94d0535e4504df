// SPDX-License-Identifier: GPL-2.0
//! Every cast that nothing checks.
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Base {
	u32 kind = 0;
};
struct Derived : Base {
	u32 more = 0;
};

} // namespace

u64 cast(Base &base, void *memory, const u32 &number, u64 address);
u64 cast(Base &base, void *memory, const u32 &number, u64 address)
{
	auto &derived = static_cast<Derived &>(base);	 // BUG: below
	auto *typed = static_cast<u32 *>(memory);	 // BUG: below
	auto &changed = (u32 &)number;			 // BUG: below
	auto *made = reinterpret_cast<u32 *>(address);	 // BUG: below
	const u64 back = (u64)memory;			 // BUG: below
	auto *bits = __builtin_bit_cast(u32 *, address); // BUG: below

	changed = 1;
	return derived.more + *typed + *made + back + *bits;
}
