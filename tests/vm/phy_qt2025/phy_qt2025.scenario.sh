# SPDX-License-Identifier: GPL-2.0
# qt2025_kxx writes the registers that the chip needs, in order, and the firmware to its place. If anything
# fails, it reports that and keeps nothing. The lists below come from the specification, not from the driver.
#: modules: ../phy_bus
#: modules: ../../../drivers/net/phy/qt2025
#: allow: QT2025 10Gpbs SFP+
#: expect: 24576 bytes of firmware: 24589 accesses, as specified
#: expect: an error at each of [0-9]+ accesses
set -e
p=/sys/module/phy_bus/parameters
log=/sys/kernel/debug/phy_bus/log
driver='/sys/bus/mdio_bus/drivers/QT2025 10Gpbs SFP+'
firmware=/lib/firmware/qt2025-2.0.3.3.fw
mkdir -p /lib/firmware
mount -t debugfs debugfs /sys/kernel/debug 2> /dev/null || true

failed() { echo "$*"; tail -30 $log; exit 1; }
is() { read -r now < $p/status; [ "$now" = "$1" ] || failed "'$now' instead of '$1', $2"; }
tick() { echo "$1" > $p/tick; }
bound() { [ -e "$driver/phy_bus:01" ]; }
bind() { echo 1 > $p/clear; echo phy_bus:01 > "$driver/bind"; }
unbind() { echo phy_bus:01 > "$driver/unbind"; }
# refused REASON WHAT: binding fails for REASON
refused() {
	! bind 2> /tmp/reason || failed "bound, $2"
	! bound || failed "bound after all, $2"
	grep -q "$1" /tmp/reason || failed "'$(cat /tmp/reason)' instead of '$1', $2"
}
has_firmware() { head -c $1 /bin/busybox > $firmware; }

# Prints the accesses that the driver must make before it requests its firmware.
begins() {
	cat << END
r 1.d001 b300
w 1.c300 0000
w 1.c302 0004
w 1.c319 0038
w 1.c31a 0098
w 3.0026 0e00
w 3.0027 0893
w 3.0028 a528
w 3.0029 0003
w 1.a30a 06e1
w 1.c300 0002
w 3.e854 00c0
END
}
# Prints all accesses, for the present firmware.
does() {
	begins
	hexdump -v -e '1/1 "%02x\n"' $firmware | awk '
		NR <= 16384 { printf "w 3.%04x 00%s\n", 32768 + NR - 1, $1 }
		NR > 16384 { printf "w 4.%04x 00%s\n", 32768 + NR - 1 - 16384, $1 }'
	echo w 3.e854 0040
}
# did WHAT: the driver made the accesses in /tmp/expected, and only reads by phylib follow
did() {
	lines=$(wc -l < /tmp/expected)
	head -n $lines $log > /tmp/done
	cmp -s /tmp/expected /tmp/done || {
		diff -u /tmp/expected /tmp/done | head -40
		failed "$1: not as specified"
	}
	! tail -n +$((lines + 1)) $log | grep -v '^r [137]\.00' || failed "$1: more than specified"
}

# The firmware is missing.
insmod qt2025_kxx.ko
insmod phy_bus.ko chip=qt2025
! bound || failed "bound without firmware"
refused 'No such file' 'without firmware'
begins > /tmp/expected
did 'without firmware'
[ $(wc -l < $log) = 12 ] || failed "more after the firmware was missing"

# The firmware is one byte too large.
has_firmware 24577
refused 'File too large' 'with too much firmware'
did 'with too much firmware'
[ $(wc -l < $log) = 12 ] || failed "more after the firmware was too large"

# The firmware is empty: the kernel does not load it.
: > $firmware
refused 'Invalid argument\|No such file' 'with an empty firmware'
did 'with an empty firmware'

# Another chip of the same vendor.
has_firmware 3
for id in 0x3b00 0x00b3 0xb200 0xb400 0; do
	echo $id > $p/vendor
	refused 'No such device' "vendor $id"
	[ $(wc -l < $log) = 1 ] || failed "more than one access, vendor $id"
	grep -q '^r 1\.d001' $log || failed "not the vendor's register"
