# SPDX-License-Identifier: GPL-2.0
# Every allocation of the init of those samples that start threads and timers, or listen, fails once, in turn.
set -e
for module in timer_stats work_pipeline async_echo; do
	echo "== $module"
	fail-nth-walk -q insmod /modules/$module.ko > /tmp/$module || { cat /tmp/$module; exit 1; }
	cat /tmp/$module
done
# They allocate; a walk that injects next to nothing would prove nothing.
injected() { sed -n 's/^fail-nth-walk: \([0-9]*\) failures.*/\1/p' /tmp/$1; }
for least in timer_stats:1 work_pipeline:5 async_echo:5; do
	[ "$(injected ${least%:*})" -ge ${least#*:} ]
done
