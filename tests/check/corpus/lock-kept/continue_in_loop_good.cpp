// SPDX-License-Identifier: GPL-2.0
//! The semaphore is released before the loop skips an element.

#include <kernel/prelude.hpp>
#include <kernel/sync/rwsem.hpp>

using namespace kernel;

namespace {

class Zone final : Pinned {
public:
	explicit Zone(u32 pages) : pages_(pages) {}

	/// For the caller, who holds raw().
	bool reclaimable() const { return pages_ > 8; }
	void reclaim() { pages_ -= 8; }
	/// The lock, for shrink().
	///
	/// Safety:
	/// - No guard of the lock exists.
	::rw_semaphore *raw(unsafe_t) const __lifetimebound
	{
		// SAFETY: as the caller says.
		return lock_.as_raw(unsafe);
	}

private:
	RwSemaphore<void, "zone.pages"> lock_;
	u32 pages_;
};

/// Reclaims pages from all zones that have enough.
///
/// Safety:
/// - No guards of the zones' locks exist.
u32 shrink(unsafe_t, Span<Box<Zone>> zones)
{
	u32 freed = 0;

	for (Box<Zone> &zone : zones) {
		// SAFETY: as the caller says.
		::rw_semaphore *raw = zone->raw(unsafe);

		// SAFETY: the lock is initialised, and lives as long as its zone.
		::down_write(raw);
		if (!zone->reclaimable()) {
			// SAFETY: this function took the lock above.
			::up_write(raw);
			continue;
		}
		zone->reclaim();
		freed += 8;
		// SAFETY: this function took the lock above.
		::up_write(raw);
	}
	return freed;
}

} // namespace

Result<u32> shrink_all();
Result<u32> shrink_all()
{
	Vec<Box<Zone>> zones;

	TRY(zones.push(TRY(make_box<Zone>(GFP_KERNEL, 64u)), GFP_KERNEL));
	TRY(zones.push(TRY(make_box<Zone>(GFP_KERNEL, 4u)), GFP_KERNEL));
	// SAFETY: nobody else has these zones, so there are no guards.
	return shrink(unsafe, zones.span());
}
