// SPDX-License-Identifier: GPL-2.0
#include "report.hpp"

#include "grammar.hpp"

#include <cstdio>
#include <cstring>
#include <string>

namespace fuzz {
namespace {

/// The least number of calls in a run: a debug kernel on a busy machine makes a few hundred in a second.
constexpr u64 least_calls = 3000, least_calls_with_faults = 500;

u32 count(u32 target, Call call, u32 result = result_ok)
{
	return world.shared->counts[target][static_cast<u32>(call)][result];
}
u32 moved(u32 target, std::initializer_list<Call> calls)
{
	u32 sum = 0;

	for (Call call : calls)
		sum += count(target, call);
	return sum;
}

/// Names the operations that never succeeded.
std::string missing(u32 number)
{
	const Target &target = world.targets[number];
	std::string text;
	auto need = [&](bool good, const char *what) {
		if (!good)
			text += (text.empty() ? "never " : ", ") + std::string(what);
	};

	if (target.kind == Kind::Group) {
		need(count(number, Call::Mkdir), "made an item");
		need(count(number, Call::Rmdir), "removed an item");
		need(count(number, Call::Getdents), "listed");
		return text;
	}
	need(count(number, Call::Open), "opened");
	need(count(number, Call::Close), "closed");
	if (target.readable)
		need(moved(number, { Call::Read, Call::Pread, Call::Readv }), "read");
	if (target.writable)
		need(moved(number, { Call::Write, Call::Pwrite, Call::Writev }), "written");
	if (target.kind == Kind::Device) {
		need(count(number, Call::Poll), "polled");
		need(count(number, Call::Epoll), "given to epoll");
		need(count(number, Call::Fcntl), "changed by fcntl");
	}
	const auto ioctls = ioctls_of(target);
	for (u32 i = 0; i < ioctls.size(); i++)
		need(world.shared->ioctls[number][i], ("ioctl " + std::to_string(i) + " of its list").c_str());
	// A device whose ioctls are listed can also be mapped.
	if (const u32 maps = count(number, Call::Mmap); target.kind == Kind::Device && !ioctls.empty()) {
		need(maps, "mapped");
		need(count(number, Call::Touch), "read through a mapping");
	}
	return text;
}

bool shows(const char *module, Kind kind)
{
	for (const Target &target : world.targets)
		if (target.kind == kind && !strcmp(target.module, module))
			return true;
	return false;
}

} // namespace

void begin_results()
{
	printf("KTAP version 1\n");
}

bool report(const std::string &name, const std::string &reason)
{
	const u32 number = ++world.shared->reported;

	if (!reason.empty())
		printf("# %s\n", reason.c_str());
	printf("%s %u fuzz.%s: %s\n", reason.empty() ? "ok" : "not ok", number, world.faults ? "faults" : "plain",
	       name.c_str());
	return reason.empty();
}

void end_results()
{
	printf("1..%u\n", world.shared->reported.load());
}

void print_counts()
{
	for (u32 i = 0; i < most_targets; i++) {
		const char *path = i < world.target_count ? world.targets[i].path : "files that were closed";

		if (i >= world.target_count && i + 1 != most_targets)
			continue;
		printf("%s\n", path);
		for (u32 call = 0; call < calls; call++) {
			std::string line;

			for (u32 result = 0; result < results; result++) {
				const u32 times = world.shared->counts[i][call][result];

				if (!times)
					continue;
				line += result == result_ok ? " ok"
					: result == result_empty
						? " nothing"
						: std::string(" ") + strerrorname_np(static_cast<int>(result));
				line += " " + std::to_string(times);
			}
			if (!line.empty())
				printf("  %-9s%s\n", call_names[call], line.c_str());
		}
	}
}

bool all_reached()
{
	bool all = true;

	// With failing allocations, nothing has to succeed: it did so in the part before this one.
	if (world.faults)
		return world.shared->total >= least_calls_with_faults;

	for (u32 i = 0; i < world.target_count; i++) {
		world.shared->wanted[i] = !missing(i).empty();
		all &= !world.shared->wanted[i];
	}
	return all && world.shared->total >= least_calls && world.shared->refused_while_open;
}

bool judge(u64 elapsed_ms)
{
	const Shared &shared = *world.shared;
	const u64 total = shared.total;
	bool good = true;

	for (u32 i = 0; i < world.target_count && !world.faults; i++)
		good &= report(world.targets[i].path, missing(i));
	for (u32 i = 0; i < world.modules; i++) {
		std::string lacks;

		for (Kind kind : kinds_of(world.module_names[i]))
			if (!shows(world.module_names[i], kind))
				lacks += " " + std::to_string(static_cast<u32>(kind));
		good &= report(world.module_names[i], lacks.empty() ? "" : "it shows nothing of the kinds" + lacks);
	}
	printf("# %llu calls in %llu ms on %u targets\n", static_cast<unsigned long long>(total),
	       static_cast<unsigned long long>(elapsed_ms), world.target_count);
	good &= report("calls", total >= (world.faults ? least_calls_with_faults : least_calls) ? "" : "too few");
	printf("# %u modules unloaded, %u times refused, %u of that with a file that was surely open\n",
	       shared.unloaded.load(), shared.refused + shared.refused_while_open, shared.refused_while_open.load());
	good &= report("modules", shared.unloaded < 1				? "they were hardly ever unloaded"
				  : !shared.refused_while_open && !world.faults ? "none was open when it was to go"
										: "");
	return good;
}

void print_threads()
{
	for (u32 process = 0; process < processes; process++)
		for (u32 i = 0; i < states; i++) {
			const ThreadState &state = world.shared->state[process][i];
			const u32 target = state.target;

			if (!state.thread)
				continue;
			printf("# %u.%u (%d) generation %u, operation %llu", process, i, state.thread.load(),
			       world.shared->generation.load(),
			       static_cast<unsigned long long>(state.operation.load()));
			if (u64 since = state.since)
				printf(": %s on %s for %llu ms", call_names[state.call],
				       target < world.target_count ? world.targets[target].path : "nothing",
				       static_cast<unsigned long long>((now() - since) / 1000000));
			printf("\n");
		}
}

} // namespace fuzz
