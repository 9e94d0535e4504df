# SPDX-License-Identifier: GPL-2.0
# What nobody destroyed is stopped and named while its module is unloaded, and after a failed load. The memory stays
# lost.
#: leaks: ignore
set -e
mount -t configfs none /sys/kernel/config 2> /dev/null || grep -q ' /sys/kernel/config ' /proc/mounts
named() { dmesg | grep -qF "unload_leaked: unloading stops $*, which nobody destroyed" || { echo "not named: $*"; exit 1; }; }
gone() { [ ! -e "$1" ] || { echo "$1 is still there"; exit 1; }; }
check() {
	named timer leaked.beat
	named thread leaked_thread
	named misc device unload-leaked
	named an async::Executor
	named a Workqueue
	named delayed work leaked.poll
	named work leaked.work
	named 'the hrtimer of {anonymous}::Members'
	named 'the configfs subsystem of {anonymous}::Members'
	named 'the debugfs directory of {anonymous}::Members'
	named the sysfs directory unload_leaked
	gone /dev/unload-leaked
	gone /sys/kernel/config/unload_leaked
	gone /sys/kernel/debug/unload_leaked
	gone /sys/kernel/unload_leaked
}
for round in 1 2 3; do
	dmesg -c > /dev/null
	insmod unload_leaked.ko
	[ -e /dev/unload-leaked ]
	usleep 50000
	rmmod unload_leaked
	check
	dmesg -c > /dev/null
	if insmod unload_leaked.ko fail=1 2> /dev/null; then echo "it loaded"; exit 1; fi
	check
done
# Longer than anything that was lost would wait before it calls the code that is gone.
sleep 1
