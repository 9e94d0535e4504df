# SPDX-License-Identifier: GPL-2.0
# Files are read and written as users do it, with wrong texts, by several tasks at once, and while they are removed.
#: modules: ../../../samples/stats_fs
set -e
files=/sys/kernel/stats_fs
debug=/sys/kernel/debug/stats_fs
fail() { echo "$*"; exit 1; }
is() { [ "$(cat $1)" = "$2" ] || fail "$1 is $(cat $1), not $2"; }
# refused FILE TEXT: the write fails, and the content of the file stays
refused() {
	before=$(cat $1)
	if printf "$2" 2> /dev/null > $1; then fail "accepted by $1: $2"; fi
	is $1 "$before"
}

insmod stats_fs.ko
[ "$(ls $files | tr '\n' ' ')" = 'latency period_ms reset samples ' ] || fail "$(ls $files)"
[ "$(ls $files/latency | tr '\n' ' ')" = 'least_ns mean_ns most_ns ' ] || fail "$(ls $files/latency)"
[ "$(ls $debug | tr '\n' ' ')" = 'paused raw ring summary ' ] || fail "$(ls $debug)"
[ "$(stat -c %a $files/period_ms $files/samples $files/reset | tr '\n' ' ')" = '644 444 200 ' ]

# An attribute accepts numbers in its range, and nothing else.
is $files/period_ms 100
for period in 1 10000 0x10 010; do echo $period > $files/period_ms; done
is $files/period_ms 8
for text in 0 10001 -1 4294967297 99999999999999999999 ten '\n' '5 5' '5\n\n' "$(head -c 4000 /dev/zero | tr '\0' 1)"; do
	refused $files/period_ms "$text"
done
printf '7\0' > $files/period_ms
is $files/period_ms 7
for text in 0 n maybe; do
	if printf "$text" 2> /dev/null > $files/reset; then fail "accepted by reset: $text"; fi
done
if cat $files/reset 2> /dev/null | grep -q .; then fail "reset is readable"; fi
echo 1 > $files/period_ms

# Samples are taken, and the files agree with each other.
for n in $(seq 200); do [ "$(cat $files/samples)" -gt 300 ] && break; usleep 50000; done
echo Y > $debug/paused
is $debug/paused Y
sleep 0.1
count=$(cat $files/samples)
[ "$count" -gt 300 ] || fail "$count samples"
[ "$(cat $files/latency/least_ns)" -le "$(cat $files/latency/mean_ns)" ]
[ "$(cat $files/latency/mean_ns)" -le "$(cat $files/latency/most_ns)" ]
head -n 1 $debug/summary | grep -qx 'every 1 ms, paused'
tail -n 1 $debug/summary | grep -qx "$count samples, late by $(cat $files/latency/least_ns) to $(cat $files/latency/most_ns) ns"
# The ring has a header and 256 lines, however it is read.
head -n 1 $debug/ring | grep -qx "$count samples, late by ns:"
[ "$(wc -l < $debug/ring)" -eq 257 ]
whole=$(md5sum < $debug/ring)
for size in 1 7 100 4095; do
	[ "$(dd if=$debug/ring bs=$size 2> /dev/null | md5sum)" = "$whole" ] || fail "read by $size bytes it differs"
done
[ "$(tail -c +2001 $debug/ring | md5sum)" = "$(cat $debug/ring | tail -c +2001 | md5sum)" ]
# The bytes are read as a whole, in pieces, and beyond the end.
[ "$(wc -c < $debug/raw)" -eq 2048 ]
[ "$(dd if=$debug/raw bs=3 skip=5 count=2 2> /dev/null | md5sum)" = "$(cat $debug/raw | dd bs=3 skip=5 count=2 2> /dev/null | md5sum)" ]
[ "$(tail -c +4000 $debug/raw | wc -c)" -eq 0 ]
for text in x 99; do refused $debug/paused $text; done
echo 1 > $files/reset
is $files/samples 0
is $files/latency/mean_ns 0
[ "$(wc -l < $debug/ring)" -eq 1 ]
echo N > $debug/paused

# A file that the module's code serves keeps the module loaded. An open attribute does not, and ends.
exec 3< $debug/ring
if rmmod stats_fs 2> /dev/null; then fail "unloaded with an open file"; fi
exec 3<&-
exec 3< $files/samples 4> $files/period_ms
rmmod stats_fs
if cat <&3 2> /dev/null; then fail "read after unloading"; fi
if echo 5 >&4 2> /dev/null; then fail "written after unloading"; fi
exec 3<&- 4>&-
[ ! -e $files ] && [ ! -e $debug ]

# Several tasks read and write while the module is loaded and unloaded.
hammer() {
	while [ ! -e /tmp/stop ]; do
		cat $files/* $files/latency/* $debug/ring $debug/raw $debug/summary > /dev/null 2>&1 || true
		echo $1 2> /dev/null > $files/period_ms || true
		echo 1 2> /dev/null > $files/reset || true
		echo x 2> /dev/null > $files/period_ms || true
	done
}
hammer 1 2> /dev/null & one=$!
hammer 2 2> /dev/null & two=$!
for n in 1 2 3 4 5 6 7 8 9 10 11 12; do
	insmod stats_fs.ko || fail "round $n"
	usleep ${n}0000
	until rmmod stats_fs 2> /dev/null; do usleep 1000; done
done
touch /tmp/stop
wait $one $two

# If a name is taken, publishing fails half-way, and everything that was published is withdrawn.
insmod stats_fs.ko
cp stats_fs.ko /tmp/twice.ko
if insmod /tmp/twice.ko 2> /dev/null; then fail "loaded twice"; fi
is $files/period_ms 100
rmmod stats_fs
