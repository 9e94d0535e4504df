// SPDX-License-Identifier: GPL-2.0
//! The operations: the calls and their arguments.
#include "grammar.hpp"
#include "memory.hpp"
#include "targets.hpp"
#include "worker.hpp"

#include <arpa/inet.h>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/select.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

namespace fuzz {
namespace {

/// A file's number in the low half, its target in the high half.
std::atomic<u64> open_files[slots];
int pipe_ends[2], epoll, memory_file;

struct Slot {
	u32 index;
	int file;
	u32 target;
};

constexpr u64 packed(int file, u32 target)
{
	return static_cast<u32>(file) | static_cast<u64>(target) << 32;
}

Slot read_slot(u32 index)
{
	const u64 value = open_files[index];
	const int file = static_cast<int>(static_cast<u32>(value));

	return { index, file, file < 0 ? no_target : static_cast<u32>(value >> 32) };
}
Slot any_slot(Random &random)
{
	return read_slot(static_cast<u32>(random.below(slots)));
}
/// A random slot, mostly one whose target meets the condition.
template <typename Condition>
Slot slot_with(Random &random, Condition condition)
{
	Slot slot = any_slot(random);

	for (u32 tries = 0; tries < 6 && !condition(world.targets[slot.target]) && !random.chance(15); tries++)
		slot = any_slot(random);
	return slot;
}
Slot device_slot(Random &random)
{
	return slot_with(random, [](const Target &target) { return target.kind == Kind::Device; });
}
const Target &target_of(const Slot &slot)
{
	return world.targets[slot.target];
}

/// Puts a file into a slot and closes the previous one.
void put(Thread &thread, Random &random, u32 index, int file, u32 target)
{
	const u64 old = open_files[index].exchange(packed(file, target));
	const int old_file = static_cast<int>(static_cast<u32>(old));

	if (old_file >= 0)
		thread.call(random, Call::Close, static_cast<u32>(old >> 32), [&] { return close(old_file); });
}

u32 any_target(Random &random)
{
	u32 all = 0, target = 0;

	for (const Target &one : world.targets)
		all += one.weight;
	u64 number = random.below(all);
	while (number >= world.targets[target].weight)
		number -= world.targets[target++].weight;
	const bool help = random.chance(70);
	if (world.shared->is_late && help)
		for (u32 i = 0; i < world.target_count; i++)
			if (const u32 other = (target + i) % world.target_count; world.shared->wanted[other])
				return other;
	return target;
}

int connect_to(const Target &target, Random &random)
{
	const int kind = SOCK_STREAM | SOCK_CLOEXEC | (random.chance(70) ? SOCK_NONBLOCK : 0);
	const int file = socket(AF_INET, kind, 0);
	sockaddr_in address = {};

	address.sin_family = AF_INET;
	address.sin_port = htons(static_cast<u16>(atoi(target.path + strlen("tcp:"))));
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (file >= 0 && connect(file, reinterpret_cast<sockaddr *>(&address), sizeof(address)) != 0 &&
	    errno != EINPROGRESS) {
		const int error = errno;

		close(file);
		errno = error;
		return -1;
	}
	return file;
}

void open_one(Thread &thread, Random &random)
{
	static constexpr int extra[] = { O_ASYNC, O_APPEND, O_TRUNC,	O_DIRECT,  O_DIRECTORY, O_PATH,
					 O_EXCL,  O_SYNC,   O_NOFOLLOW, O_NOATIME, O_NOCTTY };
	const u32 number = any_target(random);
	const Target &target = world.targets[number];
	const u32 index = static_cast<u32>(random.below(slots));
	char path[600];
	int flags = O_CLOEXEC;

	// Mostly the mode that the file permits, and mostly without waiting.
	flags |= target.readable && target.writable ? O_RDWR : target.writable ? O_WRONLY : O_RDONLY;
	if (random.chance(20))
		flags = O_CLOEXEC | static_cast<int>(random.below(4));
	if (random.chance(75))
		flags |= O_NONBLOCK;
	if (random.chance(20))
		flags |= random.pick(extra);
	if (random.chance(2))
		flags |= static_cast<int>(random.next()) & ~O_CREAT & ~(O_TMPFILE & ~O_DIRECTORY);
	if (target.kind == Kind::Group)
		flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
	make_path(random, target, path);
	const long file = thread.call(random, Call::Open, number, [&]() -> long {
		return target.kind == Kind::TcpPort ? connect_to(target, random) : open(path, flags);
	});
	if (file >= 0)
		put(thread, random, index, static_cast<int>(file), number);
}

void close_one(Thread &thread, Random &random)
{
	const Slot slot = any_slot(random);

	// Unless the slot is emptied here, other threads go on using the closed number.
	if (random.chance(60))
		open_files[slot.index] = packed(-1, 0);
	thread.call(random, Call::Close, slot.target, [&] { return close(slot.file); });
}

u32 make_vector(Random &random, iovec *vector)
{
	const u32 count = static_cast<u32>(random.below(6));

	for (u32 i = 0; i < count; i++) {
		vector[i].iov_len = random.size();
		vector[i].iov_base = any_pointer(random, vector[i].iov_len);
	}
	return random.chance(3) ? static_cast<u32>(random.next()) : count;
}

void read_one(Thread &thread, Random &random)
{
	static constexpr int ways[] = { 0, 0, 0, RWF_NOWAIT, RWF_HIPRI, 0x7fffffff };
	const Slot slot = slot_with(random, [](const Target &target) { return target.readable; });
	const std::size_t size = random.size();
	char *to = any_pointer(random, size);
	const long offset = random.offset();
	const int way = random.pick(ways);
	iovec vector[6];

	if (target_of(slot).kind == Kind::Group) {
		thread.call(random, Call::Getdents, slot.target,
			    [&] { return syscall(SYS_getdents64, slot.file, to, static_cast<u32>(size)); });
		return;
	}
	switch (random.below(5)) {
	case 0:
	case 1:
		thread.call(random, Call::Read, slot.target, [&] { return read(slot.file, to, size); });
		break;
	case 2:
	case 3:
		thread.call(random, Call::Pread, slot.target, [&] { return pread(slot.file, to, size, offset); });
		break;
	default:
		const u32 count = make_vector(random, vector);
		thread.call(random, Call::Readv, slot.target, [&]() -> long {
			return syscall(SYS_preadv2, slot.file, vector, count, way ? -1 : offset, 0L, way);
		});
	}
}

void write_one(Thread &thread, Random &random)
{
	const Slot slot = slot_with(random, [](const Target &target) { return target.writable; });
	const Target &target = target_of(slot);
	const long offset = random.offset();
	std::size_t size = random.size();
	char *from = any_pointer(random, size);
	iovec vector[6];

	// Mostly a text that has a meaning for the target.
	if (random.chance(target.kind == Kind::Device || target.kind == Kind::TcpPort ? 30 : 80)) {
		char text[70000];

		size = make_text(random, target, text, sizeof(text));
		from = good_pointer(random, size);
		memcpy(from, text, size);
	}
	switch (random.below(5)) {
	case 0:
	case 1:
		thread.call(random, Call::Write, slot.target, [&] { return write(slot.file, from, size); });
		break;
	case 2:
	case 3:
		thread.call(random, Call::Pwrite, slot.target, [&] { return pwrite(slot.file, from, size, offset); });
		break;
	default:
		const u32 count = make_vector(random, vector);
		thread.call(random, Call::Writev, slot.target, [&]() -> long {
			return syscall(SYS_pwritev2, slot.file, vector, count, -1L, 0L,
				       random.chance(20) ? RWF_NOWAIT : 0);
		});
	}
}

void seek_one(Thread &thread, Random &random)
{
	const Slot slot = any_slot(random);
	const long offset = random.offset();
	const int whence = static_cast<int>(random.below(6));

	thread.call(random, Call::Lseek, slot.target, [&] { return lseek(slot.file, offset, whence); });
}

/// A call as a 32-bit program makes it.
long ioctl32(int file, u32 number, u64 argument)
{
	long result;

	asm volatile("int $0x80"
		     : "=a"(result)
		     : "a"(54L), "b"(static_cast<long>(file)), "c"(static_cast<u64>(number)), "d"(argument)
		     : "memory", "r8", "r9", "r10", "r11");
	if (result < 0) {
		errno = static_cast<int>(-result);
		return -1;
	}
	return result;
}

void ioctl_one(Thread &thread, Random &random)
{
	// ioctls of any file, without those that would change the console.
	static constexpr u32 common[] = { FIONREAD, FIONBIO,	    FIOASYNC, FIOCLEX, FIONCLEX,
					  FIOQSIZE, 1 /* FIBMAP */, TCGETS,   0,       0xffffffff };
	const Slot slot = device_slot(random);
	const auto known = ioctls_of(target_of(slot));
	const u64 kind = random.below(100);
	const std::size_t which = random.below(known.size());
	u32 number = static_cast<u32>(random.next());
	u64 argument = reinterpret_cast<u64>(any_pointer(random, 64));

	if (kind < 85 && !known.empty()) {
		number = known[which];
		// Almost valid: one bit of the size, direction, number or letter is wrong.
		if (kind >= 60)
			number ^= 1u << random.below(32);
	} else if (kind < 92) {
		number = random.pick(common);
	}
	if (random.chance(60)) {
		// A few small numbers and letters.
		u32 *words = reinterpret_cast<u32 *>(good_pointer(random, 64));

		for (u32 i = 0; i < 4; i++)
			words[i] = static_cast<u32>(random.chance(50) ? 'a' + random.below(8) : random.number());
		argument = reinterpret_cast<u64>(words);
	} else if (random.chance(10)) {
		argument = random.next();
	}
	if (world.has_ioctl32 && random.chance(25)) {
		thread.call(random, Call::Ioctl32, slot.target, [&] { return ioctl32(slot.file, number, argument); });
		return;
	}
	const long result = thread.call(random, Call::Ioctl, slot.target,
					[&] { return ioctl(slot.file, static_cast<unsigned long>(number), argument); });
	if (result >= 0 && kind < 60 && !known.empty())
		world.shared->ioctls[slot.target][which]++;
}

void poll_one(Thread &thread, Random &random)
{
	pollfd files[8];
	u32 count = 1 + static_cast<u32>(random.below(std::size(files)));
	const int timeout = random.chance(70) ? 0 : static_cast<int>(random.below(20));
	const Slot first = device_slot(random);

	for (u32 i = 0; i < count; i++)
		files[i] = { i ? any_slot(random).file : first.file, static_cast<short>(random.next()), 0 };
	pollfd *argument = random.chance(95) ? files : reinterpret_cast<pollfd *>(any_pointer(random, 64));
	thread.call(random, Call::Poll, first.target, [&] { return syscall(SYS_poll, argument, count, timeout); });
}

void select_one(Thread &thread, Random &random)
{
	fd_set sets[3];
	timeval timeout = { 0, static_cast<long>(random.below(5000)) };
	const Slot first = device_slot(random);
	int most = 0;

	for (fd_set &set : sets) {
		FD_ZERO(&set);
		for (int file : { first.file, any_slot(random).file, any_slot(random).file })
			if (file >= 0 && file < FD_SETSIZE) {
				FD_SET(file, &set);
				most = file > most ? file : most;
			}
	}
	thread.call(random, Call::Select, first.target,
		    [&] { return select(most + 1, &sets[0], &sets[1], &sets[2], &timeout); });
}

void epoll_one(Thread &thread, Random &random)
{
	const Slot slot = device_slot(random);
	epoll_event events[4] = {};

	if (random.chance(30)) {
		thread.call(random, Call::Epoll, slot.target,
			    [&] { return epoll_wait(epoll, events, 4, static_cast<int>(random.below(5))); });
		return;
	}
	static constexpr u32 ways[] = { 0, EPOLLET, EPOLLONESHOT, EPOLLEXCLUSIVE, EPOLLWAKEUP };
	const int what = 1 + static_cast<int>(random.below(3));
	events[0].events = static_cast<u32>(random.next() & 0x7ff) | random.pick(ways);
	thread.call(random, Call::Epoll, slot.target, [&] { return epoll_ctl(epoll, what, slot.file, events); });
}

void mmap_one(Thread &thread, Random &random)
{
	static constexpr std::size_t sizes[] = { 4096, 4096, 4096, 4096, 1, 8192, 0, 65536, 1ul << 30, ~0ul };
	static constexpr int protections[] = {
		PROT_READ, PROT_READ, PROT_READ, PROT_READ | PROT_WRITE, PROT_WRITE, PROT_NONE, PROT_READ | PROT_EXEC,
		0xff
	};
	static constexpr int ways[] = { MAP_SHARED,
					MAP_SHARED,
					MAP_PRIVATE,
					MAP_SHARED | MAP_POPULATE,
					MAP_SHARED_VALIDATE,
					MAP_SHARED | MAP_LOCKED,
					MAP_PRIVATE | MAP_POPULATE,
					0 };
	const Slot slot = device_slot(random);
	const std::size_t size = random.pick(sizes);
	const int protection = random.pick(protections), way = random.pick(ways);
	const long offset = random.chance(70) ? 0 : random.offset();
	Mapping &to = mapped[random.below(mappings)];

	const long result = thread.call(random, Call::Mmap, slot.target, [&]() -> long {
		return reinterpret_cast<long>(mmap(nullptr, size, protection, way, slot.file, offset));
	});
	if (result == -1)
		return;
	if (u64 old = to.exchange(static_cast<u64>(result), size, slot.target))
		munmap(Mapping::address(old), Mapping::size(old));
}

void use_mapping(Thread &thread, Random &random)
{
	static constexpr int advice[] = { MADV_NORMAL,	  MADV_RANDOM,	 MADV_WILLNEED,	     MADV_DONTNEED,
					  MADV_FREE,	  MADV_REMOVE,	 MADV_DONTFORK,	     MADV_DOFORK,
					  MADV_MERGEABLE, MADV_HUGEPAGE, MADV_DONTDUMP,	     MADV_WIPEONFORK,
					  MADV_COLD,	  MADV_PAGEOUT,	 MADV_POPULATE_READ, MADV_POPULATE_WRITE };
	Mapping &mapping = mapped[random.below(mappings)];
	const u64 value = mapping.value();
	char *address = Mapping::address(value);
	const std::size_t size = Mapping::size(value);
	const u32 target = mapping.target();
	const u64 kind = random.below(100);

	if (!value)
		return;
	if (kind < 50) {
		thread.call(random, Call::Touch, target, [&]() -> long {
			errno = EFAULT;
			return touch(address + random.below(size), random.chance(20)) ? 0 : -1;
		});
	} else if (kind < 65) {
		if (random.chance(70))
			mapping.forget();
		thread.call(random, Call::Munmap, target, [&] { return munmap(address, size); });
	} else if (kind < 75) {
		const std::size_t other = random.chance(50) ? size + 4096 : random.size();
		const long result = thread.call(random, Call::Mremap, target, [&]() -> long {
			return reinterpret_cast<long>(mremap(address, random.chance(10) ? 0 : size, other,
							     random.chance(80) ? MREMAP_MAYMOVE : 0));
		});

		if (result != -1)
			mapping.store(static_cast<u64>(result), other, target);
	} else if (kind < 90) {
		const int what = random.pick(advice);

		thread.call(random, Call::Madvise, target, [&] { return madvise(address, size, what); });
	} else {
		const int protection = static_cast<int>(random.below(8));

		thread.call(random, Call::Mprotect, target, [&] { return mprotect(address, size, protection); });
	}
}

void fcntl_one(Thread &thread, Random &random)
{
	static constexpr int signals[] = { 0, SIGIO, SIGUSR1, SIGUSR2 };
	static constexpr int leases[] = { F_RDLCK, F_WRLCK, F_UNLCK };
	const Slot slot = device_slot(random);
	int command = F_SETFL;
	long argument = (random.chance(80) ? O_NONBLOCK : 0) | (random.chance(40) ? O_ASYNC : 0) |
			(random.chance(10) ? O_APPEND : 0) | (random.chance(5) ? O_DIRECT : 0);

	switch (random.below(8)) {
	case 0:
	case 1:
		command = F_SETOWN;
		argument = getpid();
		break;
	case 2:
		command = F_SETSIG;
		argument = random.pick(signals);
		break;
	case 3:
		command = F_SETLEASE;
		argument = random.pick(leases);
		break;
	case 4:
		command = F_GETFL;
		break;
	}
	thread.call(random, Call::Fcntl, slot.target, [&] { return fcntl(slot.file, command, argument); });
}

void copy_between(Thread &thread, Random &random)
{
	const Slot slot = any_slot(random);
	const std::size_t size = random.size();
	const u32 flags = (random.chance(80) ? SPLICE_F_NONBLOCK : 0) | (random.chance(30) ? SPLICE_F_MORE : 0);
	loff_t offset = random.offset();
	loff_t *position = random.chance(30) ? &offset : nullptr;

	switch (random.below(6)) {
	case 0:
		thread.call(random, Call::Sendfile, slot.target,
			    [&] { return sendfile(memory_file, slot.file, position, size); });
		break;
	case 1:
		offset = 0;
		thread.call(random, Call::Sendfile, slot.target,
			    [&] { return sendfile(slot.file, memory_file, &offset, size); });
		break;
	case 2:
	case 3:
		thread.call(random, Call::Splice, slot.target,
			    [&] { return splice(slot.file, position, pipe_ends[1], nullptr, size, flags); });
		break;
	case 4:
		thread.call(random, Call::Splice, slot.target,
			    [&] { return splice(pipe_ends[0], nullptr, slot.file, position, size, flags); });
		break;
	default:
		// Keeps the pipe from being empty or full for long.
		static_cast<void>(
			!(random.chance(50) ? write(pipe_ends[1], arena, 512) : read(pipe_ends[0], arena, 4096)));
	}
	static_cast<void>(ftruncate(memory_file, 4096));
}

void dup_one(Thread &thread, Random &random)
{
	const Slot slot = any_slot(random), other = any_slot(random);

	if (random.chance(50) && other.file >= 0 && slot.file >= 0) {
		// Replaces a file while other threads use its number.
		open_files[other.index] = packed(other.file, slot.target);
		thread.call(random, Call::Dup, slot.target, [&] { return dup2(slot.file, other.file); });
		return;
	}
	const long file =
		thread.call(random, Call::Dup, slot.target, [&] { return fcntl(slot.file, F_DUPFD_CLOEXEC, 3); });
	if (file >= 0)
		put(thread, random, other.index, static_cast<int>(file), slot.target);
}

/// A child uses the inherited files for a short time, and is killed in the middle or ends.
void fork_one(Thread &thread, Random &random)
{
	if (!thread.injection) // this is a child itself
		return;
	if (thread.child) {
		kill(thread.child, SIGKILL);
		while (waitpid(thread.child, nullptr, 0) < 0 && errno == EINTR)
			;
		thread.child = 0;
		world.shared->state[thread.process][threads + thread.number].since = 0;
		world.shared->state[thread.process][threads + thread.number].thread = 0;
		if (random.chance(50))
			return;
	}
	const pid_t child = static_cast<pid_t>(thread.call(random, Call::Fork, no_target, [] { return fork(); }));
	if (child > 0)
		thread.child = child;
	if (child != 0)
		return;
	Thread own{ thread.process, threads + thread.number,
		    &world.shared->state[thread.process][threads + thread.number], nullptr };
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	own.state->operation = thread.state->operation.load();
	own.state->thread = gettid();
	const u32 count = 1 + static_cast<u32>(random.below(40));
	for (u32 i = 0; i < count; i++)
		operate(own, Random(random.next()));
	own.state->since = 0;
	own.state->thread = 0;
	_exit(0);
}

void look_at(Thread &thread, Random &random)
{
	const Slot slot = any_slot(random);
	struct stat status;
	char path[600];

	switch (random.below(8)) {
	case 0:
		thread.call(random, Call::Stat, slot.target, [&] { return fstat(slot.file, &status); });
		break;
	case 1: {
		const u32 target = any_target(random);

		make_path(random, world.targets[target], path);
		thread.call(random, Call::Stat, target, [&] { return stat(path, &status); });
		break;
	}
	case 2:
		thread.call(random, Call::Getdents, slot.target,
			    [&] { return syscall(SYS_getdents64, slot.file, arena, 4096); });
		break;
	case 3:
		thread.call(random, Call::Sync, slot.target, [&] {
			return random.chance(50) ? fsync(slot.file)
						 : posix_fadvise(slot.file, 0, 4096, POSIX_FADV_WILLNEED);
		});
		break;
	case 4:
		thread.call(random, Call::Truncate, slot.target, [&] {
			return random.chance(50) ? ftruncate(slot.file, random.offset())
						 : fallocate(slot.file, 0, random.offset(), random.offset());
		});
		break;
	case 5:
		thread.call(random, Call::Lock, slot.target, [&] {
			return flock(slot.file, (random.chance(50)   ? LOCK_SH
						 : random.chance(50) ? LOCK_EX
								     : LOCK_UN) |
							LOCK_NB);
		});
		break;
	case 6: {
		off_t from = random.offset(), to = random.offset();

		thread.call(random, Call::Sendfile, slot.target,
			    [&] { return copy_file_range(slot.file, &from, memory_file, &to, random.size(), 0); });
		break;
	}
	default: {
		const int size = static_cast<int>(random.number());
		const u64 kind = random.below(4);

		thread.call(random, Call::Socket, slot.target, [&]() -> long {
			if (kind == 0)
				return shutdown(slot.file, static_cast<int>(random.below(3)));
			if (kind == 1)
				return setsockopt(slot.file, SOL_SOCKET, random.chance(50) ? SO_RCVBUF : SO_SNDBUF,
						  &size, sizeof(size));
			if (kind == 2)
				return send(slot.file, any_pointer(random, 100), random.size(),
					    MSG_DONTWAIT | (random.chance(30) ? MSG_OOB : MSG_NOSIGNAL));
			return recv(slot.file, any_pointer(random, 100), random.size(),
				    MSG_DONTWAIT | (random.chance(30) ? MSG_PEEK : 0));
		});
	}
	}
}

/// Makes and removes items of configfs.
void make_items(Thread &thread, Random &random)
{
	u32 target = static_cast<u32>(random.below(world.target_count));
	char path[600], other[600];

	for (u32 i = 0; i < world.target_count && world.targets[target].kind != Kind::Group; i++)
		target = (target + 1) % world.target_count;
	const Target &group = world.targets[target];
	if (group.kind != Kind::Group)
		return;
	make_name(random, path + sprintf(path, "%s/", group.path));
	make_name(random, other + sprintf(other, "%s/", group.path));
	switch (random.below(12)) {
	default:
		thread.call(random, Call::Mkdir, target, [&] { return mkdir(path, 0755); });
		break;
	case 6:
	case 7:
	case 8:
	case 9:
		thread.call(random, Call::Rmdir, target, [&] { return rmdir(path); });
		break;
	case 10:
		thread.call(random, Call::Rename, target, [&] { return rename(path, other); });
		break;
	case 11:
		thread.call(random, Call::Link, target, [&] {
			switch (random.below(4)) {
			case 0:
				return symlink(path, other);
			case 1:
				return link(path, other);
			case 2:
				return unlink(path);
			default:
				return mknod(other, S_IFREG | 0644, 0);
			}
		});
		break;
	}
}

struct Operation {
	u32 weight;
	void (*run)(Thread &, Random &);
};

constexpr Operation operations[] = {
	{ 90, open_one },    { 25, close_one },	 { 90, read_one },     { 110, write_one }, { 15, seek_one },
	{ 60, ioctl_one },   { 15, poll_one },	 { 8, select_one },    { 15, epoll_one },  { 25, mmap_one },
	{ 50, use_mapping }, { 20, fcntl_one },	 { 25, copy_between }, { 12, dup_one },	   { 5, fork_one },
	{ 20, look_at },     { 45, make_items },
};

constexpr u32 all_weights = [] {
	u32 sum = 0;

	for (const Operation &operation : operations)
		sum += operation.weight;
	return sum;
}();

} // namespace

void prepare_files()
{
	for (auto &file : open_files)
		file = packed(-1, 0);
	if (pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK) != 0 || (epoll = epoll_create1(EPOLL_CLOEXEC)) < 0 ||
	    (memory_file = memfd_create("fuzz", MFD_CLOEXEC)) < 0 || ftruncate(memory_file, 4096) != 0 ||
	    pwrite(memory_file, "17\n", 3, 0) != 3) {
		perror("# no files");
		_exit(2);
	}
}

void operate(Thread &thread, Random random)
{
	u64 number = random.below(all_weights);

	for (const Operation &operation : operations) {
		if (number < operation.weight) {
			operation.run(thread, random);
			return;
		}
		number -= operation.weight;
	}
}

} // namespace fuzz
