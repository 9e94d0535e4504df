# SPDX-License-Identifier: GPL-2.0
# ax88796b_kxx and the kernel's own ax88796b do the same on the same bus: every access to a register is
# compared, line by line, and the network device learns the modes that both ends have in common.
#: modules: ../phy_bus
#: modules: ../../../drivers/net/phy/ax88796b
#: with: ax88796b
#: allow: failed with error -5
#: expect: ax88772a: [0-9]+ accesses, the same as C's
#: expect: ax88772c: [0-9]+ accesses, the same as C's
#: expect: ax88796b: [0-9]+ accesses, the same as C's
#: expect: ax88772a: an error at each of [0-9]+ accesses, the same as C's
set -e
p=/sys/module/phy_bus/parameters
log=/sys/kernel/debug/phy_bus/log
drivers=/sys/bus/mdio_bus/drivers
c=/kxx/dependencies/ax88796b.ko
ours=/modules/ax88796b_kxx.ko
mount -t debugfs debugfs /sys/kernel/debug 2> /dev/null || true
# The debug kernel is slow, and is not needed to compare the drivers, so it tests only some combinations.
every='0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15' broken_chips='ax88772a ax88796b'
[ ! -e /sys/kernel/debug/kmemleak ] || every='0 5 15' broken_chips=ax88772a
rmmod ax88796b

failed() { echo "$chip: $*"; cat $log 2> /dev/null | tail -40; exit 1; }
# is STATUS WHEN: the network device has learned STATUS: link, speed, full duplex
is() { read -r now < $p/status; [ "$now" = "$1" ] || failed "'$now' instead of '$1', $2"; }
tick() { echo "$1" > $p/tick; }
name_of() {
	case $1 in
	ax88772a) name='Asix Electronics AX88772A' ;;
	ax88772c) name='Asix Electronics AX88772C' ;;
	ax88796b) name='Asix Electronics AX88796B' ;;
	esac
}
bound() { [ -e "$drivers/$name/phy_bus:01" ]; }
bind() { echo phy_bus:01 > "$drivers/$name/bind" 2> /dev/null; }
unbind() { echo phy_bus:01 > "$drivers/$name/unbind" 2> /dev/null; }
up() { echo 1 > $p/up; }
down() { echo 0 > $p/up; }

# with OTHER: the other end offers the modes OTHER, and the best common mode is found
with() {
	echo $(($1 << 5 | 1)) > $p/partner
	# A driver notices a new partner when the cable is replugged. The AX88772A's driver also notices it otherwise.
	if [ $chip != ax88772a ]; then
		echo 0 > $p/cable
		tick 1
		echo 1 > $p/cable
	fi
	tick 2
	both=$((own & $1))
	if [ $((both & 8)) != 0 ]; then expected='1 100 1'
	elif [ $((both & 4)) != 0 ]; then expected='1 100 0'
	elif [ $((both & 2)) != 0 ]; then expected='1 10 1'
	elif [ $both != 0 ]; then expected='1 10 0'
	else expected=; fi
	read -r now < $p/status
	case $expected,$now in
	,0*) ;;
	"$now,$now") ;;
	*) failed "$own and $1: '$now' instead of '$expected'" ;;
	esac
}
# Tries every combination of 10 and 100, half and full, 16 by 16. Those without a link come first: the AX88772A
# is reset each time that it loses a link, which takes a while.
combinations() {
	for own in $every; do
		echo $((own << 5)) > $p/advertise
		for other in $every; do
			[ $((own & other)) != 0 ] || with $other
		done
		for other in $every; do
			[ $((own & other)) = 0 ] || with $other
		done
	done
	echo 0x1e0 > $p/advertise
	echo 0x1e1 > $p/partner
	tick 2
}

# Suspends the machine's devices, and resumes them at once. The network device does not start its PHY here: it
# would have to stop it before.
machine_sleeps() {
	[ -e /sys/power/pm_test ] || return 0
	echo 0 > /sys/module/suspend/parameters/pm_test_delay
	echo devices > /sys/power/pm_test
	echo 0 > $p/starts
	up
	echo freeze > /sys/power/state
	down
	echo 1 > $p/starts
}

# The life of a PHY, with slow resets and negotiations.
life() {
	echo 2 > $p/slow
	bound || failed "not bound"
	up
	tick 4
	is '1 100 1' "after the start"
	echo 0 > $p/cable
	tick 2
	case $(cat $p/status) in 0*) ;; *) failed "a link without a cable" ;; esac
	echo 1 > $p/cable
	tick 4
	is '1 100 1' "with the cable back"
	# The cable is unplugged and plugged in between two polls.
	echo 0 > $p/cable
	echo 1 > $p/cable
	tick 4
	is '1 100 1' "after a short moment without a cable"
	for speed in 10 11 100 101; do
		echo $speed > $p/force
		tick 2
		is "1 $((speed / 10 * 10)) $((speed % 10))" "when told"
	done
	echo 0x1e0 > $p/advertise
	tick 4
	is '1 100 1' "negotiating again"
	echo 0x0061 > $p/partner
	echo 1 > $p/lpa_zero
	echo 0x40 > $p/advertise
	tick 4
	# The AX88772A reports what was negotiated, although its register of the partner's abilities is empty.
	[ $chip != ax88772a ] || is '1 10 1' "with nothing in the register"
	echo 0 > $p/lpa_zero
	echo 0x1e1 > $p/partner
	echo 0x1e0 > $p/advertise
	tick 4
	is '1 100 1' "again"
	# The network device keeps the driver loaded.
	! rmmod $module 2> /dev/null || failed "$module gone while it is used"
	# Taking the device down suspends the PHY, if its driver supports that.
	down
	up
	tick 4
	is '1 100 1' "after a pause"
	down
	machine_sleeps
	up
	tick 4
	is '1 100 1' "after the machine slept"
	# Without a driver nothing happens. With a driver again, the device works after it is restarted.
	unbind
	tick 3
	bind
	tick 1
	down
	up
	tick 4
	is '1 100 1' "with a driver again"
	echo 0 > $p/slow
	# The AX88796B reads its status as the AX88772C does.
	[ $chip = ax88796b ] || combinations
	down
	is 'down' "down"
}