done
# The low byte does not matter.
echo 0xb3ff > $p/vendor

# Every access fails once, including those of phylib at the end.
does | sed 's/^r 1.d001.*/r 1.d001 b3ff/' > /tmp/all
echo 1 > $p/clear
n=1
echo 1 > $p/fail_at
while ! echo phy_bus:01 2> /tmp/reason > "$driver/bind"; do
	read -r reason < /tmp/reason
	case $reason in *'Input/output error'*) ;; *) failed "'$reason' for EIO at $n" ;; esac
	[ $n -lt 100 ] || failed "no end of errors"
	n=$((n + 1))
	echo $n > $p/fail_at
done
echo 0 > $p/fail_at
awk '{ all[NR] = $0 }
	END {
		for (n = 1; n <= NR; n++) {
			print "fail " n
			for (i = 1; i < n; i++)
				print all[i]
			print substr(all[n], 1, length(all[n]) - 4) "e5"
		}
	}' /tmp/all > /tmp/expected
lines=$(wc -l < /tmp/expected)
head -n $lines $log > /tmp/done
cmp -s /tmp/expected /tmp/done || { diff -u /tmp/expected /tmp/done | head -40; failed "not as specified with errors"; }
[ $n -gt 16 ] || failed "$n accesses only"
echo "an error at each of $((n - 1)) accesses"
echo 0xb300 > $p/vendor
rmmod phy_bus

# The failure is in the middle of the second part. The PHY must be new: see tests/vm/phy_ax88796b.
rm $firmware
insmod phy_bus.ko chip=qt2025
has_firmware 24576
does > /tmp/all
echo 20000 > $p/fail_at
refused 'Input/output error' 'error in the second part'
head -n 20000 /tmp/all | sed '20000s/ [^ ]*$/ e5/' > /tmp/expected
did 'error in the second part'

# All kinds of sizes, with both sides of the border between the two parts.
sizes='1 2 5 16383 16384 16385 24575 24576'
# The debug kernel is slow.
[ ! -e /sys/kernel/debug/kmemleak ] || sizes='5 16385 24576'
for size in $sizes; do
	has_firmware $size
	bind
	bound || failed "not bound with $size bytes"
	does > /tmp/expected
	did "with $size bytes"
	unbind
done
echo "$size bytes of firmware: $lines accesses, as specified"

# The life of a PHY.
has_firmware 100
bind
ip link set phy0 up
tick 2
is '1 10000 1' 'after the start'
echo 0 > $p/cable
tick 2
case $(cat $p/status) in 0*) ;; *) failed "a link without a cable" ;; esac
echo 1 > $p/cable
tick 2
is '1 10000 1' 'with the cable back'
! rmmod qt2025_kxx 2> /dev/null || failed "the driver is gone while it is used"
# The driver is unbound, and bound again.
unbind
tick 2
bind
ip link set phy0 down
ip link set phy0 up
tick 2
is '1 10000 1' 'with a driver again'
# A read of the status that fails has no effect.
echo 19 > $p/fail_with
for n in 1 2; do
	echo $n > $p/fail_at
	tick 1
done
echo 0 > $p/fail_at
tick 2
is '1 10000 1' 'after errors'
# The driver is unloaded while it is bound, and the bus while it is used.
ip link set phy0 down
rmmod qt2025_kxx
ip link set phy0 up 2> /dev/null || true
ip link set phy0 down
insmod qt2025_kxx.ko
bound || failed "not bound by a new driver"
ip link set phy0 up
tick 2
is '1 10000 1' 'with a new driver'
rmmod phy_bus
rmmod qt2025_kxx

# modprobe finds the driver by its alias.
mkdir -p /sbin /lib/modules/$(uname -r)
ln -sf /bin/busybox /sbin/modprobe
cp qt2025_kxx.ko /lib/modules/$(uname -r)/
(cd /lib/modules/$(uname -r) && depmod)
insmod phy_bus.ko chip=qt2025
bound || failed "no driver came by itself"
rmmod phy_bus
rmmod qt2025_kxx
