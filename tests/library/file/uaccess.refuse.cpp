// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/file/uaccess.hpp refuses.
#include <kernel/base/share.hpp>
#include <kernel/file/uaccess.hpp>

using namespace kernel;

// REFUSED uaccess_bool: constraints not satisfied|no matching function
// Not every byte that a process passes is a valid bool.
struct Options {
	u32 speed;
	u16 mode;
	u8 level;
#ifdef FIXED
	u8 loud;
#else
	bool loud;
#endif
};
Result<u32> use(UserReader from);
Result<u32> use(UserReader from)
{
	return TRY(from.read<Options>()).speed;
}

// REFUSED uaccess_from_raw_without_unsafe: no matching function|cannot convert
// The compiler cannot know whether a process passed the address.
UserReader use(void *address);
UserReader use(void *address)
{
#ifdef FIXED
	// SAFETY: a process passed the address.
	return UserReader::from_raw(unsafe, address, 4);
#else
	return UserReader::from_raw(address, 4);
#endif
}

// REFUSED uaccess_padding: constraints not satisfied|no matching function
// Padding would leak stale kernel memory to the process.
struct Answer {
	u8 kind;
#ifdef FIXED
	u8 zero[3];
#endif
	u32 number;
};
Result<> use(UserWriter to, const Answer &answer);
Result<> use(UserWriter to, const Answer &answer)
{
	return to.write(answer);
}

// REFUSED uaccess_pointer: constraints not satisfied|no matching function
// A kernel address must stay secret.
struct Answer {
#ifdef FIXED
	u64 next;
#else
	const Answer *next;
#endif
	u64 number;
};
Result<> use(UserWriter to, const Answer &answer);
Result<> use(UserWriter to, const Answer &answer)
{
	return to.write(answer);
}

// REFUSED uaccess_read_through_writer: has no member named
// A writer does not read.
#ifdef FIXED
Result<Untrusted<u32>> use(UserReader from);
Result<Untrusted<u32>> use(UserReader from)
#else
Result<Untrusted<u32>> use(UserWriter from);
Result<Untrusted<u32>> use(UserWriter from)
#endif
{
	return from.read<u32>();
}

// REFUSED uaccess_reader_copied: use of deleted function
// The caller asks for a second reader explicitly, with again().
usize use(UserReader &from, Span<u8> to);
usize use(UserReader &from, Span<u8> to)
{
#ifdef FIXED
	UserReader second = from.again();
#else
	UserReader second = from;
#endif
	return from.read_some(to) + second.read_some(to);
}

// REFUSED uaccess_reader_to_thread: not sendable|sendable
// The address is valid only in the task that made the call.
#ifdef FIXED
static_assert(sendable<u64>);
#else
static_assert(sendable<UserReader>, "UserReader is not sendable");
#endif

// REFUSED uaccess_slice_read_twice: passing .*as .this. argument discards|cannot bind|discards qualifiers|passing
// A slice becomes a reader once, so the caller moves it.
usize use(UserSlice slice, Span<u8> to);
usize use(UserSlice slice, Span<u8> to)
{
#ifdef FIXED
	return std::move(slice).reader().read_some(to);
#else
	return slice.reader().read_some(to);
#endif
}

// REFUSED uaccess_write_through_reader: has no member named
// A reader does not write.
#ifdef FIXED
Result<> use(UserWriter to);
Result<> use(UserWriter to)
#else
Result<> use(UserReader to);
Result<> use(UserReader to)
#endif
{
	return to.write(u32{ 1 });
}
