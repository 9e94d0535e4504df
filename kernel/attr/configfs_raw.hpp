// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Internal: finds the object that a directory of configfs represents.
//!
//! C: include/linux/configfs.h
#pragma once

#include <type_traits>

#include <linux/configfs.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/sync/lockdep.hpp>

namespace kernel::configfs {

template <typename T>
class Item;
template <typename T>
class Group;
template <typename Owner>
class Subsystem;

namespace detail {

using namespace kernel::detail;

/// The part of a Subsystem that does not depend on its owner.
///
/// Invariants:
/// - while `published_`, `raw_` is registered; otherwise configfs does not know it.
class SubsystemBase {
public:
	SubsystemBase(const SubsystemBase &) = delete;
	SubsystemBase &operator=(const SubsystemBase &) = delete;

	/// Finds the owner from the kernel's object.
	template <typename Owner>
	[[gnu::always_inline]] static const Owner &owner(const ::config_item *raw)
	{
		return *static_cast<const Owner *>(reinterpret_cast<const SubsystemBase *>(raw)->owner_);
	}
	/// Whether no more items may be created.
	static bool closed(const ::configfs_subsystem *raw)
	{
		return reinterpret_cast<const SubsystemBase *>(raw)->closed_;
	}

protected:
	explicit SubsystemBase(const void *owner) : owner_(owner) {}
	~SubsystemBase() = default;

	Result<> add(const char *name, const ::config_item_type *type, ::lock_class_key *key,
		     void (*add_groups)(const void *owner, ::config_group *)) __sleeps;
	/// With default groups, `used` tells whether there are items; without them, every child is
	/// an item.
	void remove(bool (*used)(SubsystemBase &)) __sleeps;
	/// Whether there are items, including those in default groups.
	static bool in_use(SubsystemBase &base) __sleeps;

	::configfs_subsystem raw_; // first: owner() and closed() find the rest by its address
	const void *owner_;
	bool published_ = false;
	/// Protected by su_mutex.
	bool closed_ = false;
};

/// The conversions between our objects and C's.
struct Raw {
	template <typename T>
	static ::config_item *item(__lifetimebound const Item<T> &object)
	{
		return &object.raw_;
	}
	template <typename T>
	static ::config_item *item(__lifetimebound const Group<T> &object)
	{
		return &object.raw_.cg_item;
	}
	template <typename T>
	static ::config_group *group(__lifetimebound const Group<T> &object)
	{
		return &object.raw_;
	}
	/// Sets whether configfs has the object, and returns the old value.
	template <typename T>
	static bool take(const T &object)
	{
		return object.taken_.exchange(true);
	}
	template <typename T>
	static void leave(const T &object)
	{
		object.taken_.store(false, kernel::release);
	}
	/// INVARIANT of Item and Group: C's object is the first thing in them.
	template <typename T>
	[[gnu::always_inline]] static const T &object(const ::config_item *raw)
	{
		if constexpr (std::is_base_of_v<Item<T>, T>)
			return static_cast<const T &>(*reinterpret_cast<const Item<T> *>(raw));
		else if constexpr (std::is_base_of_v<Group<T>, T>)
			return static_cast<const T &>(*reinterpret_cast<const Group<T> *>(raw));
		else
			return SubsystemBase::owner<T>(raw);
	}
};

template <typename T>
concept has_default_groups = requires { typename T::DefaultGroups; };

template <typename T>
void add_default_groups(const T &object, ::config_group *raw);

} // namespace detail

} // namespace kernel::configfs
