// SPDX-License-Identifier: GPL-2.0 OR MIT
//! The files in a directory of configfs: binary files, and the list of all files of a class.
//!
//! C: include/linux/configfs.h
//!
//! Text files are attr::ReadOnly and others (kernel/attr/attr.hpp). kernel/attr/configfs.hpp has
//! the items and groups that have such files.
#pragma once

#include <type_traits>

#include <linux/configfs.hpp>

#include <kernel/attr/attr.hpp>
#include <kernel/attr/configfs_raw.hpp>
#include <kernel/base/literal.hpp>
#include <kernel/base/member.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/span.hpp>
#include <kernel/base/types.hpp>

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
			std::is_base_of_v<attr::detail::IsBinary, Entries>) &&
		       ...),
		      "configfs::Attributes<> takes attr::ReadOnly, attr::ReadWrite, attr::WriteOnly and "
		      "configfs::Binary…");
};

namespace detail {

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
	static_assert(
		std::is_same_v<std::remove_cv_t<decltype(what)>, Result<usize> (ClassOf<what>::*)(Span<u8>) const>,
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

} // namespace detail

} // namespace kernel::configfs
