// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/file/ioctl.hpp refuses.
#include <kernel/file/ioctl.hpp>
#include <kernel/file/miscdevice.hpp>

using namespace kernel;

// REFUSED ioctl_argument_too_large: smaller than 16 KiB
// The number of a command has 14 bits for the size.
struct Table {
#ifdef FIXED
	u32 entries[1024];
#else
	u32 entries[4096];
#endif
};
static_assert(ioctl::Read<'k', 1, Table>::number != 0);

// REFUSED ioctl_argument_with_long: 32-bit programs
// A long has 4 bytes in a 32-bit program, and 8 in the kernel.
struct Area {
#ifdef FIXED
	u64 begin;
#else
	usize begin;
#endif
	u64 length;
};
static_assert(ioctl::Write<'k', 1, Area>::number != 0);

// REFUSED ioctl_argument_with_padding: without padding
// Padding would leak stale kernel memory to the process.
struct Answer {
	u64 number;
	u32 kind;
#ifdef FIXED
	u32 zero;
#endif
};
static_assert(ioctl::Read<'k', 1, Answer>::number != 0);

// REFUSED ioctl_direction: ioctl::Read calls
// The function of an ioctl::Read returns the value that the program reads.
class State final : Pinned {
public:
#ifdef FIXED
	Result<u32> speed(const File &) const { return 1u; }
#else
	Result<> speed(const File &, const u32 &) const { return ok; }
#endif
	using Ioctls = ioctl::Table<ioctl::On<ioctl::Read<'k', 1, u32>, &State::speed>>;
};
void use();
void use()
{
	misc::Device<State, "example"> device;
	static_cast<void>(device.publish());
}

// REFUSED ioctl_function_not_const: ioctl::Write calls
// Several tasks use an open file at once.
class State final : Pinned {
public:
#ifdef FIXED
	Result<> speed(const File &, const u32 &) const { return ok; }
#else
	Result<> speed(const File &, const u32 &) { return ok; }
#endif
	using Ioctls = ioctl::Table<ioctl::On<ioctl::Write<'k', 1, u32>, &State::speed>>;
};
void use();
void use()
{
	misc::Device<State, "example"> device;
	static_cast<void>(device.publish());
}

// REFUSED ioctl_number_too_large: less than 256
// The number of a command has 8 bits.
#ifdef FIXED
using Command = ioctl::None<'k', 255>;
#else
using Command = ioctl::None<'k', 256>;
#endif
static_assert(Command::number != 0);

// REFUSED ioctl_number_twice: two commands of an ioctl::Table have the same number
// Of two commands with one number, the second would never be called.
struct State {
	Result<> a(const File &) const { return ok; }
	Result<> b(const File &) const { return ok; }
};
#ifdef FIXED
using Second = ioctl::None<'k', 2>;
#else
using Second = ioctl::None<'k', 1>;
#endif
template struct ioctl::Table<ioctl::On<ioctl::None<'k', 1>, &State::a>, ioctl::On<Second, &State::b>>;
