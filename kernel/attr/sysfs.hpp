// SPDX-License-Identifier: GPL-2.0 OR MIT
//! A directory in sysfs with the attributes of an object, on which users and their scripts rely.
//!
//! C: include/linux/sysfs.h
//!
//! kernel/attr/attr.hpp explains what an attribute is. doc/design/files_of_a_driver.md compares
//! sysfs, debugfs and configfs.
#pragma once

#include <type_traits>

#include <linux/export.hpp>
#include <linux/kobject.hpp>
#include <linux/sysfs.hpp>

#include <kernel/attr/attr.hpp>
#include <kernel/attr/kobject.hpp>
#include <kernel/base/annotations.hpp>
#include <kernel/base/callers.hpp>
#include <kernel/base/literal.hpp>
#include <kernel/base/member.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/span.hpp>
#include <kernel/base/types.hpp>
#include <kernel/text/cstr.hpp>
#include <kernel/wait/completion.hpp>

namespace kernel::sysfs {

/// A read-only binary file of `size` bytes (0 means unknown):
/// `Result<usize> f(Span<u8> to, u64 position) const` returns how many bytes it delivered, 0 at the
/// end. It gets at most a page.
template <Literal name_, usize size_, auto read_, u16 mode_ = 0444>
struct BinaryReadOnly : attr::detail::IsBinary {
	static constexpr const auto &name = name_.text;
	/// The size of the file in bytes; 0 if it is unknown.
	static constexpr usize size = size_;
	static constexpr auto read = read_;
	static constexpr auto write = nullptr;
	static constexpr u16 mode = mode_;
};
/// A binary file that is also written: `Result<usize> f(Span<const u8> from, u64 position) const`
/// returns how many bytes it took.
template <Literal name_, usize size_, auto read_, auto write_, u16 mode_ = 0644>
struct BinaryReadWrite : attr::detail::IsBinary {
	static constexpr const auto &name = name_.text;
	/// The size of the file in bytes; 0 if it is unknown.
	static constexpr usize size = size_;
	static constexpr auto read = read_;
	static constexpr auto write = write_;
	static constexpr u16 mode = mode_;
};
/// A write-only binary file.
template <Literal name_, usize size_, auto write_, u16 mode_ = 0200>
struct BinaryWriteOnly : attr::detail::IsBinary {
	static constexpr const auto &name = name_.text;
	/// The size of the file in bytes; 0 if it is unknown.
	static constexpr usize size = size_;
	static constexpr auto read = nullptr;
	static constexpr auto write = write_;
	static constexpr u16 mode = mode_;
};

/// Attributes in a subdirectory of the published directory.
template <Literal name_, typename... Attributes>
struct Group : attr::detail::IsGroup {
	static_assert(sizeof...(Attributes) > 0, "a group has attributes");
	static constexpr const auto &name = name_.text;
};

namespace detail {

using namespace kernel::detail;

/// The part that does not depend on the owner: the kernel's object and the end of its life.
///
/// Invariants:
/// - while `published_`, `raw_` is in sysfs; otherwise nobody knows it.
class DirBase {
public:
	DirBase(const DirBase &) = delete;
	DirBase &operator=(const DirBase &) = delete;

	/// Finds the owner from the kernel's object.
	template <typename Owner>
	[[gnu::always_inline]] static const Owner &owner(::kobject *raw)
	{
		return *static_cast<const Owner *>(reinterpret_cast<const DirBase *>(raw)->owner_);
	}

protected:
	explicit DirBase(const void *owner) : owner_(owner) {}
	~DirBase() = default;

	Result<> add(const ::kobj_type *type, const char *name, ::kobject *parent) __sleeps;
	void remove() __sleeps;
	/// Removes the files, and waits for the last reference.
	void end() __sleeps;

	/// Drops our reference, and waits until nobody has one and released() has returned.
	void let_go() __sleeps;
	/// The kernel calls this when the last reference is dropped.
	static void released(::kobject *raw);

