# SPDX-License-Identifier: GPL-2.0
# The guest's script, behind a head that sets $kernel, $seconds, $seed, $chosen, $modules.

# Reports, but not each refused parameter's line.
echo 5 > /proc/sys/kernel/printk
grep -q " /sys/kernel/config " /proc/mounts || mount -t configfs configfs /sys/kernel/config || exit 1
status=0
parts=plain
if [ -e /proc/self/fail-nth ]; then
	parts="plain faults"
	seconds=$((seconds / 2))
	# Allocations with a module on the stack count, since the kernel's own text ends below.
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
	# Each page that is refused makes a hundred lines in the log.
	[ $seconds -lt 100 ] || echo 0 > /sys/kernel/debug/fail_page_alloc/min-order
	cd /modules
fi
for part in $parts; do
	echo "fuzz: part $part"
	faults=0
	[ $part = plain ] || faults=30
	fuzz -s $seed -t $seconds -f $faults $chosen $modules || status=1
	for module in $modules; do
		[ ! -d /sys/module/$module ] || rmmod $module || status=1
	done
	[ $status = 0 ] || break
done
echo 8 > /proc/sys/kernel/printk
exit $status
