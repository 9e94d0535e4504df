// SPDX-License-Identifier: GPL-2.0
//! The loader of firmware: found, missing, without waiting.

#include <kernel/device/firmware.hpp>

#include "root_device.hpp"

using namespace kernel;

namespace {

/// Whether the bytes are those of the file that setup.sh makes.
bool is_the_file(Span<const u8> bytes)
{
	return BStr("firmware") == BStr::of(bytes);
}

Result<> has_the_files_bytes(kunit::Test &test)
{
	auto device = TRY(RootDevice::create());
	auto first = TRY(Firmware::request("kxx-suite.bin", *device));
	auto second = TRY(Firmware::request_direct("kxx-suite.bin", *device));
	auto third = TRY(Firmware::request_nowarn("kxx-suite.bin", *device));

	test.expect_eq(first.size(), 8u);
	test.expect(is_the_file(first.bytes()));
	test.expect(is_the_file(second.bytes()));
	{
		auto moved = std::move(third);
		test.expect(is_the_file(moved.bytes()));
	}
	test.expect(is_the_file(first.bytes()));
	return ok;
}

Result<> missing(kunit::Test &test)
{
	auto device = TRY(RootDevice::create());

	test.expect_error(Firmware::request_direct("kxx-no-such-file", *device), ENOENT);
	test.expect_error(Firmware::request_nowarn("kxx-no-such-file", *device), ENOENT);
	test.expect_error(Firmware::request("kxx-no-such-file", *device), ENOENT);
	test.expect_error(Firmware::request_platform("kxx-no-such-file", *device), ENOENT);
	test.expect_error(Firmware::request("", *device), EINVAL);
	return ok;
}

struct Seen {
	Atomic<u32> calls;
	Atomic<u32> right;
	Atomic<int> error;
};

void look(Result<Firmware> firmware, Arc<Seen> seen)
{
	seen->calls.inc();
	if (auto *got = firmware.get())
		seen->right.store(is_the_file(got->bytes()), relaxed);
	else
		seen->error.store(firmware.to_c(), relaxed);
}

Result<> nowait_calls_once(kunit::Test &test)
{
	auto device = TRY(RootDevice::create());
	auto seen = TRY(make_arc<Seen>(GFP_KERNEL));
	{
		auto queue = TRY(Workqueue::create(fmt("kxx-firmware")));

		TRY(Firmware::request_nowait<"test.firmware">(queue, GFP_KERNEL, "kxx-suite.bin", *device, look,
							      seen.share()));
	} // the queue's destructor waits
	test.expect_eq(seen->calls.load(relaxed), 1u);
	test.expect_eq(seen->right.load(relaxed), 1u);
	return ok;
}

Result<> nowait_of_missing(kunit::Test &test)
{
	auto device = TRY(RootDevice::create());
	auto seen = TRY(make_arc<Seen>(GFP_KERNEL));
	auto queue = TRY(Workqueue::create(fmt("kxx-firmware")));

	TRY(Firmware::request_nowait<"test.firmware">(queue, GFP_KERNEL, "kxx-no-such-file", *device, look,
						      seen.share()));
	queue.flush();
	test.expect_eq(seen->calls.load(relaxed), 1u);
	test.expect_eq(seen->error.load(relaxed), ENOENT.to_c());
	return ok;
}

/// The device is removed from sysfs, but its memory still exists, before the loader looks for the file.
Result<> nowait_keeps_the_device(kunit::Test &test)
{
	auto seen = TRY(make_arc<Seen>(GFP_KERNEL));
	auto queue = TRY(Workqueue::create(fmt("kxx-firmware")));
	{
		auto device = TRY(RootDevice::create());

		TRY(Firmware::request_nowait<"test.firmware">(queue, GFP_KERNEL, "kxx-suite.bin", *device, look,
							      seen.share()));
	}
	queue.flush();
	test.expect_eq(seen->calls.load(relaxed), 1u);
	return ok;
}

KUNIT_SUITE(firmware, { "has_the_files_bytes", has_the_files_bytes }, { "missing", missing },
	    { "nowait_calls_once", nowait_calls_once }, { "nowait_of_missing", nowait_of_missing },
	    { "nowait_keeps_the_device", nowait_keeps_the_device });

} // namespace
