# SPDX-License-Identifier: GPL-2.0
# Throws random system calls at everything that the samples show to users: devices, ioctls, files of debugfs and sysfs,
# module parameters, items of configfs. Two processes of several threads do so, each on a CPU of its own, while the
# modules are loaded and unloaded. The run fails if the kernel reports anything, hangs or leaks; and if a file, a call
# or an ioctl never succeeded, or too few calls did. doc/design/fuzzing.md explains how it works.
#
# What --set changes:
#   seconds  the duration; up to five times as long if something was not reached by then. On the debug kernel,
#            allocations fail during the second half
#   seed     the number that all choices follow from (empty: a new one); printed at the beginning, so that a run can be
#            repeated
#   chosen   only one thread of one process: "fuzz/0.2", as reports of the kernel name it, is 0.2
#: modules: ../../samples/misc_echo
#: modules: ../../samples/stats_fs
#: modules: ../../samples/rcu_table
#: modules: ../../samples/params
#: modules: ../../samples/timer_stats
#: modules: ../../samples/work_pipeline
#: modules: ../../samples/async_echo
#: program: fuzz program/*.cpp
#: allow: failed with error -12
#: allow: unknown parameter
#: timeout: 960
#: set: seconds=50
#: set: seed=
#: set: chosen=
modules=$(cut -d' ' -f1 /kxx/modules)
# Machines that resume from one snapshot may all draw the same number, at different times.
[ -n "$seed" ] || seed=$(($(od -An -tu4 -N4 /dev/urandom) ^ $(date +%s)))
echo "seed $seed, $seconds s"
# The console shows reports, but not a line for each refused parameter.
echo 5 > /proc/sys/kernel/printk
grep -q " /sys/kernel/config " /proc/mounts || mount -t configfs configfs /sys/kernel/config || exit 1
status=0
parts=plain
if [ -e /proc/self/fail-nth ]; then
	parts="plain faults"
	seconds=$((seconds / 2))
	# Only allocations with a module on the stack fail: the kernel's own text ends below require-start.
	for kind in failslab fail_page_alloc fail_usercopy; do
		cd /sys/kernel/debug/$kind || continue
		echo 0 > probability
		echo 0 > verbose
		echo -1 > times
		echo 32 > stacktrace-depth
		echo 0xffffffffa0000000 > require-start
		echo 0xffffffffff000000 > require-end
		[ ! -e ignore-gfp-wait ] || echo N > ignore-gfp-wait
		[ ! -e min-order ] || echo 64 > min-order
	done
	# Each page that is refused logs a hundred lines, so pages are refused in long runs only.
	[ $seconds -lt 100 ] || echo 0 > /sys/kernel/debug/fail_page_alloc/min-order
	cd /modules
fi
for part in $parts; do
	faults=0
	[ $part = plain ] || faults=30
	fuzz -s $seed -t $seconds -f $faults ${chosen:+-c $chosen} $modules || status=1
	for module in $modules; do
		[ ! -d /sys/module/$module ] || rmmod $module || status=1
	done
	[ $status = 0 ] || break
done
echo 8 > /proc/sys/kernel/printk
exit $status