	::kobject raw_; // first: owner() and released() find the rest by its address
	const void *owner_;
	bool published_ = false;
	Completion<"sysfs.released"> released_;
	/// The task that called released(), only for a comparison.
	const ::task_struct *releaser_ = nullptr;
	/// Is listed while `published_`.
	CallerPlace place_;

private:
	static void stop(::list_head &place);
	static const CallerKind kind;
};

// The functions that the kernel calls. Their names contain only a member: objtool of 6.1 wants
// names below 128 characters.

template <auto what>
long show(::kobject *raw, ::kobj_attribute *, char *page)
{
	return attr::detail::show<what>(DirBase::owner<ClassOf<what>>(raw), page);
}
template <auto what>
long store(::kobject *raw, ::kobj_attribute *, const char *text, usize size)
{
	return store_member<what>(DirBase::owner<ClassOf<what>>(raw), text, size);
}
/// The C result for a number of bytes that is at most `most`.
inline long amount(Result<usize> done, usize most)
{
	const usize *count = done.get();

	if (!count)
		return done.to_c();
	return static_cast<long>(*count < most ? *count : most);
}
template <auto what>
long read(::file *, ::kobject *raw, ::bin_attribute *, char *bytes, ::loff_t position, usize size)
{
	static_assert(
		std::is_same_v<std::remove_cv_t<decltype(what)>, Result<usize> (ClassOf<what>::*)(Span<u8>, u64) const>,
		"a binary attribute is read through `Result<usize> f(Span<u8> to, u64 position) const`");
	__builtin_memset(bytes, 0, size);
	// SAFETY: the kernel's buffer for this call, just zeroed.
	auto to = Span<u8>::of(unsafe, reinterpret_cast<u8 *>(bytes), size);
	return amount((DirBase::owner<ClassOf<what>>(raw).*what)(to, static_cast<u64>(position)), size);
}
template <auto what>
long write(::file *, ::kobject *raw, ::bin_attribute *, char *bytes, ::loff_t position, usize size)
{
	static_assert(std::is_same_v<std::remove_cv_t<decltype(what)>,
				     Result<usize> (ClassOf<what>::*)(Span<const u8>, u64) const>,
		      "a binary attribute is written through `Result<usize> f(Span<const u8> from, u64 position) "
		      "const`");
	// SAFETY: a copy that the kernel made for this call.
	auto from = Span<const u8>::of(unsafe, reinterpret_cast<const u8 *>(bytes), size);
	return amount((DirBase::owner<ClassOf<what>>(raw).*what)(from, static_cast<u64>(position)), size);
}

} // namespace detail

/// A member that publishes a directory of attributes of its owner, and withdraws it when destroyed.
///
/// For files that only help to debug, see kernel/attr/debugfs.hpp. It must be the last member of a
/// final class, so that it is destroyed before anything that its attributes show. Withdrawing waits
/// for running show and store functions, so do not do it while holding a lock that one of them
/// takes, or from one of them: both would wait for ever. Reads of a file that is still open then
/// fail with ENODEV; such a file does not keep the module loaded.
///
/// Several tasks may call the functions at once, as soon as publish() has made the file, which is
/// before publish() returns: everything that they need must be ready by then.
///
/// Invariants:
/// - the owner lives until the directory is withdrawn.
///
/// Example:
///     class Disk final : Pinned {
///     public:
///             Result<> init()
///             {
///                     return files_.publish<attr::ReadOnly<"reads", &Disk::reads_>,
///                                           attr::ReadWrite<"depth", &Disk::depth, &Disk::set_depth>>(
///                             "example_disk");
///             }
///
///     private:
///             u32 depth() const { return depth_.load(relaxed); }
///             Result<> set_depth(u32 depth) const
///             {
///                     if (depth == 0 || depth > 64)
///                             return EINVAL;
///                     depth_.store(depth, relaxed);
///                     return ok;
///             }
///
///             Atomic<u64> reads_;
///             Atomic<u32> depth_{ 64 };
///             sysfs::Dir<Disk> files_{ this_is<&Disk::files_> };
///     };
///     auto disk = TRY(make_box<Disk>(GFP_KERNEL));
///     TRY(disk->init());
template <typename Owner>
class Dir : detail::DirBase {
	static_assert(detail::marked_as_owner<Owner>);

public:
	using CallbackMember = void;

