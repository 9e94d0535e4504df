// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/sync/revocable.hpp refuses.
#include <kernel/prelude.hpp>
#include <kernel/sync/revocable.hpp>

using namespace kernel;

// REFUSED revocable_access_not_asked: there may be no value
// access() fails if the object was revoked, so the caller checks the result.
struct Registers {
	u32 status = 0;
};

Result<u32> use(const Revocable<Registers> &registers);
Result<u32> use(const Revocable<Registers> &registers)
{
#ifdef FIXED
	auto access = TRY(registers.access());
#else
	auto access = registers.access();
#endif
	return u32{ access->status };
}

// REFUSED revocable_access_of_temporary: deleted function
// The access would end at the semicolon.
Result<u32> use(const Revocable<u32> &registers);
Result<u32> use(const Revocable<u32> &registers)
{
#ifdef FIXED
	auto access = TRY(registers.access());
	const u32 &value = *access;
#else
	const u32 &value = *TRY(registers.access());
#endif
	return u32{ value };
}

// REFUSED revocable_object_written: read-only
// Several tasks have access at once.
struct Registers {
	u32 status = 0;
#ifdef FIXED
	Atomic<u32> writes;
#endif
};

Result<> use(const Revocable<Registers> &registers);
Result<> use(const Revocable<Registers> &registers)
{
	auto access = TRY(registers.access());
#ifdef FIXED
	access->writes.inc();
#else
	access->status = 1;
#endif
	return ok;
}

// REFUSED revocable_of_unshareable: T must be shareable
// Several tasks have access at once.
#ifdef FIXED
struct Cache {
	u32 last;
};
#else
struct Cache : OneTaskAtATime {
	mutable u32 last;
};
#endif

void use(const Revocable<Cache> &cache);
void use(const Revocable<Cache> &cache)
{
	cache.revoke();
}

// REFUSED revocable_without_access: no match for|base operand
// The object may be gone, so the caller asks for an access first.
Result<u32> use(const Revocable<u32> &registers);
Result<u32> use(const Revocable<u32> &registers)
{
#ifdef FIXED
	auto access = TRY(registers.access());
	return *access;
#else
	return *registers;
#endif
}
