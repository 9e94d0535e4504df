// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Objects that users make with mkdir below /sys/kernel/config, with attributes to set them up.
//!
//! C: include/linux/configfs.h
//!
//! What an attribute is says kernel/attr/attr.hpp. doc/design/files_of_a_driver.md compares configfs,
//! sysfs and debugfs. A kernel may have configfs as a module, which modprobe loads with this one.
#pragma once

#include <type_traits>
#include <utility>

#include <helpers/mutex.hpp>
#include <linux/configfs.hpp>

#include <kernel/attr/attr.hpp>
#include <kernel/attr/configfs_attribute.hpp>
#include <kernel/attr/configfs_raw.hpp>
#include <kernel/attr/configfs_type.hpp>
#include <kernel/base/annotations.hpp>
#include <kernel/base/literal.hpp>
#include <kernel/base/member.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/memory/arc.hpp>
#include <kernel/memory/box.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/sync/lockdep.hpp>
#include <kernel/text/cstr.hpp>

namespace kernel::configfs {

/// A directory that a group has from the beginning: a member of it, whose class is a Group itself.
template <Literal name_, auto member_>
struct Default {
	static constexpr const auto &name = name_.text;
	/// Which member it is.
	static constexpr auto member = member_;
};
/// What a Group or the owner of a Subsystem says of the directories in it that users do not make:
/// `using DefaultGroups = configfs::DefaultGroups<configfs::Default<"limits", &Disk::limits>>`, public, behind the
/// members that it names. They live as long as the group around them.
template <typename... Entries>
struct DefaultGroups {};

/// Base of what mkdir makes, a directory of attributes: `class Disk final : public configfs::Item<Disk>`.
///
/// make_item() of a Group or of the owner of a Subsystem returns it in a Box or an Arc. configfs keeps
/// that owner until rmdir, and until nobody uses the item any more: with a Box it is destroyed then, with
/// an Arc it may live on in the driver, and even be returned again, but it is in one place at a time: mkdir
/// fails with EBUSY otherwise. While there are items, the module stays loaded; an open attribute does not keep it.
///
/// The class says its files with `using Attributes = configfs::Attributes<…>`, public. They may be called
/// by several tasks at once, from when make_item() has returned until the item is dropped.
///
/// What the item is called says the argument of make_item(): keep a copy where it is needed.
///
/// Users link another item into its directory with `ln -s` where the class has `Result<> allow_link(const Target
/// &) const`: the target is an item of class Target that this module made, and stays at least until drop_link(), of
/// which `void drop_link(const Target &) const` is told. With an ArcBorrow<Target> instead, of what is made in an
/// Arc, the item may keep an owner. Links to anything else fail with EINVAL. Both functions may run at once with others.
///
/// Invariants:
/// - `raw_` is zero, or initialised by configfs.
///
/// Example:
///     class Disk final : public configfs::Item<Disk> {
///     public:
///             Atomic<u32> size{ 1024 };
///
///             using Attributes = configfs::Attributes<attr::ReadWrite<"size", &Disk::size>>;
///     };
///     Result<> example(kunit::Test &test)
///     {
///             auto disk = TRY(make_box<Disk>(GFP_KERNEL));
///
///             test.expect_eq(disk->size.load(relaxed), 1024u);
///             return ok;
///     }
template <typename T>
class Item {
public:
	Item(const Item &) = delete;
	Item &operator=(const Item &) = delete;

private:
	friend T;
	friend struct detail::Raw;
	Item() : raw_{} {}
	~Item() = default;

