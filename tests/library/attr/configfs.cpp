// SPDX-License-Identifier: GPL-2.0
//! Subsystems are registered and unregistered, also when memory is short. The items that users make in them are tested
//! by tests/vm/configfs.

#include <kernel/attr/configfs.hpp>
#include <kernel/prelude.hpp>
#include <kernel/test/kunit.hpp>

using namespace kernel;

namespace {

class Disk final : public configfs::Item<Disk> {
public:
	Atomic<u32> size;

	using Attributes = configfs::Attributes<attr::ReadWrite<"size", &Disk::size>>;
};
class Disks final : Pinned {
public:
	Result<Box<Disk>> make_item(CStr) const { return make_box<Disk>(GFP_KERNEL); }
	configfs::Subsystem<Disks> &subsystem() { return subsystem_; }

private:
	configfs::Subsystem<Disks> subsystem_{ this_is<&Disks::subsystem_> };
};

Result<> comes_and_goes(kunit::Test &test)
{
	Disks disks;

	test.expect(!disks.subsystem().is_published());
	disks.subsystem().withdraw();
	TRY(disks.subsystem().publish("kxx_test_disks"));
	test.expect(disks.subsystem().is_published());
	test.expect_error(disks.subsystem().publish("kxx_test_others"), EBUSY);
	disks.subsystem().withdraw();
	test.expect(!disks.subsystem().is_published());
	TRY(disks.subsystem().publish("kxx_test_disks_with_a_long_name"));
	return ok;
}

class Rooms final : public configfs::Group<Rooms> {
public:
	Atomic<u32> count{ 4 };

	Result<Box<Disk>> make_item(CStr) const { return make_box<Disk>(GFP_KERNEL); }
	using Attributes = configfs::Attributes<attr::ReadWrite<"count", &Rooms::count>>;
};
class House final : Pinned {
	Rooms above_, below_;

public:
	using DefaultGroups = configfs::DefaultGroups<configfs::Default<"above", &House::above_>,
						      configfs::Default<"below", &House::below_>>;
	Result<Box<Disk>> make_item(CStr) const { return make_box<Disk>(GFP_KERNEL); }
	configfs::Subsystem<House> &subsystem() { return subsystem_; }

private:
	configfs::Subsystem<House> subsystem_{ this_is<&House::subsystem_> };
};

Result<> default_groups(kunit::Test &test)
{
	House house;

	TRY(house.subsystem().publish("kxx_test_house"));
	House other;
	test.expect(other.subsystem().publish("kxx_test_house").is_error());
	house.subsystem().withdraw();
	TRY(house.subsystem().publish("kxx_test_house"));
	return ok;
}

Result<> name_taken(kunit::Test &test)
{
	Disks one, two;

	TRY(one.subsystem().publish("kxx_test_taken"));
	const Error error = two.subsystem().publish("kxx_test_taken").error();
	test.expect(error == EEXIST || error == ENOMEM);
	test.expect(!two.subsystem().is_published());
	one.subsystem().withdraw();
	TRY(two.subsystem().publish("kxx_test_taken"));
	return ok;
}

Result<> items_without_configfs(kunit::Test &test)
{
	auto disk = TRY(make_box<Disk>(GFP_KERNEL));

	test.expect_eq(disk->size.load(relaxed), 0u);
	return ok;
}

KUNIT_SUITE(configfs, { "comes_and_goes", comes_and_goes }, { "name_taken", name_taken },
	    { "default_groups", default_groups }, { "items_without_configfs", items_without_configfs });

} // namespace
