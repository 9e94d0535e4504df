// SPDX-License-Identifier: GPL-2.0
#include "loader.hpp"

#include "grammar.hpp"
#include "report.hpp"
#include "targets.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <csignal>
#include <string>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace fuzz {

int load_module(const char *module, const char *parameters)
{
	char path[100];

	snprintf(path, sizeof(path), "/modules/%s.ko", module);
	const int file = open(path, O_RDONLY | O_CLOEXEC);
	const int error = syscall(SYS_finit_module, file, parameters, 0) == 0 ? 0 : errno;
	close(file);
	return error;
}

int unload_module(const char *module)
{
	return syscall(SYS_delete_module, module, O_NONBLOCK) == 0 ? 0 : errno;
}

FaultInjection::FaultInjection() : file_(open("/proc/thread-self/fail-nth", O_WRONLY | O_CLOEXEC))
{
}

void FaultInjection::fail_nth(u32 n) const
{
	char text[12];
	const int size = snprintf(text, sizeof(text), "%u", n);

	if (file_ >= 0 && pwrite(file_, text, static_cast<std::size_t>(size), 0) < 0)
		perror("# fail-nth");
}

namespace {

bool is_loaded(const char *module)
{
	char path[100];

	snprintf(path, sizeof(path), "/sys/module/%s", module);
	return access(path, F_OK) == 0;
}

/// Holds a module as users do. Returns what it held, or null if the module has nothing to hold.
const char *hold(Random &random, const char *module, char *item, int *file)
{
	const u32 first = static_cast<u32>(random.below(world.target_count));

	for (u32 i = 0; i < world.target_count; i++) {
		const Target &target = world.targets[(first + i) % world.target_count];

		if (strcmp(target.module, module))
			continue;
		if (target.kind == Kind::Group) {
			// A name that nobody else chooses.
			sprintf(item, "%s/4000000001", target.path);
			if (mkdir(item, 0755) == 0)
				return item;
			item[0] = '\0';
		} else if (target.keeps_module && target.kind != Kind::Item) {
			*file = open(target.path, (target.readable ? O_RDONLY : O_WRONLY) | O_CLOEXEC);
			if (*file >= 0)
				return target.path;
		}
	}
	return nullptr;
}

/// Loads an absent module: with odd parameters, with failing allocations, killed while it loads; and then properly.
int load_hardly(Random &random, const char *module)
{
	const char *parameters = parameters_of(module, random.next());
	const bool odd = random.chance(20), faults = world.faults && random.chance(60), killed = random.chance(20);

	if (odd || faults || killed) {
		const pid_t child = fork();

		if (child == 0) {
			if (faults) {
				FaultInjection injection;
				injection.fail_nth(1 + static_cast<u32>(random.below(30)));
				load_module(module, parameters);
				injection.fail_nth(0);
			} else {
				load_module(module, odd ? bad_parameters(random.next()) : parameters);
			}
			_exit(0);
		}
		if (killed) {
			usleep(static_cast<useconds_t>(random.below(20000)));
			kill(child, SIGKILL);
		}
		waitpid(child, nullptr, 0);
		if (is_loaded(module))
			return 0;
	}
	if (int error = load_module(module, parameters)) {
		world.shared->load_failures++;
		report("load", std::string("insmod ") + module + " '" + parameters + "': " + strerror(error));
		return 1;
	}
	return 0;
}

} // namespace

void load_randomly(u64 number)
{
	Random random(world.seed, 1000, number);
	const char *module = world.module_names[random.below(world.modules)];
	char item[200] = "";
	int file = -1, status = 0;
	const bool must = world.shared->is_late && !world.shared->refused_while_open;
	const char *held = random.chance(40) || must ? hold(random, module, item, &file) : nullptr;
	const int error = unload_module(module);

	if (held && error == 0) {
		report("unload", std::string(module) + " was unloaded while " + held + " was there");
		status = 1;
	} else if (held && error == EWOULDBLOCK) {
		world.shared->refused_while_open++;
	} else if (error == EWOULDBLOCK || error == EBUSY) {
		world.shared->refused++;
	} else if (error) {
		report("unload", std::string("rmmod ") + module + ": " + strerror(error));
		status = 1;
	} else {
		world.shared->unloaded++;
	}
	if (file >= 0)
		close(file);
	if (*item)
		rmdir(item);
	if (error == 0 && !is_loaded(module))
		status |= load_hardly(random, module);
	_exit(status);
}

int reload(const char *module, u64 choice)
{
	int error = 0;

	// A killed task releases its files a little later than it is reaped.
	for (u32 tries = 0; tries < 500; tries++) {
		error = unload_module(module);
		if (error == 0)
			break;
		sleep_ms(10);
	}
	if (error == 0) {
		world.shared->unloaded++;
		error = load_module(module, parameters_of(module, choice));
	}
	return error;
}

} // namespace fuzz
