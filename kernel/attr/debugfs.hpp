// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Files for debugging, which show an object's members below /sys/kernel/debug.
//!
//! C: include/linux/debugfs.h
//!
//! None of this is a stable interface, and nothing fails: if debugfs is switched off, or memory is
//! short, a file is missing, and the driver works without it. Put files that users rely on into
//! sysfs (kernel/attr/sysfs.hpp). doc/design/files_of_a_driver.md compares the two.
#pragma once

#include <type_traits>

#include <linux/debugfs.hpp>
#include <linux/err.hpp>
#include <linux/fs.hpp>

#include <kernel/attr/debugfs_file.hpp>
#include <kernel/attr/seq_file.hpp>
#include <kernel/attr/show_store.hpp>
#include <kernel/base/annotations.hpp>
#include <kernel/base/callers.hpp>
#include <kernel/base/member.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/span.hpp>
#include <kernel/base/types.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/text/cstr.hpp>

namespace kernel {

namespace debugfs {

template <typename Owner>
class ScopedDir;

/// A published directory, for adding files that show a T. Use it as a local variable: the ScopedDir
/// that it came from owns the directory.
///
/// A file is made from members of T, named as template arguments. `void f(Seq &) const` or
/// `V f() const` shows its text, or the text is the value of a data member that is an Atomic or
/// const. `Result<> f(V) const` stores it, where V is an integer, bool, CStr or BStr, or the text
/// is stored into an Atomic. Several tasks may call all of them at once, from the creation of the
/// file until the directory is withdrawn.
///
/// Context: process; may sleep, for all functions. They report nothing if debugfs is off.
/// Invariants:
/// - `object_` lives until `dir_` is withdrawn.
template <typename T>
class [[nodiscard]] __view(T) Dir {
public:
	/// Adds a file that one member shows.
	template <auto what>
	[[gnu::always_inline]] void read_only(CStr name) const __sleeps
	{
		if constexpr (!std::is_function_v<detail::MemberOf<what>> && !has_c_file<what>(false)) {
			add(name, 0444, detail::read_only<detail::SingleFile<T, what>>);
		} else if constexpr (!std::is_function_v<detail::MemberOf<what>>) {
			add_number<what>(name, 0444);
		} else {
			detail::check_attribute<T, what>();
			add(name, 0444, detail::read_only<detail::SingleFile<T, what>>);
		}
	}
	/// Adds a file whose lines a Walk prints, one for each element of a container; see
	/// seq::walk_over.
	template <typename Walk>
	[[gnu::always_inline]] void sequence(CStr name) const __sleeps
	{
		add(name, 0444, detail::read_only<detail::SequenceFile<T, Walk>>);
	}
	/// Adds a file whose every write() passes a text, or a number, to `what`.
	///
	/// The writer gets the result of the function; EINVAL or ERANGE for text that is not a
	/// valid number, E2BIG for text of more than a page.
	template <auto what>
	__user_arguments [[gnu::always_inline]] void write_only(CStr name) const __sleeps
	{
		add(name, 0200, detail::write_only<T, what>);
	}
	/// Adds a file that `show` shows and `store` stores.
	template <auto show, auto store>
	__user_arguments [[gnu::always_inline]] void read_write(CStr name) const __sleeps
	{
		add(name, 0644, detail::read_write<T, show, store>);
	}
	/// Adds a file that shows and stores one Atomic.
	template <auto what>
	__user_arguments [[gnu::always_inline]] void read_write(CStr name) const __sleeps
	{
		static_assert(!std::is_function_v<detail::MemberOf<what>>,
			      "read_write<> takes an Atomic, or two functions: what shows and what stores");
		if constexpr (!std::is_function_v<detail::MemberOf<what>>) {
			if constexpr (has_c_file<what>(true))
				add_number<what>(name, 0644);
			else
				read_write<what, what>(name);
		}
	}

