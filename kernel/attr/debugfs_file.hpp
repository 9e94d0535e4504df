// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Internal: the functions that C calls for the files of debugfs, and their tables.
//!
//! C: include/linux/debugfs.h, include/linux/fs.h
#pragma once

#include <type_traits>

#include <linux/debugfs.hpp>
#include <linux/fs.hpp>
#include <linux/kstrtox.hpp>

#include <kernel/attr/seq_file.hpp>
#include <kernel/attr/show_store.hpp>
#include <kernel/base/annotations.hpp>
#include <kernel/base/member.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/span.hpp>
#include <kernel/base/types.hpp>

namespace kernel::debugfs::detail {

using namespace kernel::detail;

/// Calls debugfs_create_file() with file operations in the module. debugfs reads them again when a
/// file is closed, even after it was removed, so if loading fails, the module waits until all such
/// files are closed.
void add_file(const char *name, ::umode_t mode, ::dentry *dir, const void *object,
	      const ::file_operations &operations) __sleeps;

/// Copies text from user space, at most a page, and passes it to `store` with a NUL at its end.
/// Returns what write() returns.
long write_text(const char *user, usize size, const void *object,
		long (*store)(const void *object, const char *text, usize size)) __sleeps;
/// Does the same for bytes, in pieces of at most a page.
long write_bytes(const char *user, usize size, ::loff_t *position, const void *object,
		 Result<usize> (*store)(const void *object, Span<const u8> bytes, u64 position)) __sleeps;
/// Has `show` fill a buffer of at most a page, and copies it to user space. Returns what read()
/// returns.
long read_bytes(char *user, usize size, ::loff_t *position, const void *object,
		Result<usize> (*show)(const void *object, Span<u8> bytes, u64 position)) __sleeps;

/// Calls C's function that reads a number of this type from user space.
template <typename V>
[[gnu::always_inline]] inline int number_from_user(const char *user, usize size, V *value)
{
	// Converts to the C type of the same size.
	auto as = [&](auto wanted)
			  __attribute__((always_inline)) { return reinterpret_cast<decltype(wanted) *>(value); };

	if constexpr (std::is_same_v<V, bool>)
		return ::kstrtobool_from_user(user, size, value);
	else if constexpr (std::is_signed_v<V>) {
		if constexpr (sizeof(V) == 1)
			return ::kstrtos8_from_user(user, size, 0, as(::s8{}));
		else if constexpr (sizeof(V) == 2)
			return ::kstrtos16_from_user(user, size, 0, as(::s16{}));
		else if constexpr (sizeof(V) == 4)
			return ::kstrtoint_from_user(user, size, 0, as(int{}));
		else
			return ::kstrtoll_from_user(user, size, 0, as(0ll));
	} else {
		if constexpr (sizeof(V) == 1)
			return ::kstrtou8_from_user(user, size, 0, as(::u8{}));
		else if constexpr (sizeof(V) == 2)
			return ::kstrtou16_from_user(user, size, 0, as(::u16{}));
		else if constexpr (sizeof(V) == 4)
			return ::kstrtouint_from_user(user, size, 0, as(0u));
		else
			return ::kstrtoull_from_user(user, size, 0, as(0ull));
	}
}

/// The object of a file. The kernel does not call its functions after the file was withdrawn.
template <typename T>
[[gnu::always_inline]] inline const T &object_of(const ::file *file)
{
	return *static_cast<const T *>(file->f_inode->i_private);
}

template <typename T, auto what>
long write(::file *file, const char *user, usize size, ::loff_t *)
{
	using V = Stored<what>;
	check_attribute<T, what>();

	if constexpr (std::is_void_v<V>) {
		return EINVAL.to_c();
	} else if constexpr (parsable<V>) {
		V value;
		if (const int failed = number_from_user(user, size, &value)) [[unlikely]]
			return failed;
		return taken(store_value<what>(object_of<T>(file), value), size);
	} else {
		return write_text(user, size, &object_of<T>(file),
				  [](const void *object, const char *text, usize length) {
					  return store_member<what>(*static_cast<const T *>(object), text, length);
				  });
	}
}

template <typename File>
inline constexpr ::file_operations read_only = seq_file_operations<File>(nullptr);
template <typename T, auto show, auto store>
inline constexpr ::file_operations read_write = seq_file_operations<SingleFile<T, show>>(write<T, store>);
template <typename T, auto store>
inline constexpr ::file_operations write_only = [] {
	::file_operations made{};

	made.owner = &::__this_module;
	made.open = ::simple_open;
	made.llseek = ::noop_llseek;
	made.write = write<T, store>;
	return made;
}();

/// The bytes of a member, or those that a function returns.
template <auto what, typename T>
[[gnu::always_inline]] inline Span<const u8> bytes_of(const T &object)
{
	using Member = MemberOf<what>;

	if constexpr (std::is_function_v<Member>) {
		static_assert(std::is_same_v<decltype((object.*what)()), Span<const u8>>,
			      "a blob is a const data member, or `Span<const u8> f() const`");
		return (object.*what)();
	} else {
		static_assert(std::is_const_v<std::remove_all_extents_t<Member>>,
			      "a blob that is a data member is const: what changes is shown by binary<>()");
		static_assert(std::has_unique_object_representations_v<Member>,
			      "a blob has no padding, which holds old memory");
		// SAFETY: the bytes of an object without padding.
		return Span<const u8>::of(unsafe, reinterpret_cast<const u8 *>(&(object.*what)), sizeof(object.*what));
	}
}
template <typename T, auto what>
long read_blob(::file *file, char *user, usize size, ::loff_t *position)
{
	const Span<const u8> bytes = bytes_of<what>(object_of<T>(file));

	return ::simple_read_from_buffer(user, size, position, bytes.data(), bytes.size());
}

template <typename T, auto what>
long read_binary(::file *file, char *user, usize size, ::loff_t *position)
{
	static_assert(
		std::is_same_v<std::remove_cv_t<decltype(what)>, Result<usize> (ClassOf<what>::*)(Span<u8>, u64) const>,
		"a binary file is read through `Result<usize> f(Span<u8> to, u64 position) const`");
	return read_bytes(user, size, position, &object_of<T>(file), [](const void *object, Span<u8> to, u64 from) {
		return (static_cast<const T *>(object)->*what)(to, from);
	});
}
template <typename T, auto what>
long write_binary(::file *file, const char *user, usize size, ::loff_t *position)
{
	static_assert(std::is_same_v<std::remove_cv_t<decltype(what)>,
				     Result<usize> (ClassOf<what>::*)(Span<const u8>, u64) const>,
		      "a binary file is written through `Result<usize> f(Span<const u8> from, u64 position) "
		      "const`");
	return write_bytes(user, size, position, &object_of<T>(file),
			   [](const void *object, Span<const u8> from, u64 to) {
				   return (static_cast<const T *>(object)->*what)(from, to);
			   });
}
template <decltype(::file_operations::read) read, decltype(::file_operations::write) write>
inline constexpr ::file_operations bytes_operations = [] {
	::file_operations made{};

	made.owner = &::__this_module;
	made.open = ::simple_open;
	made.llseek = ::default_llseek;
	made.read = read;
	made.write = write;
	return made;
}();

} // namespace kernel::debugfs::detail
