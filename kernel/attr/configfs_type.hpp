// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Internal: the functions that configfs calls for mkdir, rmdir and links, and C's descriptions of
//! items.
//!
//! C: include/linux/configfs.h
#pragma once

#include <type_traits>
#include <utility>

#include <linux/configfs.hpp>
#include <linux/export.hpp>

#include <kernel/attr/configfs_attribute.hpp>
#include <kernel/attr/configfs_names.hpp>
#include <kernel/attr/configfs_raw.hpp>
#include <kernel/base/err.hpp>
#include <kernel/base/member.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/memory/arc.hpp>
#include <kernel/memory/box.hpp>
#include <kernel/text/cstr.hpp>

namespace kernel::configfs {

template <typename... Entries>
struct DefaultGroups;

namespace detail {

template <typename T>
concept has_attributes = requires { typename T::Attributes; };
template <typename T>
concept makes_items = requires { &T::make_item; };
template <typename T>
concept drops_items = requires { &T::drop_item; };

/// The result of make_item(): the kind of owner, and the class that it owns.
template <typename>
struct Made {
	static constexpr bool fits = false;
};
template <typename C, typename T>
struct Made<Result<Box<T>> (C::*)(CStr) const> {
	static constexpr bool fits = true;
	using Object = T;
	using Owner = Box<T>;
};
template <typename C, typename T>
struct Made<Result<Arc<T>> (C::*)(CStr) const> {
	static constexpr bool fits = true;
	using Object = T;
	using Owner = Arc<T>;
};

template <typename T>
inline constexpr bool is_group = std::is_base_of_v<Group<T>, T>;
template <typename T>
inline constexpr bool is_item = std::is_base_of_v<Item<T>, T>;

template <typename Owner>
inline constexpr bool is_shared = false;
template <typename T>
inline constexpr bool is_shared<Arc<T>> = true;

/// Called when configfs has dropped the last reference to an item.
template <typename T, typename Owner>
[[gnu::noinline]] void release(::config_item *raw)
{
	auto *object = const_cast<T *>(&Raw::object<T>(raw));

	// The item is empty: rmdir has ensured that, or mkdir failed.
	if constexpr (has_default_groups<T>)
		::configfs_remove_default_groups(Raw::group(*object));
	if constexpr (is_shared<Owner>)
		Raw::leave(*object);
	// SAFETY: make() gave up this owner with into_raw(), and this is called once.
	auto gone = Owner::from_raw(unsafe, object);
}

template <typename T, typename Owner>
struct Type;

/// The C descriptions of the possible T's, by which links recognise them; null until one is made.
/// Later writes store the same value. Modules without links do not have them.
template <typename T>
struct KnownTypes {
	template <typename Owner>
	static inline constinit const ::config_item_type *place = nullptr;
};

/// The rule of a class for links in its directory: `Result<> allow_link(const Target &) const`, or
/// with an ArcBorrow<Target> for targets that are made in an Arc.
template <typename T>
concept takes_links = requires { &T::allow_link; };
template <typename T>
concept drops_links = requires { &T::drop_link; };
template <typename>
struct LinkTarget {
	static constexpr bool fits = false;
};
template <typename C, typename T>
struct LinkTarget<Result<> (C::*)(const T &) const> {
	static constexpr bool fits = true;
	using Target = T;
	using Argument = const T &;

	static bool knows(const ::config_item_type *type)
	{
		return type == KnownTypes<T>::template place<Box<T>> || type == KnownTypes<T>::template place<Arc<T>>;
	}
	static const T &argument(const T &target) { return target; }
};
template <typename C, typename T>
struct LinkTarget<Result<> (C::*)(ArcBorrow<T>) const> {
	static constexpr bool fits = true;
	using Target = T;
	using Argument = ArcBorrow<T>;

	static bool knows(const ::config_item_type *type) { return type == KnownTypes<T>::template place<Arc<T>>; }
	static ArcBorrow<T> argument(const T &target)
	{
		// SAFETY: items of this type are in an Arc, one of whose owners configfs keeps during the call.
		return ArcBorrow<T>::from_raw(unsafe, &target);
	}
};

/// symlink() within configfs, in the directory of a T. The target may be any item of any module.
template <typename T>
int allow_link(::config_item *raw, ::config_item *target)
{
	using Links = LinkTarget<decltype(&T::allow_link)>;
	static_assert(Links::fits, "a link is taken by `Result<> allow_link(const Target &) const`, or by `Result<> "
				   "allow_link(ArcBorrow<Target>) const` where targets are made in an Arc");

	if constexpr (Links::fits) {
		if (!target->ci_type || !Links::knows(target->ci_type)) [[unlikely]]
			return EINVAL.to_c();
		return Raw::object<T>(raw)
			.allow_link(Links::argument(Raw::object<typename Links::Target>(target)))
			.to_c();
	}
	return 0;
}
/// Called when an allowed link is removed; its target still exists.
template <typename T>
void drop_link(::config_item *raw, ::config_item *target)
{
	using Links = LinkTarget<decltype(&T::allow_link)>;
	using Target = typename Links::Target;
	static_assert(std::is_same_v<decltype(&T::drop_link), void (T::*)(const Target &) const>,
		      "the end of a link is told to `void drop_link(const Target &) const`");

	Raw::object<T>(raw).drop_link(Raw::object<Target>(target));
}

/// Handles mkdir: the parent makes an object, which gets a name and a type.
template <typename Parent>
struct Maker {
	using Function = decltype(&Parent::make_item);
	using Makes = Made<Function>;
	static_assert(Makes::fits, "what mkdir makes is returned by `Result<Box<T>> make_item(CStr name) const` or "
				   "by `Result<Arc<T>> make_item(CStr name) const`");
	using Child = typename Makes::Object;
	using Owner = typename Makes::Owner;
	static_assert(is_item<Child> || is_group<Child>,
		      "what mkdir makes is derived from configfs::Item<T>, or from configfs::Group<T> if it makes "
		      "items itself");
	static_assert(std::is_final_v<Child>, "an item's class is final");
	static_assert(shareable<Parent>, "several tasks use the parent at once: it must be shareable");

