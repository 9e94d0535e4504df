// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Commands of ioctl(): numbers computed from their arguments' types, and the functions that they
//! call.
//!
//! C: include/uapi/asm-generic/ioctl.h
//!
//! A command is a type that the sender and the handler share; a class lists which of its functions
//! handle which commands. The code here copies between process and kernel, with the direction and
//! the size that the number encodes.
#pragma once

#include <type_traits>

#include <uapi/asm-generic/ioctl.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/fields.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/types.hpp>
#include <kernel/file/file.hpp>
#include <kernel/file/uaccess.hpp>

namespace kernel::ioctl {

/// A valid argument of a command: user_data that 32-bit programs lay out in the same way, so
/// without long and size_t. Then the calls of 32-bit programs need no extra code.
///
/// Example:
///     struct Area {
///             u64 begin, length;
///     };
///     static_assert(ioctl::argument<Area> && ioctl::argument<u32> && !ioctl::argument<usize>);
template <typename T>
concept argument =
	(user_data<T> && detail::all_integers<T, detail::Integers::SameIn32Bits>()) || user_data_by_promise<T>;

namespace detail {

using kernel::detail::all_integers;
using kernel::detail::Integers;

enum class Direction : u32 {
	None = ::macro::_IOC_NONE,
	Write = ::macro::_IOC_WRITE,
	Read = ::macro::_IOC_READ,
	ReadWrite = ::macro::_IOC_READ | ::macro::_IOC_WRITE,
};

template <typename T>
consteval u32 size_of_argument()
{
	if constexpr (std::is_void_v<T>) {
		return 0;
	} else {
		static_assert(user_data<T> || user_data_by_promise<T>,
			      "the argument of an ioctl is made of integers, without padding, bool, "
			      "enumerations or pointers");
		static_assert(argument<T> || !user_data<T>,
			      "the argument of an ioctl has a long, which 32-bit programs lay out otherwise: "
			      "use u64 or u32");
		static_assert(sizeof(T) < (1u << ::macro::_IOC_SIZEBITS),
			      "the argument of an ioctl is smaller than 16 KiB: pass an address as u64");
		return sizeof(T);
	}
}

template <Direction direction_, unsigned char type, unsigned nr, typename T>
struct Command {
	static_assert(nr < 256, "an ioctl's number is less than 256");

	using Argument = T;
	static constexpr Direction direction = direction_;
	/// The number that a program passes to ioctl().
	static constexpr u32 number = static_cast<u32>(direction) << ::macro::_IOC_DIRSHIFT |
				      size_of_argument<T>() << ::macro::_IOC_SIZESHIFT |
				      static_cast<u32>(type) << ::macro::_IOC_TYPESHIFT | nr << ::macro::_IOC_NRSHIFT;
};

} // namespace detail

/// A command without an argument: C's _IO(type, nr). Its function is
/// `Result<> f(const File &) const`, or returns a Result<u32>, whose value ioctl() returns.
template <unsigned char type, unsigned nr>
struct None : detail::Command<detail::Direction::None, type, nr, void> {};

/// A command by which a program reads a T: C's _IOR(type, nr, T). `Result<T> f(const File &) const`.
///
/// Example:
///     struct Info {
///             u32 opens, writes;
///     };
///     using GetInfo = ioctl::Read<'k', 1, Info>;
///     static_assert(GetInfo::number == 0x80086b01);
template <unsigned char type, unsigned nr, typename T>
struct Read : detail::Command<detail::Direction::Read, type, nr, T> {};

/// A command by which a program writes a T: C's _IOW(type, nr, T). `Result<> f(const File &, const T &) const`.
template <unsigned char type, unsigned nr, typename T>
struct Write : detail::Command<detail::Direction::Write, type, nr, T> {};

/// A command by which a program writes a T and reads it back: C's _IOWR(type, nr, T).
/// `Result<> f(const File &, T &) const` changes the T; nothing is copied back if it fails.
template <unsigned char type, unsigned nr, typename T>
struct ReadWrite : detail::Command<detail::Direction::ReadWrite, type, nr, T> {};

/// Connects a command with the function that handles it.
template <typename Command_, auto function_>
struct __user_arguments On {
	/// The command.
	using Command = Command_;
	/// The member function that handles it.
	static constexpr auto function = function_;
};

/// A decoded command number, for C commands that no type here describes.
struct Number {
	/// The number as user space passes it.
	u32 raw;

