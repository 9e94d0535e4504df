// SPDX-License-Identifier: GPL-2.0
#include "memory.hpp"

#include <csetjmp>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <sys/mman.h>
#include <unistd.h>

namespace fuzz {

Mapping mapped[mappings];

namespace {

constexpr std::size_t page = 4096;
/// After the arena: an absent page, a read-only one, an inaccessible one, an absent one.
char *const read_only = arena + arena_size + page;
char *const nobodys = read_only + page;

thread_local sigjmp_buf back;
thread_local volatile bool touching;

void on_fault(int number)
{
	if (touching)
		siglongjmp(back, 1);
	signal(number, SIG_DFL);
}

} // namespace

void make_memory()
{
	void *all = mmap(arena, arena_size + 4 * page, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);

	if (all != arena) {
		perror("# no memory");
		exit(2);
	}
	for (std::size_t i = 0; i < arena_size; i++)
		arena[i] = static_cast<char>('a' + i % 7);
	munmap(arena + arena_size, page);
	mprotect(read_only, page, PROT_READ);
	mprotect(nobodys, page, PROT_NONE);
	munmap(nobodys + page, page);
}

char *good_pointer(Random &random, std::size_t size)
{
	const std::size_t needed = size < arena_size / 2 ? size : arena_size / 2;

	return arena + random.below(arena_size - needed);
}

char *any_pointer(Random &random, std::size_t size)
{
	static constexpr u64 wrong[] = { 0,
					 1,
					 4095,
					 0xffffffff81000000,
					 0xffff888000001000,
					 0xffffffffa0000000,
					 0xffffffffffffffff,
					 0xfffffffffffff000,
					 0x8000000000000000,
					 0x7ffffffff000,
					 0x7fffffffefff,
					 0x800000000000,
					 0x6000000000000000 };
	const u64 kind = random.below(100);

	if (kind < 75)
		return good_pointer(random, size);
	if (kind < 82)
		return arena + arena_size - random.below(size < 2000 ? size + 1 : 2000);
	if (kind < 85)
		return read_only + random.below(page);
	if (kind < 87)
		return nobodys + random.below(page) - 32;
	if (kind < 92)
		return Mapping::address(mapped[random.below(mappings)].value()) + random.below(64);
	return reinterpret_cast<char *>(random.pick(wrong));
}

bool touch(char *address, bool write)
{
	volatile char *byte = address;

	touching = true;
	if (sigsetjmp(back, 1)) {
		touching = false;
		return false;
	}
	if (write)
		*byte = *byte;
	else
		static_cast<void>(*byte);
	touching = false;
	return true;
}

void catch_faults()
{
	struct sigaction action = {};

	action.sa_handler = on_fault;
	sigaction(SIGSEGV, &action, nullptr);
	sigaction(SIGBUS, &action, nullptr);
}

} // namespace fuzz
