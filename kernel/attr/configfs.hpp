// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Objects that users create with mkdir below /sys/kernel/config, and attributes to set them up.
//!
//! C: include/linux/configfs.h
//!
//! kernel/attr/attr.hpp explains what an attribute is. doc/design/files_of_a_driver.md compares
//! configfs, sysfs and debugfs. A kernel may have configfs as a module, which modprobe loads with
//! this one.
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
#include <kernel/base/callers.hpp>
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

/// A directory that a group always has: a member of it, whose class is a Group itself.
template <Literal name_, auto member_>
struct Default {
	static constexpr const auto &name = name_.text;
	/// The member.
	static constexpr auto member = member_;
};
/// The list of the directories in a Group or a Subsystem that users do not create:
/// `using DefaultGroups = configfs::DefaultGroups<configfs::Default<"limits",
/// &Disk::limits>>`, public, and declared after the members that it names. They live as long as the
/// group that contains them.
template <typename... Entries>
struct DefaultGroups {};

/// Base of an object that mkdir creates, a directory of attributes:
/// `class Disk final : public configfs::Item<Disk>`.
///
/// make_item() of a Group or of the owner of a Subsystem returns it in a Box or an Arc. configfs
/// keeps that owner until rmdir, and until nobody uses the item any more. In a Box, the item is
/// destroyed then. In an Arc, it may live on in the driver, and even be returned again, but it can
/// be in only one place at a time: otherwise mkdir fails with EBUSY. While there are items, the
/// module stays loaded; an open attribute does not keep the module loaded.
///
/// The class lists its files with a public `using Attributes = configfs::Attributes<…>`, declared
/// after the data members that it names. Several tasks may call their functions at once, from the
/// return of make_item() until the item is dropped.
///
/// The argument of make_item() is the item's name: keep a copy if you need it.
///
/// Users can link another item into its directory with `ln -s` if the class has
/// `Result<> allow_link(const Target &) const`. The target is an item of class Target that this
/// module made, and it stays at least until the link is removed, which calls
/// `void drop_link(const Target &) const`. With an ArcBorrow<Target> instead, for targets that are
/// made in an Arc, the item may keep an owner. Links to anything else fail with EINVAL. Both
/// functions may run concurrently with others.
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
	/// Whether configfs has the object: with an Arc, the driver could offer it a second time.
	Atomic<bool> taken_;
};

/// Base of an object that mkdir creates and in which users may create items: an Item with its own
/// make_item().
///
/// `Result<Box<Child>> make_item(CStr name) const`, or one that returns an Arc, makes the items;
/// mkdir fails with its error. `void drop_item(const Child &) const`, if it exists, is called for
/// each rmdir, and when mkdir fails after make_item() for lack of memory. Both run under the
/// subsystem's lock, so one at a time. A group with items cannot be removed.
///
/// Directories that always exist are members of it, which are Groups: see DefaultGroups.
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
	/// Whether configfs has the object: with an Arc, the driver could offer it a second time.
	Atomic<bool> taken_;
};

/// A member that publishes a directory below /sys/kernel/config, in which users create items with
/// mkdir; its destructor withdraws the directory.
///
/// Like a Group, the owner has make_item(), and optionally drop_item() and Attributes. It is
/// usually the module's own object: items keep the module loaded, so there are none when that
/// object is destroyed. If the owner is destroyed earlier, it makes no more items, and its
/// destructor waits until users have removed theirs. A load that fails after publish() also waits,
/// so call publish() last. An attribute that is still open then fails with ENOENT.
///
/// It must be the last member of a final class. Do not destroy it while holding a lock that
/// make_item(), drop_item() or an attribute takes.
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
	static_assert(kernel::detail::marked_as_owner<Owner>);
	using Class = LockClass<"configfs.subsystem", Subsystem>;

public:
	using CallbackMember = void;

	/// Names this member: `this_is<&Owner::this_member>`.
	template <auto self, auto... behind>
	[[gnu::always_inline]] Subsystem(Calls<nullptr, self, behind...>) : SubsystemBase(detail::owner_of<self>(this))
	{
		detail::check_plain_callback<Owner, nullptr, self, behind...>();
		static_assert(std::is_same_v<detail::MemberOf<self>, Subsystem>,
			      "this_is<> names another member than the one it initialises");
	}
	/// Withdraws the directory.
	///
	/// Context: process; may sleep.
	[[gnu::always_inline]] ~Subsystem() __sleeps { withdraw(); }

	/// Makes the directory. From now on users may create items.
	///
	/// Errors: EBUSY: it is already published; EEXIST: the name exists; ENOMEM.
	/// Context: process; may sleep.
	[[gnu::always_inline]] Result<> publish(CStr name) & __sleeps
	{
		static_assert(detail::makes_items<Owner>,
			      "the owner of a Subsystem has a public make_item(), which mkdir calls");
		if constexpr (detail::has_default_groups<Owner>)
			TRY(add(name.as_c(), &detail::Type<Owner, void>::raw, &Class::key, add_groups));
		else
			TRY(add(name.as_c(), &detail::Type<Owner, void>::raw, &Class::key, nullptr));
		place_.enter(kind_);
		return ok;
	}
	/// Withdraws the directory before the destructor does: prevents new items, and waits until
	/// there are none.
	///
	/// Context: process; may sleep.
	[[gnu::always_inline]] void withdraw() __sleeps
	{
		place_.leave();
		end();
	}
	/// Whether it is published.
	[[nodiscard]] bool is_published() const { return published_; }

private:
	void end() __sleeps
	{
		if (published_)
			remove(detail::has_default_groups<Owner> ? detail::SubsystemBase::in_use : nullptr);
	}
	static void stop(::list_head &place) { kernel::detail::CallerPlace::owner<&Subsystem::place_>(place).end(); }
	static constexpr kernel::detail::CallerKind kind_{ "the configfs subsystem of",
							   kernel::detail::type_name<Owner>, stop,
							   kernel::detail::Stopping::Sleeps };
	/// Is listed while it is published.
	kernel::detail::CallerPlace place_;

	static void add_groups(const void *owner, ::config_group *raw)
	{
		detail::add_default_groups(*static_cast<const Owner *>(owner), raw);
	}
};

} // namespace kernel::configfs