# session FILE: loads the bus before the driver FILE, and then the driver before the bus
session() {
	insmod phy_bus.ko chip=$chip
	insmod $file
	life
	cp $log /tmp/$chip.$1
	rmmod $module
	bound && failed "bound to nothing"
	insmod $file
	up
	tick 3
	cat $log >> /tmp/$chip.$1
	# The bus is unloaded while it is used.
	rmmod phy_bus
	insmod phy_bus.ko chip=$chip
	bound || failed "not bound by a new bus"
	up
	tick 1
	down
	cat $log >> /tmp/$chip.$1
	rmmod phy_bus
	rmmod $module
}

# broken ERROR COMMAND...: runs the commands again and again; the first access fails, then the second, and so
# on, until there is no such access
broken() {
	echo $1 > $p/fail_with
	shift
	n=0
	while :; do
		n=$((n + 1))
		echo $n > $p/fail_at
		for command; do $command 2> /dev/null || true; done
		read -r has_failed < $p/failed
		[ $has_failed = 1 ] || break
		count=$((count + 1))
		[ $n -lt 300 ] || failed "no end of errors"
	done
	echo 0 > $p/fail_at
	accesses=$(awk '/^fail/ { n = 0 } /^[rw]/ { n++ } END { print n }' $log)
	[ $accesses = $((n - 1)) ] || failed "$accesses accesses, but $((n - 1)) that failed"
}
cable_out() { echo 0 > $p/cable; }
cable_in() { echo 1 > $p/cable; }
tick_1() { tick 1; }

# Every access fails once: with EIO if the caller gets the error; with ENODEV within the state machine, since
# phylib warns about all other errors there.
errors() {
	insmod phy_bus.ko chip=$chip
	count=0
	echo 5 > $p/fail_with
	echo 1 > $p/fail_at
	insmod $file
	bound && failed "bound in spite of an error"
	# phylib does not survive a PHY that was bound before and cannot be bound again (its LED triggers). Therefore
	# only the failure of the first access must prevent binding; EEE is optional.
	broken 5 bind unbind
	bind
	bound || failed "not bound after all errors"
	echo 0 > $p/starts
	broken 5 up down
	echo 1 > $p/starts
	broken 19 up tick_1 cable_out tick_1 cable_in tick_1 down
	up
	tick 3
	is '1 100 1' "after all errors"
	cp $log /tmp/$chip.$1
	rmmod phy_bus
	rmmod $module
}

# same WHAT: both drivers did the same
same() {
	cmp -s /tmp/$chip.c /tmp/$chip.ours || {
		diff -u /tmp/$chip.c /tmp/$chip.ours | head -60
		failed "$1: not the same as C's"
	}
}

for chip in ax88772a ax88772c ax88796b; do
	name_of $chip
	module=ax88796b file=$c
	session c
	module=ax88796b_kxx file=$ours
	session ours
	same "accesses"
	echo "$chip: $(grep -c '^[rw]' /tmp/$chip.ours) accesses, the same as C's"
	case $broken_chips in *$chip*) ;; *) continue ;; esac
	module=ax88796b file=$c
	errors c
	module=ax88796b_kxx file=$ours
	errors ours
	same "errors"
	echo "$chip: an error at each of $count accesses, the same as C's"
done

# As on a real machine: phylib polls the PHY, and the driver is loaded by its alias.
mkdir -p /sbin /lib/modules/$(uname -r)
ln -sf /bin/busybox /sbin/modprobe
cp $ours /lib/modules/$(uname -r)/
(cd /lib/modules/$(uname -r) && depmod)
chip=ax88796b
name_of $chip
insmod phy_bus.ko chip=$chip polled=1
bound || failed "no driver came by itself"
up
for n in $(seq 60); do [ "$(cat $p/status)" != '1 100 1' ] || break; usleep 100000; done
is '1 100 1' "polled"
[ "$(cat /sys/class/net/phy0/speed /sys/class/net/phy0/duplex /sys/class/net/phy0/carrier)" = '100
full
1' ] || failed "sysfs says $(cat /sys/class/net/phy0/speed /sys/class/net/phy0/duplex)"
echo 0 > $p/cable
for n in $(seq 60); do [ "$(cat /sys/class/net/phy0/carrier)" = 1 ] || break; usleep 100000; done
[ "$(cat /sys/class/net/phy0/carrier)" = 0 ] || failed "a carrier without a cable"
# The driver is unbound while phylib polls. It must come back before the network device goes, since phylib would keep
# the module otherwise.
echo 1 > $p/cable
unbind
bind
rmmod phy_bus
rmmod ax88796b_kxx
