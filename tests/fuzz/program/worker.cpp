// SPDX-License-Identifier: GPL-2.0
#include "worker.hpp"

#include "memory.hpp"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <pthread.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace fuzz {

World world;

u64 now()
{
	timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return static_cast<u64>(time.tv_sec) * 1000000000 + static_cast<u64>(time.tv_nsec);
}

void sleep_ms(u32 milliseconds)
{
	timespec time = { milliseconds / 1000, static_cast<long>(milliseconds % 1000) * 1000000 };

	while (nanosleep(&time, &time) != 0)
		;
}

void Thread::begin(Call which, u32 target)
{
	state->call = static_cast<u32>(which);
	state->target = target;
	state->since = now();
	errno = 0;
}

void Thread::end(Call which, u32 target, long result)
{
	const bool moves = which >= Call::Read && which <= Call::Writev;
	u32 how = result_ok;

	if (result < 0)
		how = errno > 0 && errno < static_cast<int>(result_empty) ? static_cast<u32>(errno) : EIO;
	else if (result == 0 && moves)
		how = result_empty;
	state->since = 0;
	world.shared->counts[target][static_cast<u32>(which)][how]++;
	world.shared->total++;
}

namespace {

struct Start {
	u32 process, number, generation;
};

void pin(u32 cpu)
{
	cpu_set_t cpus;

	CPU_ZERO(&cpus);
	CPU_SET(cpu % static_cast<u32>(sysconf(_SC_NPROCESSORS_ONLN)), &cpus);
	sched_setaffinity(0, sizeof(cpus), &cpus);
}

/// Lets all threads open their own files first: such a file must not get a number that another thread has closed and
/// still uses.
pthread_barrier_t all_ready;

void *run_thread(void *argument)
{
	const Start &start = *static_cast<const Start *>(argument);
	FaultInjection injection;
	Thread thread{ start.process, start.number, &world.shared->state[start.process][start.number], &injection };
	char name[16];

	snprintf(name, sizeof(name), "fuzz/%u.%u", start.process, start.number);
	prctl(PR_SET_NAME, name);
	// The last thread of each process runs on the other CPU, and so closes files while the others read them.
	pin(start.process + (start.number + 1 == threads));
	pthread_barrier_wait(&all_ready);
	thread.state->thread = gettid();
	for (u64 operation = 0;; operation++) {
		thread.state->operation = operation;
		operate(thread, Random(world.seed, start.process, start.number, start.generation, operation));
	}
}

void ignore(int)
{
}

} // namespace

void run_worker(u32 process, u32 generation)
{
	static Start starts[threads];
	struct sigaction action = {};
	const rlimit files = { 4096, 4096 };

	setpgid(0, 0);
	setrlimit(RLIMIT_NOFILE, &files);
	// The signals interrupt calls that wait.
	action.sa_handler = ignore;
	for (int number : { SIGUSR1, SIGUSR2, SIGIO, SIGPIPE, SIGURG })
		sigaction(number, &action, nullptr);
	catch_faults();
	make_memory();
	prepare_files();
	pthread_barrier_init(&all_ready, nullptr, world.only_thread >= 0 ? 1 : threads);
	for (u32 i = 0; i < threads; i++) {
		pthread_t thread;

		starts[i] = { process, i, generation };
		if (world.only_thread >= 0 && world.only_thread != static_cast<int>(i))
			continue;
		if (int error = pthread_create(&thread, nullptr, run_thread, &starts[i])) {
			errno = error;
			perror("# no thread");
			_exit(2);
		}
	}
	for (;;)
		pause();
}

} // namespace fuzz
