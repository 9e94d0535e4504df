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
#include <linux/export.hpp>

#include <kernel/attr/attr.hpp>
#include <kernel/base/annotations.hpp>
#include <kernel/base/err.hpp>
#include <kernel/base/literal.hpp>
#include <kernel/base/member.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/base/span.hpp>
#include <kernel/base/types.hpp>
#include <kernel/memory/arc.hpp>
#include <kernel/memory/box.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/sync/lockdep.hpp>
#include <kernel/text/cstr.hpp>

namespace kernel::configfs {

/// A read-only binary attribute of at most `most` bytes, which are read as a whole:
/// `Result<usize> f(Span<u8> to) const` returns how many bytes there are, and writes as many of
/// them as there is room for. It is called twice, first with an empty span.
template <Literal name_, usize most_, auto read_, u16 mode_ = 0444>
struct BinaryReadOnly : attr::detail::IsBinary {
	static constexpr const auto &name = name_.text;
	static constexpr usize most = most_;
	static constexpr auto read = read_;
	static constexpr auto write = nullptr;
	static constexpr u16 mode = mode_;
};
/// A binary attribute that is also written, as a whole when the writer closes the file:
/// `void f(Span<const u8> from) const`. The writer does not learn whether the data was accepted.
template <Literal name_, usize most_, auto read_, auto write_, u16 mode_ = 0644>
struct BinaryReadWrite : attr::detail::IsBinary {
	static constexpr const auto &name = name_.text;
	static constexpr usize most = most_;
	static constexpr auto read = read_;
	static constexpr auto write = write_;
	static constexpr u16 mode = mode_;
};
/// A write-only binary attribute.
template <Literal name_, usize most_, auto write_, u16 mode_ = 0200>
struct BinaryWriteOnly : attr::detail::IsBinary {
	static constexpr const auto &name = name_.text;
	static constexpr usize most = most_;
	static constexpr auto read = nullptr;
	static constexpr auto write = write_;
	static constexpr u16 mode = mode_;
};

/// The list of a class's files: `using Attributes = configfs::Attributes<attr::ReadOnly<"size",
/// &Disk::size>, …>`, public, and declared after the functions that it names.
template <typename... Entries>
struct Attributes {
	static_assert(((std::is_base_of_v<attr::detail::IsText, Entries> ||
			std::is_base_of_v<attr::detail::IsBinary, Entries>) && ...),
		      "configfs::Attributes<> takes attr::ReadOnly, attr::ReadWrite, attr::WriteOnly and "
		      "configfs::Binary…");
};

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
	static ::config_item *item(const Item<T> &object)
	{
		return &object.raw_;
	}
	template <typename T>
	static ::config_item *item(const Group<T> &object)
	{
		return &object.raw_.cg_item;
	}
	template <typename T>
	static ::config_group *group(const Group<T> &object)
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

// The functions that the kernel calls. Their names contain only a member: objtool of 6.1 wants
// names below 128 characters.

template <auto what>
long show(::config_item *raw, char *page)
{
	return attr::detail::show<what>(Raw::object<ClassOf<what>>(raw), page);
}
template <auto what>
long store(::config_item *raw, const char *text, usize size)
{
	return store_member<what>(Raw::object<ClassOf<what>>(raw), text, size);
}
template <auto what>
long read(::config_item *raw, void *bytes, usize size)
{
	static_assert(std::is_same_v<std::remove_cv_t<decltype(what)>, Result<usize> (ClassOf<what>::*)(Span<u8>) const>,
		      "a binary attribute is read through `Result<usize> f(Span<u8> to) const`");
	if (size)
		__builtin_memset(bytes, 0, size);
	// SAFETY: the kernel's buffer for this call, just zeroed, or nothing.
	auto to = Span<u8>::of(unsafe, static_cast<u8 *>(bytes), size);
	auto done = (Raw::object<ClassOf<what>>(raw).*what)(to);
	const usize *count = done.get();

	if (!count)
		return done.to_c();
	return static_cast<long>(size && *count > size ? size : *count);
}
template <auto what>
long write(::config_item *raw, const void *bytes, usize size)
{
	static_assert(std::is_same_v<std::remove_cv_t<decltype(what)>, void (ClassOf<what>::*)(Span<const u8>) const>,
		      "a binary attribute is written through `void f(Span<const u8> from) const`");
	// SAFETY: the kernel's copy of the written data, for this call.
	(Raw::object<ClassOf<what>>(raw).*what)(Span<const u8>::of(unsafe, static_cast<const u8 *>(bytes), size));
	return static_cast<long>(size);
}

/// The kernel's record of one attribute.
template <typename T, typename Entry>
struct Attribute {
	template <auto what>
	static consteval auto check()
	{
		check_attribute<T, what>();
		static_assert(std::is_same_v<ClassOf<what>, T>,
			      "an attribute is a member of the item's own class, not of a base");
		return what;
	}
	template <auto what>
	static constexpr auto checked = check<what>();

