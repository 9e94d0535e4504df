# SPDX-License-Identifier: GPL-2.0
# A module whose init fails leaves nothing behind, and logs no more than it should.
set -e
for module in fails_in_create fails_in_init fails_in_box fails_in_place; do
	dmesg -c > /dev/null
	insmod $module.ko 2> /tmp/error && { echo "$module: loaded"; exit 1; }
	grep -qi 'no such device' /tmp/error || { cat /tmp/error; exit 1; }
	[ ! -d /sys/module/$module ] || { echo "$module: stayed"; exit 1; }
	# insmod may try twice, by either system call: the first four lines are one try.
	order=$(dmesg | sed -n "s/.*$module: part \([12]\) \(built\|gone\)$/\2\1/p" | head -4 | tr '\n' ' ')
	[ "$order" = "built1 built2 gone2 gone1 " ] || { echo "$module: order is $order"; exit 1; }
done
dmesg -c > /dev/null
insmod built_in_place.ko
rmmod built_in_place
dmesg | grep -q 'built_in_place: part 1 built' && dmesg | grep -q 'built_in_place: part 1 gone'
