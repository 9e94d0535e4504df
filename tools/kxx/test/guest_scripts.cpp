// SPDX-License-Identifier: GPL-2.0
#include "test/guest_scripts.hpp"

#include <string_view>

#include <fmt/format.h>

namespace kxx::test {
namespace {

constexpr std::string_view load_text = R"sh(
status=0
for module in $modules; do
	say "$module begins"
	if ! setup_$module; then
		say "$module has a setup.sh that fails"
		status=1
	elif ! kxx-load $module; then
		say "$module does not load"
		status=1
	else
		say "$module loaded"
		if kxx-unload $module; then say "$module unloaded"; else say "$module does not unload"; status=1; fi
	fi
	cleanup_$module
done
exit $status
)sh";

constexpr std::string_view walk_text = R"sh(
# walk MODULE: one that finds no end says where it is, and is told to give up: a signal ends most waits.
walk() {
	eval "insmod /modules/$1.ko $(parameters $1) run=walk &"
	pid=$!
	(
		sleep 300
		say "$1 hangs"
		for stack in /proc/[0-9]*/stack; do
			grep -q "kxx\|$1" $stack 2>/dev/null || [ $stack = /proc/$pid/stack ] || continue
			say "$stack: $(cat ${stack%stack}comm)"
			while read -r line; do say "    $line"; done <$stack
		done
		kill -9 $pid
	) & watch=$!
	wait $pid
	status=$?
	kill $watch
	[ $status = 0 ] && rmmod $1
}

# Allocations with a module on the stack count, since the kernel's own text ends below.
for kind in failslab fail_page_alloc; do
	cd /sys/kernel/debug/$kind || { echo "this kernel cannot let allocations fail (use the debug kernel)"; exit 2; }
	echo 0 >probability
	echo 0 >verbose
	echo -1 >times
	echo 32 >stacktrace-depth
	echo 0xffffffffa0000000 >require-start
	echo 0xffffffffff000000 >require-end
	cd /
done

# The slab allocator takes pages when it happens to need some; counted together, that would hide a
# site now and then. So slab first, pages after it.
walked=0
for what in slab pages; do
	ignored=N order=64
	[ $what = slab ] || { ignored=Y; order=0; }
	echo $ignored >/sys/kernel/debug/failslab/ignore-gfp-wait
	echo N >/sys/kernel/debug/fail_page_alloc/ignore-gfp-wait
	echo $order >/sys/kernel/debug/fail_page_alloc/min-order
	for module in $modules; do
		say "$module walks $what"
		setup_$module && walk $module || { say "$module fails"; walked=1; }
		cleanup_$module
	done
done
exit $walked
)sh";

// When two CPUs want the same module, one of them waits: the kernel would tell both that they have loaded it.
constexpr std::string_view stress_text = R"sh(
reversed=
for module in $modules; do
	setup_$module || { say "$module has a setup.sh that fails"; exit 1; }
	reversed="$module $reversed"
done
load_all() {
	round=0
	while [ $round -lt $(((rounds + 1) / 2)) ]; do
		for module in $*; do
			until mkdir /tmp/$module.busy 2>/dev/null; do usleep 10000; done
			eval "insmod /modules/$module.ko $(parameters $module) run=failures" && rmmod $module || exit 1
			rmdir /tmp/$module.busy
		done
		round=$((round + 1))
	done
}
say "stress begins"
(taskset -p 1 $(sh -c 'echo $PPID') >/dev/null; load_all $modules) & one=$!
(taskset -p 2 $(sh -c 'echo $PPID') >/dev/null; load_all $reversed) & two=$!
wait $one && wait $two || exit 1
say "stress ends"
for module in $modules; do cleanup_$module; done
)sh";

/// Defines $modules, say(), and setup_MODULE() and cleanup_MODULE() for each.
std::string head_of(const std::vector<GuestModule> &modules)
{
	// The parameters of the command line and of setup.sh: kxx-load takes them from there, too.
	std::string text = "say() { echo \"<5>test: $*\" >/dev/kmsg; }\n"
			   "parameters() { sed -n \"s/^$1 //p\" /kxx/modules; }\n",
		    names;

	for (const GuestModule &module : modules) {
		names += module.name + " ";
		text += fmt::format("setup_{}() {{\n:\n{}\n[ $? = 0 ] || return 1\n", module.name, module.setup);
		for (const std::string &needed : module.needs)
			text += fmt::format("[ -d /sys/module/{0} ] || kxx-load {0} || return 1\n", needed);
		text += fmt::format("}}\ncleanup_{}() {{\n:\n", module.name);
		for (auto needed = module.needs.rbegin(); needed != module.needs.rend(); ++needed)
			text += fmt::format("[ ! -d /sys/module/{0} ] || kxx-unload {0}\n", *needed);
		text += "}\n";
	}
	return text + fmt::format("modules=\"{}\"\n", names);
}

} // namespace

std::string load_script(const std::vector<GuestModule> &modules)
{
	return head_of(modules).append(load_text);
}

std::string walk_script(const std::vector<GuestModule> &modules)
{
	return head_of(modules).append(walk_text);
}

std::string stress_script(const std::vector<GuestModule> &modules, unsigned rounds)
{
	return head_of(modules) + fmt::format("rounds={}\n", rounds).append(stress_text);
}

} // namespace kxx::test
