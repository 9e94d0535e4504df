# SPDX-License-Identifier: GPL-2.0
# The guest's script for the debug kernel, behind a head that sets $modules, $rounds. What came of it is
# in the log: each module says how its cases ended (kernel/test/kunit.cpp).

say() { echo "<5>suites: $*" >/dev/kmsg; }

# walk MODULE: one that finds no end says where it is, and is told to give up: a signal ends most waits.
walk() {
	insmod /modules/$1.ko run=walk & pid=$!
	(
		sleep 300
		say "$1 hangs"
		for stack in /proc/[0-9]*/stack; do
			grep -q 'kxx\|suite_' $stack 2>/dev/null || [ $stack = /proc/$pid/stack ] || continue
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
	cd /sys/kernel/debug/$kind
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
		walk $module || { say "$module fails"; walked=1; }
	done
done

# Each CPU loads the modules in its own order. When two want the same one, one of them waits: the
# kernel would tell both that they have loaded it.
reversed=
for module in $modules; do reversed="$module $reversed"; done
load_all() {
	round=0
	while [ $round -lt $(((rounds + 1) / 2)) ]; do
		for module in $*; do
			until mkdir /tmp/$module.busy 2>/dev/null; do usleep 10000; done
			insmod /modules/$module.ko run=failures && rmmod $module || exit 1
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
exit $walked