	/// Makes an item and gives C a raw pointer to it.
	static Result<const Child *> make(::config_group *parent, const char *name)
	{
		if (SubsystemBase::closed(parent->cg_subsys)) [[unlikely]]
			return ENODEV;
		// SAFETY: C's name ends with a NUL and stays during the call.
		auto owner = TRY(Raw::object<Parent>(&parent->cg_item).make_item(CStr::from_raw(unsafe, name)));
		if constexpr (is_shared<Owner>)
			if (Raw::take(*owner)) [[unlikely]]
				return EBUSY;
		const Child *child = std::move(owner).into_raw();
		::config_item *item = Raw::item(*child);

		static_assert(!has_default_groups<Child> || is_group<Child>,
			      "what has DefaultGroups is a configfs::Group, not an Item");
		if constexpr (is_group<Child>)
			::config_group_init_type_name(Raw::group(*child), name, &Type<Child, Owner>::raw);
		else
			::config_item_init_type_name(item, name, &Type<Child, Owner>::raw);
		if constexpr (has_default_groups<Child>)
			add_default_groups(*child, Raw::group(*child));
		KnownTypes<Child>::template place<Owner> = &Type<Child, Owner>::raw;
		// C does not report a lack of memory for a long name.
		if (!item->ci_name) [[unlikely]] {
			release<Child, Owner>(item);
			return ENOMEM;
		}
		return child;
	}
	static ::config_item *make_item(::config_group *parent, const char *name)
	{
		auto made = make(parent, name);
		auto *child = made.get();

		return child ? Raw::item(**child) : to_err_ptr<::config_item>(made.error());
	}
	static ::config_group *make_group(::config_group *parent, const char *name)
	{
		auto made = make(parent, name);
		auto *child = made.get();

		return child ? Raw::group(**child) : to_err_ptr<::config_group>(made.error());
	}
	/// Handles rmdir. C drops its own reference only if there is no such function.
	static void drop_item(::config_group *parent, ::config_item *item)
	{
		if constexpr (drops_items<Parent>)
			Raw::object<Parent>(&parent->cg_item).drop_item(Raw::object<Child>(item));
		::config_item_put(item);
	}

	static consteval ::configfs_group_operations make_operations()
	{
		::configfs_group_operations made{};

		if constexpr (drops_items<Parent>)
			static_assert(
				std::is_same_v<decltype(&Parent::drop_item), void (Parent::*)(const Child &) const>,
				"what goes with rmdir is told to `void drop_item(const T &item) const`");
		if constexpr (is_group<Child>)
			made.make_group = make_group;
		else
			made.make_item = make_item;
		if constexpr (drops_items<Parent>)
			made.drop_item = drop_item;
		return made;
	}
	static inline constinit ::configfs_group_operations operations = make_operations();
};

/// The C description of a T that `Owner` owns (void for a Subsystem's owner, which nobody owns).
template <typename T, typename Owner>
struct Type {
	static consteval ::configfs_item_operations make_operations()
	{
		static_assert(check_callback_names<T>());
		::configfs_item_operations made{};

		if constexpr (!std::is_void_v<Owner>)
			made.release = release<T, Owner>;
		static_assert(!drops_links<T> || takes_links<T>, "drop_link() goes with allow_link()");
		if constexpr (takes_links<T>)
			made.allow_link = allow_link<T>;
		if constexpr (drops_links<T>)
			made.drop_link = drop_link<T>;
		return made;
	}
	static inline constinit ::configfs_item_operations operations = make_operations();

	static consteval ::config_item_type make()
	{
		::config_item_type made{};

		made.ct_owner = &::__this_module; // an item holds the module
		made.ct_item_ops = &operations;
		if constexpr (makes_items<T>)
			made.ct_group_ops = &Maker<T>::operations;
		if constexpr (has_attributes<T>) {
			using All = Lists<T, typename T::Attributes>;
			made.ct_attrs = All::text_list.at;
			made.ct_bin_attrs = All::binary_list.at;
		}
		return made;
	}
	static constexpr ::config_item_type raw = make();
};

/// The directories that a T always has.
template <typename T, typename List>
struct Defaults {
	static_assert(!std::is_same_v<T, T>, "DefaultGroups is a configfs::DefaultGroups<…>");
};
template <typename T, typename... Entries>
struct Defaults<T, DefaultGroups<Entries...>> {
	template <typename Entry>
	static void add(const T &object, ::config_group *raw)
	{
		static_assert(std::is_base_of_v<ClassOf<Entry::member>, T>,
			      "the default group is a member of another class than the group's");
		using Child = MemberOf<Entry::member>;
		static_assert(is_group<Child>, "a default group is a member whose class derives from configfs::Group");
		::config_group *child = Raw::group(object.*Entry::member);

		static_assert(sizeof(Entry::name) <= 20, "the name of a default group has up to 19 characters");
		::config_group_init_type_name(child, Entry::name, &Type<Child, void>::raw);
		if constexpr (has_default_groups<Child>)
			add_default_groups(object.*Entry::member, child);
		::configfs_add_default_group(child, raw);
	}
	static void add_all(const T &object, ::config_group *raw) { (add<Entries>(object, raw), ...); }
};

template <typename T>
void add_default_groups(const T &object, ::config_group *raw)
{
	Defaults<T, typename T::DefaultGroups>::add_all(object, raw);
}

} // namespace detail

} // namespace kernel::configfs