	/// Adds a file with the bytes of a const data member, or of `Span<const u8> f() const`,
	/// readable at any position. The span must stay valid as long as the object.
	template <auto what>
	[[gnu::always_inline]] void blob(CStr name) const __sleeps
	{
		detail::check_attribute<T, what>();
		add(name, 0444, detail::bytes_operations<detail::read_blob<T, what>, nullptr>);
	}
	/// Adds a file whose bytes `Result<usize> f(Span<u8> to, u64 position) const` delivers: it
	/// returns their number, 0 at the end. It gets a zeroed buffer of at most a page.
	template <auto read>
	[[gnu::always_inline]] void binary(CStr name) const __sleeps
	{
		detail::check_attribute<T, read>();
		add(name, 0444, detail::bytes_operations<detail::read_binary<T, read>, nullptr>);
	}
	/// Adds a binary file that is read and written:
	/// `Result<usize> f(Span<const u8> from, u64 position) const` takes at most a page of
	/// bytes, and returns how many it took.
	template <auto read, auto write>
	[[gnu::always_inline]] void binary(CStr name) const __sleeps
	{
		detail::check_attribute<T, read>();
		detail::check_attribute<T, write>();
		add(name, 0644, detail::bytes_operations<detail::read_binary<T, read>, detail::write_binary<T, write>>);
	}
	/// Adds a binary file that is only written.
	template <auto write>
	[[gnu::always_inline]] void write_binary(CStr name) const __sleeps
	{
		detail::check_attribute<T, write>();
		add(name, 0200, detail::bytes_operations<nullptr, detail::write_binary<T, write>>);
	}

	/// Adds a subdirectory for the same object. It is removed with this one.
	[[gnu::always_inline]] Dir subdir(CStr name) const __sleeps
	{
		return Dir(::debugfs_create_dir(name.as_c(), dir_), object_);
	}
	/// Adds a subdirectory for a part of the object, a data member.
	template <auto part>
	[[gnu::always_inline]] auto subdir(CStr name) const __sleeps
	{
		using Part = detail::MemberOf<part>;
		static_assert(!std::is_function_v<Part>, "subdir<> takes a data member");

		return Dir<std::remove_cv_t<Part>>(::debugfs_create_dir(name.as_c(), dir_), &(object_->*part));
	}

private:
	template <typename>
	friend class ScopedDir;
	template <typename>
	friend class Dir;

	[[gnu::always_inline]] Dir(::dentry *dir, const T *object) : dir_(dir), object_(object) {}

	[[gnu::always_inline]] void add(CStr name, ::umode_t mode, const ::file_operations &operations) const
	{
		detail::add_file(name.as_c(), mode, dir_, object_, operations);
	}

	/// Whether C's file for an Atomic of this type can be used. On a write, C's files for less
	/// than 64 bits truncate values that do not fit, and the one for bool ignores invalid text;
	/// our own files refuse both.
	template <auto what>
	static consteval bool has_c_file(bool written)
	{
		if constexpr (detail::is_atomic<detail::MemberOf<what>>) {
			using V = typename detail::AtomicValue<detail::MemberOf<what>>::Type;
			return std::is_unsigned_v<V> && (!written || sizeof(V) == 8);
		} else {
			return false;
		}
	}
	template <auto what>
	[[gnu::always_inline]] void add_number(CStr name, ::umode_t mode) const
	{
		detail::check_attribute<T, what>();
		using V = typename detail::AtomicValue<detail::MemberOf<what>>::Type;
		// C reads and writes them with one instruction, like a relaxed Atomic.
		auto *number = (object_->*what).as_raw();
		static_assert(sizeof(*number) == sizeof(V));

		if constexpr (std::is_same_v<V, bool>)
			::debugfs_create_bool(name.as_c(), mode, dir_, reinterpret_cast<bool *>(number));
		else if constexpr (sizeof(V) == 1)
			::debugfs_create_u8(name.as_c(), mode, dir_, reinterpret_cast<::u8 *>(number));
		else if constexpr (sizeof(V) == 2)
			::debugfs_create_u16(name.as_c(), mode, dir_, reinterpret_cast<::u16 *>(number));
		else if constexpr (sizeof(V) == 4)
			::debugfs_create_u32(name.as_c(), mode, dir_, reinterpret_cast<::u32 *>(number));
		else
			::debugfs_create_u64(name.as_c(), mode, dir_, reinterpret_cast<::u64 *>(number));
	}

