// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Devices in /dev that consist of little more than a file.
//!
//! C: include/linux/miscdevice.h
#pragma once

#include <type_traits>
#include <utility>

#include <linux/miscdevice.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/callers.hpp>
#include <kernel/base/literal.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/base/types.hpp>
#include <kernel/file/fasync.hpp>
#include <kernel/file/file.hpp>
#include <kernel/file/file_operations.hpp>
#include <kernel/file/ioctl.hpp>
#include <kernel/file/mm.hpp>
#include <kernel/file/poll.hpp>
#include <kernel/file/seek.hpp>
#include <kernel/file/uaccess.hpp>
#include <kernel/file/uio.hpp>
#include <kernel/memory/arc.hpp>
#include <kernel/memory/box.hpp>
#include <kernel/memory/init.hpp>

namespace kernel {

namespace misc {

/// How a device appears; pass it to Device::publish() in braces.
struct Options {
	/// The permissions of /dev/NAME, unless udev changes them; 0 means the kernel's default,
	/// 0600.
	u16 mode = 0;
};

namespace detail {

/// Calls misc_register(); if loading fails after that, the module waits for the device's files.
int publish(::miscdevice *raw) __sleeps;

} // namespace detail

/// A device /dev/NAME. Each open() makes a T, which lives until the last descriptor of that file is
/// closed; file operations call const functions of that T.
///
/// Use it for a device that is accessed only through a file. The file supports the following public
/// members of T; the C table has no entry for those that T lacks:
/// - `static auto open(const File &)` returns an initialiser of T, or a Result<Box<T>>. Without it,
///   the default constructor builds T. It runs under a lock of all misc devices, so it must not
///   wait.
/// - `Result<usize> read(const File &, UserWriter) const`, `Result<usize> write(const File &, UserReader)
///   const` return a number of bytes. With a third parameter `FilePos
///   &` the file has positions; otherwise it is a stream.
/// - `read_iter()` and `write_iter()` instead, with an IovWriter and an IovReader: for io_uring, for readv()
///   and writev() in one call, and for splice() and sendfile()
/// - `Result<i64> seek(const Seek &) const`
/// - `using Ioctls = ioctl::Table<…>`, which also serves 32-bit programs; or
///   `Result<usize> ioctl(const File &, ioctl::Number, usize) const` and `compat_ioctl()` with the
///   same signature
/// - `PollEvents poll(const File &, PollTable &) const`
/// - `Result<> mmap(const File &, VmArea &) const`
/// - `static constexpr auto fasync = &T::member`, a FasyncQueue
///
/// A function with a File as its first parameter does not compile if it has C's name for one of
/// these (unlocked_ioctl, llseek, release, …) or a common misspelling;
/// kernel/file/callback_names.hpp lists them. Other names are not noticed.
///
/// The destructor of T is the file's release. Several tasks may call the functions of one T at once
/// (threads, and processes after fork()), so members that change must be atomic or have locks.
///
/// With a Shared, the device owns an Arc<Shared>, and open() gets one of its own as a second
/// parameter: the device may be withdrawn while the file is open, so a file owns what it uses, and
/// a T or a Shared that borrows does not compile. The module is not unloaded before the last
/// file is closed. If loading fails after publish(), insmod waits until all files are closed.
///
/// Context: publish() and the destructor: process; may sleep.
/// Invariants:
/// - `registered_.raw` is registered if and only if `published_`.
///
/// Example:
///     class Counter final : Pinned {
///     public:
///             explicit Counter(UserMemory page) : page_(std::move(page)) {}
///             static Result<Box<Counter>> open(const File &)
///             {
///                     return make_box<Counter>(GFP_KERNEL, TRY(UserMemory::alloc(sizeof(u32))));
///             }
///             Result<usize> read(const File &, UserWriter to) const
///             {
///                     TRY(to.write(page_.load<u32>()));
///                     return sizeof(u32);
///             }
///             Result<usize> write(const File &, UserReader from) const
///             {
///                     page_.store(TRY(from.read<u32>()).unchecked());
///                     changed_.wake_up_poll(EPOLLIN);
///                     return sizeof(u32);
///             }
///             PollEvents poll(const File &, PollTable &table) const
///             {
///                     table.wait<&Counter::changed_>(*this);
///                     return page_.load<u32>() ? EPOLLIN | EPOLLOUT : EPOLLOUT;
///             }
///             Result<> mmap(const File &, VmArea &area) const
///             {
///                     TRY(area.refuse_writing());
///                     return area.map(page_);
///             }
///             Result<> reset(const File &) const
///             {
///                     page_.store(u32{ 0 });
///                     return ok;
///             }
///             using Ioctls = ioctl::Table<ioctl::On<ioctl::None<'k', 0>, &Counter::reset>>;
///
///     private:
///             UserMemory page_;
///             WaitQueue<"example.counter"> changed_;
///     };
///     Result<> example(kunit::Test &test)
///     {
///             misc::Device<Counter, "example-counter"> device;
///             TRY(device.publish({ .mode = 0666 }));
///             test.expect_error(device.publish(), EBUSY);
///             return ok;
///     }
template <typename T, Literal name, typename Shared = detail::Nothing>
class Device {
	using Calls = detail::Calls<T, Shared>;

public:
	/// Says that it calls functions of the module, which must be stopped before unloading.
	using Caller = void;

	Device(const Device &) = delete;
	Device &operator=(const Device &) = delete;
	Device()
		requires std::is_same_v<Shared, detail::Nothing>
	= default;
	/// Makes a device whose open files share `shared`.
	explicit Device(Arc<Shared> shared)
		requires(!std::is_same_v<Shared, detail::Nothing>)
		: registered_{ .raw = {}, .shared = std::move(shared) }
	{
	}
	~Device()
	{
		place_.leave();
		withdraw();
	}

	/// Makes the device visible: from now on it may be opened.
	///
	/// Errors: EBUSY: it is already published; EEXIST: another device has the name; ENOMEM.
	Result<> publish(Options options = {}) __sleeps
	{
		::miscdevice &raw = registered_.raw;

		if (published_)
			return EBUSY;
		raw.minor = ::macro::MISC_DYNAMIC_MINOR;
		raw.name = name.text;
		raw.fops = &Calls::table;
		raw.mode = options.mode;
		raw.parent = nullptr;
		raw.groups = nullptr;
		raw.nodename = nullptr;
		TRY(Result<>::from_c(detail::publish(&raw)));
		published_ = true;
		place_.enter(kind_);
		return ok;
	}

private:
	void withdraw() __sleeps
	{
		if (published_)
			::misc_deregister(&registered_.raw);
		published_ = false;
	}
	static void stop(::list_head &place) { kernel::detail::CallerPlace::owner<&Device::place_>(place).withdraw(); }
	static constexpr kernel::detail::CallerKind kind_{ "misc device", name.text, stop,
							   kernel::detail::Stopping::Sleeps };

	detail::Registered<Shared> registered_;
	kernel::detail::CallerPlace place_;
	bool published_ = false;
};

} // namespace misc

} // namespace kernel
