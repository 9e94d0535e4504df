# SPDX-License-Identifier: GPL-2.0
# A bad value that is written as soon as sysfs shows the parameter breaks no load, although nobody can check it yet.
#: modules: ../../../samples/timer_stats
file=/sys/module/timer_stats/parameters/period_us
while :; do echo 25 > $file; done 2> /dev/null & one=$!
while :; do echo 25 > $file; done 2> /dev/null & two=$!
status=0
for round in $(seq 20); do
	insmod timer_stats.ko || status=1
	[ "$(cat $file)" = 1000 ] || status=1
	rmmod timer_stats || status=1
done
kill $one $two
exit $status