	::dentry *dir_;
	const T *object_;
};

/// A member that publishes a directory of files about its owner, and withdraws it when destroyed.
///
/// For files that users rely on, see kernel/attr/sysfs.hpp. It must be the last member of a final
/// class, so that it is destroyed before anything that its files show. Withdrawing waits for
/// running calls, so do not do it while holding a lock that a file's function takes. Reads of a
/// file that is still open then fail with EIO. While a file that calls the module's code is open,
/// the module stays loaded; if loading fails, insmod waits until the file is closed.
///
/// Invariants:
/// - `dir_` is null, an error, or a directory whose files show `owner_`.
///
/// Example:
///     class Disk final : Pinned {
///     public:
///             Disk()
///             {
///                     auto dir = files_.publish("example_disk");
///                     dir.read_only<&Disk::summary>("summary");
///                     dir.read_only<&Disk::reads_>("reads");
///                     dir.read_write<&Disk::depth_>("depth");
///                     dir.write_only<&Disk::limit>("limit");
///             }
///
///     private:
///             void summary(Seq &seq) const { seq.print(fmt("{} reads\n", reads_.load(relaxed))); }
///             Result<> limit(u32 most) const
///             {
///                     if (most > 64)
///                             return EINVAL;
///                     depth_.store(most, relaxed);
///                     return ok;
///             }
///
///             Atomic<u64> reads_;
///             Atomic<u32> depth_{ 64 };
///             debugfs::ScopedDir<Disk> files_{ this_is<&Disk::files_> };
///     };
///     auto disk = TRY(make_box<Disk>(GFP_KERNEL));
///     test.expect(true);
template <typename Owner>
class ScopedDir {
public:
	ScopedDir(const ScopedDir &) = delete;
	ScopedDir &operator=(const ScopedDir &) = delete;
	using CallbackMember = void;

	/// Names this member: `this_is<&Owner::this_member>`.
	template <auto self, auto... behind>
	[[gnu::always_inline]] ScopedDir(Calls<nullptr, self, behind...>) : owner_(kernel::detail::owner_of<self>(this))
	{
		kernel::detail::check_plain_callback<Owner, nullptr, self, behind...>();
		static_assert(std::is_same_v<typename kernel::detail::MemberPointer<decltype(self)>::Member, ScopedDir>,
			      "this_is<> names another member than the one it initialises");
	}
	/// Withdraws the directory.
	///
	/// Context: process; may sleep.
	[[gnu::always_inline]] ~ScopedDir() __sleeps { withdraw(); }

	/// Makes the directory, directly below /sys/kernel/debug. From now on its files may call
	/// functions of the owner. Use the result to add files and directories. Withdraws a
	/// directory that was published before.
	///
	/// Context: process; may sleep.
	[[gnu::always_inline]] Dir<Owner> publish(CStr name) & __sleeps __lifetimebound
	{
		withdraw();
		dir_ = ::debugfs_create_dir(name.as_c(), nullptr);
		place_.enter(kind_);
		return Dir<Owner>(dir_, owner_);
	}
	/// Withdraws the directory before the destructor does: when this returns, no file calls the
	/// owner.
	///
	/// Context: process; may sleep. Not with a lock held that one of the files' functions takes.
	[[gnu::always_inline]] void withdraw() __sleeps
	{
		place_.leave();
		::debugfs_remove(dir_);
		dir_ = nullptr;
	}
	/// Whether the directory exists: debugfs may be off.
	[[nodiscard]] bool is_published() const { return dir_ && !::IS_ERR(dir_); }

	/// The pointer that C functions take: null or an error if nothing is published.
	::dentry *as_raw() const __lifetimebound { return dir_; }

private:
	static void stop(::list_head &place)
	{
		auto &self = kernel::detail::CallerPlace::owner<&ScopedDir::place_>(place);

		::debugfs_remove(self.dir_);
		self.dir_ = nullptr;
	}
	static constexpr kernel::detail::CallerKind kind_{ "the debugfs directory of", kernel::detail::type_name<Owner>,
							   stop, kernel::detail::Stopping::Sleeps };
	static_assert(kernel::detail::marked_as_owner<Owner>);

	const Owner *owner_;
	::dentry *dir_ = nullptr;
	kernel::detail::CallerPlace place_;
};

} // namespace debugfs

} // namespace kernel
