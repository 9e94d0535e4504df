// SPDX-License-Identifier: GPL-2.0
//! The data that all processes of the fuzzer share: the targets, the threads' present calls, and all results.
#pragma once

#include "random.hpp"

#include <atomic>

namespace fuzz {

enum class Call : u8 {
	Open,
	Close,
	Read,
	Pread,
	Readv,
	Write,
	Pwrite,
	Writev,
	Lseek,
	Ioctl,
	Ioctl32,
	Poll,
	Select,
	Epoll,
	Mmap,
	Touch,
	Munmap,
	Mremap,
	Madvise,
	Mprotect,
	Fcntl,
	Sendfile,
	Splice,
	Dup,
	Fork,
	Stat,
	Getdents,
	Sync,
	Truncate,
	Lock,
	Socket,
	Mkdir,
	Rmdir,
	Rename,
	Link,
	End,
};
inline constexpr const char *call_names[] = {
	"open",	   "close",    "read",	"pread",    "readv",  "write", "pwrite", "writev", "lseek",
	"ioctl",   "ioctl32",  "poll",	"select",   "epoll",  "mmap",  "touch",	 "munmap", "mremap",
	"madvise", "mprotect", "fcntl", "sendfile", "splice", "dup",   "fork",	 "stat",   "getdents",
	"sync",	   "truncate", "lock",	"socket",   "mkdir",  "rmdir", "rename", "link",
};
inline constexpr u32 calls = static_cast<u32>(Call::End);
static_assert(std::size(call_names) == calls);

enum class Kind : u8 {
	Device,	 ///< a character device
	File,	 ///< of debugfs or sysfs, or an attribute of a group that the module made
	Group,	 ///< a directory of configfs in which users make items
	Item,	 ///< an attribute of those items; the path has a * where the item's name is
	TcpPort, ///< a server on the loopback device; the path is its port
};

struct Target {
	Kind kind;
	bool readable, writable;
	/// Whether an open file keeps the module loaded.
	bool keeps_module;
	/// The weight of this target in a random choice.
	u32 weight;
	char module[32];
	char path[160];

	/// The part after the last slash.
	const char *name() const;
};

inline constexpr u32 most_targets = 96, most_ioctls = 8;
inline constexpr u32 processes = 2, threads = 3;
/// The states of all threads, followed by those of the children that they forked.
inline constexpr u32 states = 2 * threads;
/// Results: errno values, and these two.
inline constexpr u32 result_ok = 0, result_empty = 134, results = 135;

struct ThreadState {
	std::atomic<int> thread; ///< its number for the kernel, 0 for none
	std::atomic<u64> operation;
	std::atomic<u64> since; ///< nanoseconds; 0 outside of calls
	std::atomic<u32> call;
	std::atomic<u32> target;
};

struct Shared {
	std::atomic<u32> counts[most_targets][calls][results];
	/// The number of successes of each ioctl of each target.
	std::atomic<u32> ioctls[most_targets][most_ioctls];
	std::atomic<u64> total, injected;
	std::atomic<u32> generation;
	/// The time is over, and these operations have not succeeded yet: from now on they are chosen more often.
	std::atomic<bool> is_late, wanted[most_targets];
	ThreadState state[processes][states];
	/// How many results have been printed.
	std::atomic<u32> reported;
	/// The results of the loader.
	std::atomic<u32> unloaded, refused, refused_while_open, load_failures;
};

/// The options, the targets, and the memory that all processes share.
struct World {
	u64 seed = 1;
	u32 seconds = 10;
	/// The percentage of calls in which an allocation fails.
	u32 faults = 0;
	int only_process = -1, only_thread = -1;
	const char *module_names[16] = {};
	u32 modules = 0;

	Target targets[most_targets] = {};
	u32 target_count = 0;
	Shared *shared = nullptr;
	/// Whether the CPU executes calls of 32-bit programs.
	bool has_ioctl32 = false;
};
extern World world;

u64 now(); ///< in nanoseconds
void sleep_ms(u32 milliseconds);

} // namespace fuzz
