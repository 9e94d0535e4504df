# SPDX-License-Identifier: GPL-2.0
# Every allocation of the init of those samples that show files fails once, in turn.
set -e
for module in misc_echo stats_fs rcu_table; do
	echo "== $module"
	fail-nth-walk -q insmod /modules/$module.ko > /tmp/$module || { cat /tmp/$module; exit 1; }
	cat /tmp/$module
done
# They allocate; a walk that injects next to nothing would prove nothing.
injected() { sed -n 's/^fail-nth-walk: \([0-9]*\) failures.*/\1/p' /tmp/$1; }
for least in misc_echo:3 stats_fs:10 rcu_table:5; do
	[ "$(injected ${least%:*})" -ge ${least#*:} ]
done
