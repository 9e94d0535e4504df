# SPDX-License-Identifier: GPL-2.0
# Tests ticks, reports, a period that changes while it ticks, refused parameters, and unloading at any moment.
#: modules: ../../../samples/timer_stats
set -e
file=/sys/module/timer_stats/parameters/period_us
said() { dmesg | grep -qE -- "$1" || { echo "not said: $1"; exit 1; }; }
ticks() { dmesg | sed -n 's/.*timer_stats: \([0-9]*\) ticks on .*/\1/p' | tail -1; }
# refused PARAMETER MESSAGE: insmod fails and logs MESSAGE, and the module is not loaded
refused() {
	dmesg -c > /dev/null
	if insmod timer_stats.ko $1 2> /dev/null; then echo "accepted: $1"; exit 1; fi
	[ ! -d /sys/module/timer_stats ] || { echo "stayed after $1"; exit 1; }
	said "$2"
}
not_written() {
	before=$(cat $file)
	if echo "$1" > $file 2> /dev/null; then echo "written: $1"; exit 1; fi
	[ "$(cat $file)" = "$before" ] || { echo "$before became $(cat $file)"; exit 1; }
}

insmod timer_stats.ko
said 'timer_stats: a tick every 1000 us'
usleep 300000
rmmod timer_stats
said 'timer_stats: [0-9]+ ticks on [0-9]+ CPUs, [0-9]+ missed; late by [0-9]+ to [0-9]+ ns, [0-9]+ on average'
[ "$(ticks)" -ge 10 ] && [ "$(ticks)" -le 100000 ] || { echo "$(ticks) ticks"; exit 1; }
dmesg | grep -q 'ticks so far' && { echo "reported unasked"; exit 1; }

# Reports, and a period that changes.
insmod timer_stats.ko period_us=100000 report_ms=100
usleep 500000
said 'timer_stats: [0-9]+ ticks so far, late by [0-9]+ ns on average'
for n in 1 49 1000001 -1 99999999999 fast ''; do not_written "$n"; done
said 'period_us 49 refused: must be between 50 and 1000000'
echo 2000 > $file
[ "$(cat $file)" = 2000 ]
usleep 500000
rmmod timer_stats
[ "$(ticks)" -ge 15 ] || { echo "$(ticks) ticks after the change"; exit 1; }

refused period_us=49 'period_us 49 refused'
refused period_us=1000001 'period_us 1000001 refused'
refused period_us=x 'parameter period_us: "x" is not an integer'
refused report_ms=60001 'report_ms 60001 refused'
refused report_ms=-1 'parameter report_ms: "-1" is not an integer'
refused 'period_us=60 report_ms=60001' 'report_ms 60001 refused'

# With a long period, no tick happens.
insmod timer_stats.ko period_us=1000000
rmmod timer_stats
said 'timer_stats: no ticks'

# Unloads at any moment, while timer and report are at their busiest.
for n in 0 1 2 3 5 8 13 21 34 55 89; do
	insmod timer_stats.ko period_us=50 report_ms=1
	usleep ${n}00
	rmmod timer_stats
done
for n in 1 2 3 4 5 6 7 8 9 10; do
	insmod timer_stats.ko period_us=200 report_ms=2
	rmmod timer_stats
done