	/// Names this member: `this_is<&Owner::this_member>`.
	template <auto self, auto... behind>
	[[gnu::always_inline]] Dir(Calls<nullptr, self, behind...>) : DirBase(detail::owner_of<self>(this))
	{
		detail::check_plain_callback<Owner, nullptr, self, behind...>();
		static_assert(std::is_same_v<detail::MemberOf<self>, Dir>,
			      "this_is<> names another member than the one it initialises");
	}
	/// Withdraws the directory.
	///
	/// Context: process; may sleep.
	[[gnu::always_inline]] ~Dir() __sleeps { withdraw(); }

	/// Makes the directory with all attributes and groups, or fails and makes none:
	/// `publish<attr::ReadOnly<"reads", &Disk::reads_>, sysfs::Group<"queue", …>>("disk")`.
	///
	/// Errors: EBUSY: it is already published; EEXIST: the name exists below `parent`; ENOMEM.
	/// Context: process; may sleep.
	template <typename... Entries>
	[[gnu::always_inline]] Result<> publish(CStr name, const Kobject &parent = Kobject::kernel()) & __sleeps
	{
		static_assert(sizeof...(Entries) > 0, "publish<> names the attributes");
		return add(&type<Entries...>, name.as_c(), parent.as_raw());
	}
	/// Withdraws the directory before the destructor does: when this returns, no attribute
	/// calls the owner.
	///
	/// Context: process; may sleep. Not with a lock held that one of the attributes takes.
	[[gnu::always_inline]] void withdraw() __sleeps
	{
		if (published_)
			remove();
	}
	/// Whether it is published.
	[[nodiscard]] bool is_published() const { return published_; }

private:
	template <auto what>
	static consteval auto check()
	{
		detail::check_attribute<Owner, what>();
		static_assert(std::is_same_v<detail::ClassOf<what>, Owner>,
			      "an attribute is a member of the owner's own class, not of a base");
		return what;
	}
	template <auto what>
	static constexpr auto checked = check<what>();

	/// The kernel's record of one attribute, for all objects.
	template <typename Entry>
	struct Attribute {
		static consteval ::kobj_attribute make()
		{
			::kobj_attribute made{};

			attr::detail::check_mode<Entry::mode>();
			made.attr.name = Entry::name;
			made.attr.mode = Entry::mode;
			if constexpr (!std::is_null_pointer_v<decltype(Entry::show)>)
				made.show = detail::show<checked<Entry::show>>;
			if constexpr (!std::is_null_pointer_v<decltype(Entry::store)>)
				made.store = detail::store<checked<Entry::store>>;
			return made;
		}
		static inline constinit ::kobj_attribute raw = make();
	};
	template <typename Entry>
	struct BinaryAttribute {
		static consteval ::bin_attribute make()
		{
			::bin_attribute made{};

			attr::detail::check_mode<Entry::mode>();
			made.attr.name = Entry::name;
			made.attr.mode = Entry::mode;
			made.size = Entry::size;
			if constexpr (!std::is_null_pointer_v<decltype(Entry::read)>)
				made.read = detail::read<checked<Entry::read>>;
			if constexpr (!std::is_null_pointer_v<decltype(Entry::write)>)
				made.write = detail::write<checked<Entry::write>>;
			return made;
		}
		static inline constinit ::bin_attribute raw = make();
	};

