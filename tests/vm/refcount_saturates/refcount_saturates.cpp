// SPDX-License-Identifier: GPL-2.0
//! Misused reference counts: the kernel warns, and nothing is freed.
#include <kernel/memory/arc.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/refcount.hpp>

using namespace kernel;

namespace {

/// An object that an Arc must not destroy.
struct Object {
	~Object() { destroyed++; }
	static inline constinit u32 destroyed = 0;
};

class Saturates {
public:
	static Result<Saturates> create()
	{
		Refcount owners(0x7fffffff);
		owners.inc(); // warns: saturated; leaking memory
		bool last = false;
		for (u32 i = 0; i < 3; i++)
			last = owners.dec_and_test() || last;
		pr_info("overflow: last {}, {}", last, owners.read() > 0x80000000 ? "saturated" : "not saturated");

		Refcount none(1);
		bool first = none.dec_and_test();
		bool second = none.dec_and_test(); // warns: underflow; use-after-free
		pr_info("underflow: first {}, second {}", first, second);

		auto arc = TRY(make_arc<Object>(GFP_KERNEL));
		const Object *raw = std::move(arc).into_raw();
		for (u32 i = 0; i < 4; i++) {
			// SAFETY: none: this puts more owners than there ever were, but only after the
			// count was saturated, which is what is tested.
			auto more = Arc<Object>::from_raw(unsafe, raw);
			if (i == 0)
				saturate(raw);
		}
		pr_info("arc: {} destroyed", Object::destroyed);
		return Saturates{};
	}

private:
	/// Acts like a driver that calls share() in a loop and forgets to drop.
	static void saturate(const Object *raw)
	{
		auto *count =
			reinterpret_cast<::refcount_t *>(reinterpret_cast<unsigned char *>(const_cast<Object *>(raw)) -
							 detail::ArcMemory<Object>::offset);
		::refcount_set(count, 0x7fffffff);
		// SAFETY: it is alive.
		auto another = ArcBorrow<Object>::from_raw(unsafe, raw).share();
	}
};

} // namespace

KERNEL_MODULE(Saturates, { .name = "refcount_saturates", .license = "GPL" })
