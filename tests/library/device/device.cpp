// SPDX-License-Identifier: GPL-2.0
//! Devices: names, references, and the objects that they keep alive.

#include <linux/kref.hpp>

#include "root_device.hpp"

using namespace kernel;

namespace {

Result<> name_and_identity(kunit::Test &test)
{
	auto device = TRY(RootDevice::create());

	test.expect(*device == *device);
	test.expect((*device).name() == "kxx-suite");
	dev_info(*device, "a line about device {}", 7);
	return ok;
}

Result<> reference_keeps_it(kunit::Test &test)
{
	auto device = TRY(RootDevice::create());
	const ::device *raw = (*device).as_raw();
	const u32 before = ::kref_read(&raw->kobj.kref);
	{
		auto ref = (*device).share();
		auto another = ref.share();

		test.expect_eq(::kref_read(&raw->kobj.kref), before + 2);
		test.expect(*another == *device);
	}
	test.expect_eq(::kref_read(&raw->kobj.kref), before);
	return ok;
}

struct Kept {
	Arc<Atomic<u32>> order;
	u32 expected;
	Arc<Atomic<u32>> faults;

	~Kept()
	{
		if (order->fetch_inc() != expected)
			faults->inc();
	}
	Kept(Arc<Atomic<u32>> order, u32 expected, Arc<Atomic<u32>> faults)
		: order(std::move(order)), expected(expected), faults(std::move(faults))
	{
	}
};

Result<> managed_objects_go_last_first(kunit::Test &test)
{
	auto order = TRY(make_arc<Atomic<u32>>(GFP_KERNEL, 0u));
	auto faults = TRY(make_arc<Atomic<u32>>(GFP_KERNEL, 0u));
	{
		auto device = TRY(RootDevice::create());

		for (u32 n = 3; n-- > 0;)
			TRY((*device).manage(TRY(make_box<Kept>(GFP_KERNEL, order.share(), n, faults.share()))));
		test.expect_eq(order->load(relaxed), 0u);
	}
	test.expect_eq(order->load(relaxed), 3u);
	test.expect_eq(faults->load(relaxed), 0u);
	return ok;
}

KUNIT_SUITE(device, { "name_and_identity", name_and_identity }, { "reference_keeps_it", reference_keeps_it },
	    { "managed_objects_go_last_first", managed_objects_go_last_first });

} // namespace