	template <typename Entry>
	static constexpr bool is_text = std::is_base_of_v<attr::detail::IsText, Entry>;
	template <typename Entry>
	static constexpr bool is_binary = std::is_base_of_v<attr::detail::IsBinary, Entry>;
	template <typename Entry>
	static constexpr bool is_group = std::is_base_of_v<attr::detail::IsGroup, Entry>;

	template <typename Raw, usize count>
	struct List {
		Raw *at[count + 1];
	};
	template <typename... Entries>
	static constexpr usize texts = (0 + ... + static_cast<usize>(is_text<Entries>));
	template <typename... Entries>
	static constexpr usize binaries = (0 + ... + static_cast<usize>(is_binary<Entries>));
	template <typename... Entries>
	static constexpr usize groups = (0 + ... + static_cast<usize>(is_group<Entries>));

	template <typename... Entries>
	static consteval auto make_texts()
	{
		List<::attribute, texts<Entries...>> made{};
		usize count = 0;
		auto one = [&]<typename Entry>(std::type_identity<Entry>) {
			if constexpr (is_text<Entry>)
				made.at[count++] = &Attribute<Entry>::raw.attr;
		};

		(one(std::type_identity<Entries>{}), ...);
		return made;
	}
	template <typename... Entries>
	static consteval auto make_binaries()
	{
		List<::bin_attribute, binaries<Entries...>> made{};
		usize count = 0;
		auto one = [&]<typename Entry>(std::type_identity<Entry>) {
			if constexpr (is_binary<Entry>)
				made.at[count++] = &BinaryAttribute<Entry>::raw;
		};

		(one(std::type_identity<Entries>{}), ...);
		return made;
	}
	template <typename... Entries>
	struct RawGroup {
		static inline constinit auto text_list = make_texts<Entries...>();
		static inline constinit auto binary_list = make_binaries<Entries...>();
		static consteval ::attribute_group make(const char *name)
		{
			::attribute_group made{};

			made.name = name;
			if constexpr (texts<Entries...> != 0)
				made.attrs = text_list.at;
			if constexpr (binaries<Entries...> != 0)
				made.bin_attrs = binary_list.at;
			return made;
		}
		static constexpr ::attribute_group raw = make(nullptr);
	};
	template <typename>
	struct NamedGroup;
	template <Literal name, typename... Attributes>
	struct NamedGroup<Group<name, Attributes...>> {
		static_assert(((is_text<Attributes> || is_binary<Attributes>) && ...),
			      "a group has attributes; groups within groups there are none in sysfs");
		static constexpr ::attribute_group raw =
			RawGroup<Attributes...>::make(Group<name, Attributes...>::name);
	};
	template <typename... Entries>
	static consteval auto make_groups()
	{
		static_assert(((is_text<Entries> || is_binary<Entries> || is_group<Entries>) && ...),
			      "publish<> takes attr::ReadOnly, attr::ReadWrite, attr::WriteOnly, sysfs::Binary… and "
			      "sysfs::Group");
		List<const ::attribute_group, groups<Entries...> + 1> made{};
		usize count = 0;
		auto one = [&]<typename Entry>(std::type_identity<Entry>) {
			if constexpr (is_group<Entry>)
				made.at[count++] = &NamedGroup<Entry>::raw;
		};

		if constexpr (texts<Entries...> + binaries<Entries...> != 0)
			made.at[count++] = &RawGroup<Entries...>::raw;
		(one(std::type_identity<Entries>{}), ...);
		return made;
	}
	template <typename... Entries>
	static inline constinit auto group_list = make_groups<Entries...>();

	template <typename... Entries>
	static consteval ::kobj_type make_type()
	{
		::kobj_type made{};

		made.release = released;
		made.sysfs_ops = &::kobj_sysfs_ops;
		made.default_groups = group_list<Entries...>.at;
		return made;
	}
	template <typename... Entries>
	static constexpr ::kobj_type type = make_type<Entries...>();
};

} // namespace kernel::sysfs
