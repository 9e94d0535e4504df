// SPDX-License-Identifier: GPL-2.0
//! Owners that become a void * and are taken back.
#include <kernel/base/opaque.hpp>
#include <kernel/memory/foreign.hpp>
#include <kernel/memory/kref.hpp>

#include "../life.hpp"

namespace {

class Session : public Kref<Session> {
public:
	explicit Session(u32 number) : life(number) {}
	Life life;
};

i32 alive()
{
	return Life::alive.load(relaxed);
}

Result<> boxes(kunit::Test &test)
{
	{
		void *data = into_foreign(TRY(make_box<Life>(GFP_KERNEL, 1u)));
		test.expect_eq(alive(), 1);
		// SAFETY: data came from into_foreign() of this type, and is taken back below.
		test.expect_eq(borrow_foreign<Box<Life>>(unsafe, data).number, 1u);
		// SAFETY: as above, and nobody else uses it.
		borrow_foreign_alone<Box<Life>>(unsafe, data).number = 2;
		// SAFETY: as above, taken back once.
		auto back = from_foreign<Box<Life>>(unsafe, data);
		test.expect_eq(back->number, 2u);
	}
	test.expect_eq(alive(), 0);
	return ok;
}

Result<> arcs(kunit::Test &test)
{
	{
		auto owner = TRY(make_arc<Life>(GFP_KERNEL, 3u));
		void *data = into_foreign(owner.share());
		// SAFETY: data came from into_foreign() of this type, and is taken back below.
		ArcBorrow<Life> look = borrow_foreign<Arc<Life>>(unsafe, data);
		Arc<Life> kept = look.share();
		test.expect(ptr_eq(owner, kept));
		// SAFETY: as above, taken back once.
		auto back = from_foreign<Arc<Life>>(unsafe, data);
		test.expect(ptr_eq(owner, back));
	}
	test.expect_eq(alive(), 0);
	return ok;
}

Result<> refs(kunit::Test &test)
{
	{
		void *data = into_foreign(TRY(make_ref<Session>(GFP_KERNEL, 4u)));
		// SAFETY: data came from into_foreign() of this type, and is taken back below.
		test.expect_eq(borrow_foreign<Ref<Session>>(unsafe, data).life.number, 4u);
		// SAFETY: as above, taken back once.
		auto back = from_foreign<Ref<Session>>(unsafe, data);
		test.expect_eq(::kref_read(back->raw_kref()), 1u);
	}
	test.expect_eq(alive(), 0);
	return ok;
}

void pointers(kunit::Test &test)
{
	static constinit u32 number = 5;
	const u32 *constant = &number;
	void *data = into_foreign(constant);

	// SAFETY: data came from into_foreign() of this type.
	test.expect(borrow_foreign<const u32 *>(unsafe, data) == &number);
	// SAFETY: as above.
	test.expect(from_foreign<const u32 *>(unsafe, data) == &number);
	test.expect(into_foreign(ok) == nullptr);
}

static_assert(foreign_ownable<Box<u32>> && foreign_ownable<VBox<u32>> && foreign_ownable<Arc<u32>> &&
	      foreign_ownable<u32 *> && !foreign_ownable<u32>);

struct Device {
	u32 a, b;
};
constinit Opaque<Device> static_device;

Result<> opaque(kunit::Test &test)
{
	test.expect_eq(static_device.as_raw()->a, 0u);
	// SAFETY: initialised on the next line.
	Opaque<Device> device(unsafe);
	*device.as_raw() = { 1, 2 };
	test.expect_eq(device.as_raw()->b, 2u);
	// SAFETY: it lies in an Opaque.
	test.expect(&Opaque<Device>::from_raw(unsafe, device.as_raw()) == &device);

	auto boxed = TRY(make_box<Opaque<Device>>(GFP_KERNEL, Opaque<Device>::init([](Device *raw) {
							  raw->a = 7;
							  return 0;
						  })));
	test.expect_eq(boxed->as_raw()->a, 7u);
	auto failed = make_box<Opaque<Device>>(GFP_KERNEL, Opaque<Device>::init([](Device *) { return -19; }));
	test.expect(failed.is_error());
	test.expect(failed.error() == ENODEV || failed.error() == ENOMEM);
	return ok;
}
static_assert(sizeof(Opaque<Device>) == sizeof(Device));

} // namespace

KUNIT_SUITE(foreign, { "boxes", boxes }, { "arcs", arcs }, { "refs", refs }, { "pointers", pointers });
KUNIT_SUITE(opaque, { "holds_a_c_object", opaque });