	/// The direction of the data, like C's _IOC_DIR.
	constexpr u32 direction() const __atomic { return raw >> ::macro::_IOC_DIRSHIFT & ::macro::_IOC_DIRMASK; }
	/// The letter of the driver, like C's _IOC_TYPE.
	constexpr u32 type() const __atomic { return raw >> ::macro::_IOC_TYPESHIFT & ::macro::_IOC_TYPEMASK; }
	/// The number within the driver, like C's _IOC_NR.
	constexpr u32 nr() const __atomic { return raw >> ::macro::_IOC_NRSHIFT & ::macro::_IOC_NRMASK; }
	/// The number of bytes to copy, like C's _IOC_SIZE.
	constexpr u32 size() const __atomic { return raw >> ::macro::_IOC_SIZESHIFT & ::macro::_IOC_SIZEMASK; }
};

namespace detail {

template <typename State, typename Handler>
[[gnu::always_inline]] inline long call(const State &state, const File &file, usize address)
{
	using Command = typename Handler::Command;
	using T = typename Command::Argument;
	constexpr auto function = Handler::function;
	using Function = std::remove_const_t<decltype(function)>;

	if constexpr (Command::direction == Direction::None) {
		static_assert(std::is_same_v<Function, Result<> (State::*)(const File &) const> ||
				      std::is_same_v<Function, Result<u32> (State::*)(const File &) const>,
			      "ioctl::None calls `Result<> f(const File &) const`, or one that returns a Result<u32>");
		auto done = (state.*function)(file);
		if (done.is_error())
			return done.to_c();
		if constexpr (std::is_same_v<decltype(done), Result<u32>>)
			return *done.get();
		else
			return 0;
	} else if constexpr (Command::direction == Direction::Read) {
		static_assert(std::is_same_v<Function, Result<T> (State::*)(const File &) const>,
			      "ioctl::Read calls `Result<T> f(const File &) const`, where T is what the program reads");
		auto made = (state.*function)(file);
		if (made.is_error())
			return made.to_c();
		// SAFETY: in the ioctl() of a process, which passed this address.
		auto writer = UserWriter::from_raw(unsafe, reinterpret_cast<void *>(address), sizeof(T));
		return writer.write(*made.get()).to_c();
	} else {
		T value;
		// SAFETY: in the ioctl() of a process, which passed this address.
		auto reader = UserReader::from_raw(unsafe, reinterpret_cast<void *>(address), sizeof(T));
		// SAFETY: room for one T.
		if (reader.read(Span<T>::of(unsafe, &value, 1)).is_error())
			return EFAULT.to_c();
		if constexpr (Command::direction == Direction::Write) {
			static_assert(std::is_same_v<Function, Result<> (State::*)(const File &, const T &) const>,
				      "ioctl::Write calls `Result<> f(const File &, const T &) const`, where T is "
				      "what the program wrote");
			return (state.*function)(file, value).to_c();
		} else {
			static_assert(std::is_same_v<Function, Result<> (State::*)(const File &, T &) const>,
				      "ioctl::ReadWrite calls `Result<> f(const File &, T &) const`, where T is what "
				      "the program wrote, and reads when it returns");
			Result<> done = (state.*function)(file, value);
			if (done.is_error())
				return done.to_c();
			// SAFETY: as above.
			auto writer = UserWriter::from_raw(unsafe, reinterpret_cast<void *>(address), sizeof(T));
			return writer.write(value).to_c();
		}
	}
}

template <u32 number, u32... others>
consteval usize occurrences()
{
	return (usize{ 0 } + ... + (number == others ? 1 : 0));
}

} // namespace detail

/// All commands of a class: `using Ioctls = ioctl::Table<ioctl::On<GetInfo, &Echo::info>,
/// …>;`, declared after the functions that it names. Other numbers fail with ENOTTY. misc::Device
/// has an example.
template <typename... Handlers>
struct Table {
	static_assert(((detail::occurrences<Handlers::Command::number, Handlers::Command::number...>() == 1) && ...),
		      "two commands of an ioctl::Table have the same number");

	/// Calls the function of `number`.
	///
	/// Safety:
	/// - The caller is in the ioctl() of a process, which passed `address`.
	template <typename State>
	[[gnu::always_inline]] static long dispatch(unsafe_t, const State &state, const File &file, u32 number,
						    usize address)
	{
		long result = -::macro::ENOTTY;

		static_cast<void>((... || (number == Handlers::Command::number &&
					   ((result = detail::call<State, Handlers>(state, file, address)), true))));
		return result;
	}
};

} // namespace kernel::ioctl