	mutable ::config_item raw_; // first, see Raw::object()
	/// Whether configfs has it: of an Arc there may be another to offer.
	Atomic<bool> taken_;
};

/// Base of what mkdir makes when users may make items within: an Item that has make_item() itself.
///
/// `Result<Box<Child>> make_item(CStr name) const`, or an Arc; what it fails with is what mkdir fails
/// with. `void drop_item(const Child &) const`, where there is one, is told of each rmdir, and where mkdir
/// fails behind make_item() for want of memory. Both run with the subsystem's lock held, so one at a
/// time. A group that has items is not removed.
///
/// Directories that are always there are members of it, which are Groups: see DefaultGroups.
///
/// Example:
///     class Disk final : public configfs::Item<Disk> {};
///     class Shelf final : public configfs::Group<Shelf> {
///     public:
///             Result<Box<Disk>> make_item(CStr) const { return make_box<Disk>(GFP_KERNEL); }
///     };
///     auto shelf = TRY(make_box<Shelf>(GFP_KERNEL));
///     test.expect(shelf->make_item("disk").is_ok());
template <typename T>
class Group {
public:
	Group(const Group &) = delete;
	Group &operator=(const Group &) = delete;

private:
	friend T;
	friend struct detail::Raw;
	Group() : raw_{} {}
	~Group() = default;

	mutable ::config_group raw_; // first, see Raw::object()
	/// Whether configfs has it: of an Arc there may be another to offer.
	Atomic<bool> taken_;
};

/// A member that publishes a directory below /sys/kernel/config, in which users make items with mkdir;
/// withdrawn when destroyed.
///
/// The owner has make_item(), and drop_item() and Attributes if it likes, as a Group. It is usually the
/// module's own object: items keep the module loaded, so there are none when that is destroyed. An
/// owner that goes earlier makes no more items, and its destructor waits until users have removed what
/// they made. So does a load that fails after publish(), which therefore comes last. An attribute that is still
/// open fails with ENOENT afterwards.
///
/// It is the last member of a final class. Not with a lock held that make_item(), drop_item() or an
/// attribute takes.
///
/// Example:
///     class Disk final : public configfs::Item<Disk> {};
///     class Disks final : Pinned {
///     public:
///             Result<Box<Disk>> make_item(CStr name) const
///             {
///                     if (name.starts_with("tmp"))
///                             return EINVAL;
///                     return make_box<Disk>(GFP_KERNEL);
///             }
///             Result<> init() { return subsystem_.publish("example_disks"); }
///
///     private:
///             configfs::Subsystem<Disks> subsystem_{ this_is<&Disks::subsystem_> };
///     };
///     auto disks = TRY(make_box<Disks>(GFP_KERNEL));
///     TRY(disks->init());
template <typename Owner>
class Subsystem : detail::SubsystemBase {
	using Class = LockClass<"configfs.subsystem", Subsystem>;

public:
	using CallbackMember = void;

	/// Says which member this is: `this_is<&Owner::this_member>`.
	template <auto self, auto... behind>
	[[gnu::always_inline]] Subsystem(Calls<nullptr, self, behind...>)
		: SubsystemBase(detail::owner_of<self>(this))
	{
		detail::check_plain_callback<Owner, nullptr, self, behind...>();
		static_assert(std::is_same_v<detail::MemberOf<self>, Subsystem>,
			      "this_is<> names another member than the one it initialises");
	}
	/// Context: process; may sleep.
	[[gnu::always_inline]] ~Subsystem() __sleeps { withdraw(); }

	/// Makes the directory. From now on users may make items.
	///
	/// Errors: EBUSY: it is published already; EEXIST: there is such a name; ENOMEM.
	/// Context: process; may sleep.
	[[gnu::always_inline]] Result<> publish(CStr name) & __sleeps
	{
		static_assert(detail::makes_items<Owner>,
			      "the owner of a Subsystem has a public make_item(), which mkdir calls");
		if constexpr (detail::has_default_groups<Owner>)
			return add(name.as_c(), &detail::Type<Owner, void>::raw, &Class::key, add_groups);
		else
			return add(name.as_c(), &detail::Type<Owner, void>::raw, &Class::key, nullptr);
	}
	/// Ends it ahead of the destructor: no more items are made; waits until there are none.
	///
	/// Context: process; may sleep.
	[[gnu::always_inline]] void withdraw() __sleeps
	{
		if (published_)
			remove(detail::has_default_groups<Owner> ? detail::SubsystemBase::in_use : nullptr);
	}
	/// Whether it is published.
	[[nodiscard]] bool is_published() const { return published_; }

private:
	static void add_groups(const void *owner, ::config_group *raw)
	{
		detail::add_default_groups(*static_cast<const Owner *>(owner), raw);
	}
};

} // namespace kernel::configfs