	static consteval void fill(::configfs_attribute &made)
	{
		attr::detail::check_mode<Entry::mode>();
		made.ca_name = Entry::name;
		// The attribute has no owner: with one, configfs would take a module reference for
		// an open file, and use the owner when the file is closed, even after a failed load
		// freed it. It needs none: rmdir and unregistering wait for running calls, and
		// after that configfs uses neither the attribute nor its item.
		made.ca_owner = nullptr;
		made.ca_mode = Entry::mode;
	}
	static consteval ::configfs_attribute make_text()
	{
		::configfs_attribute made{};

		fill(made);
		if constexpr (!std::is_null_pointer_v<decltype(Entry::show)>)
			made.show = show<checked<Entry::show>>;
		if constexpr (!std::is_null_pointer_v<decltype(Entry::store)>)
			made.store = store<checked<Entry::store>>;
		return made;
	}
	static consteval ::configfs_bin_attribute make_binary()
	{
		::configfs_bin_attribute made{};

		fill(made.cb_attr);
		made.cb_max_size = Entry::most;
		if constexpr (!std::is_null_pointer_v<decltype(Entry::read)>)
			made.read = read<checked<Entry::read>>;
		if constexpr (!std::is_null_pointer_v<decltype(Entry::write)>)
			made.write = write<checked<Entry::write>>;
		return made;
	}
	static consteval auto make()
	{
		if constexpr (std::is_base_of_v<attr::detail::IsText, Entry>)
			return make_text();
		else
			return make_binary();
	}
	static inline constinit auto raw = make();
};

/// The C lists of attributes, which end with null.
template <typename T, typename List>
struct Lists {
	static inline constinit ::configfs_attribute **texts = nullptr;
	static inline constinit ::configfs_bin_attribute **binaries = nullptr;
};
template <typename T, typename... Entries>
struct Lists<T, Attributes<Entries...>> {
	template <typename Entry>
	static constexpr bool is_text = std::is_base_of_v<attr::detail::IsText, Entry>;
	template <typename Pointer, usize count>
	struct List {
		Pointer at[count + 1];
	};
	static constexpr usize text_count = (0 + ... + static_cast<usize>(is_text<Entries>));

	static consteval auto make_texts()
	{
		List<::configfs_attribute *, text_count> made{};
		usize count = 0;
		auto one = [&]<typename Entry>(std::type_identity<Entry>) {
			if constexpr (is_text<Entry>)
				made.at[count++] = &Attribute<T, Entry>::raw;
		};

		(one(std::type_identity<Entries>{}), ...);
		return made;
	}
	static consteval auto make_binaries()
	{
		List<::configfs_bin_attribute *, sizeof...(Entries) - text_count> made{};
		usize count = 0;
		auto one = [&]<typename Entry>(std::type_identity<Entry>) {
			if constexpr (!is_text<Entry>)
				made.at[count++] = &Attribute<T, Entry>::raw;
		};

		(one(std::type_identity<Entries>{}), ...);
		return made;
	}
	static inline constinit auto text_list = make_texts();
	static inline constinit auto binary_list = make_binaries();
};

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
		return Raw::object<T>(raw).allow_link(Links::argument(Raw::object<typename Links::Target>(target))).to_c();
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
			static_assert(std::is_same_v<decltype(&Parent::drop_item), void (Parent::*)(const Child &) const>,
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

/// Base of an object that mkdir creates, a directory of attributes:
/// `class Disk final : public configfs::Item<Disk>`.
///
/// make_item() of a Group or of the owner of a Subsystem returns it in a Box or an Arc. configfs
/// keeps that owner until rmdir, and until nobody uses the item any more. In a Box, the item is
/// destroyed then. In an Arc, it may live on in the driver, and even be returned again, but it can
/// be in only one place at a time: otherwise mkdir fails with EBUSY. While there are items, the
/// module stays loaded; an open attribute does not keep the module loaded.
///
/// The class lists its files with a public `using Attributes = configfs::Attributes<…>`. Several
/// tasks may call their functions at once, from the return of make_item() until the item is
/// dropped.
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
	using Class = LockClass<"configfs.subsystem", Subsystem>;

public:
	using CallbackMember = void;

	/// Names this member: `this_is<&Owner::this_member>`.
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

	/// Makes the directory. From now on users may create items.
	///
	/// Errors: EBUSY: it is already published; EEXIST: the name exists; ENOMEM.
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
	/// Withdraws the directory before the destructor does: prevents new items, and waits until
	/// there are none.
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
