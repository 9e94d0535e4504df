// SPDX-License-Identifier: GPL-2.0
//! fuzz -s SEED -t SECONDS [-f PERCENT] [-c PROCESS.THREAD] MODULE...: run it as root in a guest that may break.
//!
//! Loads the modules, finds their files, and lets two processes use them at random until the time is over. Exits with
//! 1 if something is wrong. fuzz.scenario.sh calls it, and kxx reads its results.
#include "grammar.hpp"
#include "loader.hpp"
#include "report.hpp"
#include "targets.hpp"
#include "worker.hpp"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace fuzz {
namespace {

/// A call that takes this long is interrupted; if it then takes as long again, it hangs.
constexpr u64 interrupt_after = 60'000'000, hangs_after = 40'000'000'000;

pid_t workers[processes];
pid_t loader;
u64 began, loads, loader_since, next_load;
bool broken;

u64 elapsed_ms()
{
	return (now() - began) / 1'000'000;
}

/// Reports a reason to end the run; for the first one, also the time and what all threads are doing.
void fail(const char *what, const std::string &how)
{
	if (!broken) {
		printf("# after %llu ms:\n", static_cast<unsigned long long>(elapsed_ms()));
		print_threads();
	}
	broken = true;
	report(what, how);
}

/// Whether the kernel has complained since the first call. This sees only part of its reports; kxx reads the log.
bool kernel_complains()
{
	static long first = -1;
	static u64 lockdep_read;
	static bool locks = true; // whether lockdep is still enabled
	static const int file = open("/proc/sys/kernel/tainted", O_RDONLY | O_CLOEXEC);
	char text[32] = "";

	if (pread(file, text, sizeof(text) - 1, 0) <= 0)
		return false;
	// The taint flags that unsigned modules add are no complaints.
	const long taint = atol(text) & (1 << 4 | 1 << 5 | 1 << 7 | 1 << 9 | 1 << 14);
	if (first < 0)
		first = taint;
	if (taint != first || !locks)
		return true;
	if (now() - lockdep_read < 3'000'000'000)
		return false;
	lockdep_read = now();
	if (FILE *stats = fopen("/proc/lockdep_stats", "r")) {
		char line[200];

		while (fgets(line, sizeof(line), stats))
			if (strstr(line, "debug_locks:"))
				locks = strstr(line, "1");
		fclose(stats);
	}
	return !locks;
}

void start_worker(u32 process)
{
	const u32 generation = world.shared->generation;

	if (world.only_process >= 0 && world.only_process != static_cast<int>(process))
		return;
	fflush(stdout);
	workers[process] = fork();
	if (workers[process] == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		run_worker(process, generation);
	}
	setpgid(workers[process], workers[process]);
}

/// Reaps the children that have ended; reports those that nobody told to end. A status is the loader's.
void reap()
{
	int status;

	while (pid_t child = waitpid(-1, &status, WNOHANG)) {
		if (child < 0)
			return;
		if (child == loader) {
			loader = 0;
			// The loader takes a quarter of the time at most, since loading keeps a debug kernel busy.
			next_load = now() + 3 * (now() - loader_since);
			if (status != 0)
				fail("loader", "it failed");
		}
		for (pid_t &worker : workers)
			if (child == worker) {
				worker = 0;
				printf("# a process ended with status %x\n", static_cast<unsigned>(status));
				fail("process", "it died, and nobody killed it");
			}
	}
}

/// Interrupts waiting calls; returns false if something hangs.
bool prod()
{
	const u64 time = now();

	for (u32 process = 0; process < processes; process++)
		for (ThreadState &state : world.shared->state[process]) {
			const u64 since = state.since;

			if (!since || time <= since)
				continue;
			if (time - since > hangs_after) {
				fail("hang", "a call does not come back");
				return false;
			}
			if (time - since > interrupt_after && state.thread && workers[process])
				syscall(SYS_tgkill, workers[process], state.thread.load(), SIGUSR1);
		}
	if (loader && time - loader_since > hangs_after) {
		fail("hang", "loading or unloading a module");
		return false;
	}
	return true;
}

/// Kills the processes in the middle of their calls.
bool kill_workers()
{
	const u64 begin = now();

	for (pid_t worker : workers)
		if (worker)
			kill(-worker, SIGKILL);
	for (pid_t &worker : workers) {
		while (worker) {
			// After the processes have gone, their children belong to this process.
			if (waitpid(worker, nullptr, WNOHANG) == worker)
				worker = 0;
			else if (now() - begin > hangs_after)
				return fail("kill", "a process does not die"), false;
			else
				sleep_ms(1);
		}
	}
	while (waitpid(-1, nullptr, WNOHANG) >= 0 || errno != ECHILD) {
		if (now() - begin > hangs_after)
			return fail("kill", "a child of a process does not die"), false;
		sleep_ms(1);
	}
	for (auto &process : world.shared->state)
		for (ThreadState &state : process) {
			state.since = 0;
			state.thread = 0;
		}
	return true;
}

/// Both processes run for a while, and modules come and go.
bool episode(Random random)
{
	const u64 length = random.chance(30) ? 300 : 1000 + random.below(5000);
	const u64 until = now() + length * 1'000'000;

	for (u32 process = 0; process < processes; process++)
		start_worker(process);
	while (now() < until) {
		sleep_ms(20);
		reap();
		if (!prod() || broken || kernel_complains())
			return false;
		if (!loader && now() >= next_load) {
			fflush(stdout);
			loader_since = now();
			loads++;
			loader = fork();
			if (loader == 0)
				load_randomly(loads);
		}
	}
	while (loader) {
		sleep_ms(5);
		reap();
		if (!prod())
			return false;
	}
	return kill_workers();
}

int run()
{
	began = now();
	const u64 end = began + world.seconds * 1'000'000'000ull;
	u64 last = began;

	kernel_complains();
	if (!find_targets())
		return 1;
	printf("# seed %llu, %u targets in %u modules\n", static_cast<unsigned long long>(world.seed),
	       world.target_count, world.modules);
	for (u32 generation = 0; !broken; generation++) {
		// Longer if something has not been reached, but not for ever.
		if (now() >= end && (all_reached() || now() >= began + 5 * (end - began)))
			break;
		world.shared->is_late = now() >= end;
		world.shared->generation = generation;
		if (!episode(Random(world.seed, 2000, generation)))
			break;
		remove_items();
		const char *module = world.module_names[generation % world.modules];
		if (int error = reload(module, generation))
			fail("unused",
			     std::string("nobody uses ") + module + ", but reloading it fails: " + strerror(error));
		if (now() - last > 30'000'000'000) {
			last = now();
			printf("# %llu s, generation %u, %llu calls\n",
			       static_cast<unsigned long long>((last - began) / 1'000'000'000), generation,
			       static_cast<unsigned long long>(world.shared->total));
			fflush(stdout);
		}
	}
	if (kernel_complains())
		fail("kernel", "it complains");
	if (broken)
		return 1;
	print_counts();
	return judge(elapsed_ms()) ? 0 : 1;
}

/// Whether the CPU executes calls of 32-bit programs, which a child tries.
bool can_ioctl32()
{
	int status = 0;
	const pid_t child = fork();

	if (child == 0) {
		long result;

		asm volatile("int $0x80" : "=a"(result) : "a"(20L) : "memory", "r8", "r9", "r10", "r11");
		_exit(result > 0 ? 0 : 1);
	}
	waitpid(child, &status, 0);
	return status == 0;
}

} // namespace
} // namespace fuzz

int main(int argc, char **argv)
{
	using namespace fuzz;
	int option;

	while ((option = getopt(argc, argv, "s:t:f:c:")) != -1) {
		if (option == 's')
			world.seed = strtoull(optarg, nullptr, 0);
		else if (option == 't')
			world.seconds = static_cast<u32>(atoi(optarg));
		else if (option == 'f')
			world.faults = static_cast<u32>(atoi(optarg));
		else if (option != 'c' || sscanf(optarg, "%d.%d", &world.only_process, &world.only_thread) != 2)
			return 2;
	}
	for (; optind < argc && world.modules < std::size(world.module_names); optind++)
		world.module_names[world.modules++] = argv[optind];
	void *memory = mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (memory == MAP_FAILED || !world.modules) {
		fputs("usage: fuzz -s SEED -t SECONDS [-f PERCENT] [-c PROCESS.THREAD] MODULE...\n", stderr);
		return 2;
	}
	world.shared = static_cast<Shared *>(memory);
	world.targets[no_target].kind = Kind::File;
	setvbuf(stdout, nullptr, _IOLBF, 0);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	world.has_ioctl32 = can_ioctl32();
	begin_results();
	const int status = run();
	fflush(stdout);
	if (status)
		kill_workers();
	end_results();
	return status;
}
