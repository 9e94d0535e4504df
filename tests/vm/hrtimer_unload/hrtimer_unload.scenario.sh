# SPDX-License-Identifier: GPL-2.0
# A module's code stays until none of its timers can call it: after unload and failed load.
set -e
rounds=8
for round in $(seq $rounds); do
	insmod hrtimer_unload.ko
	rmmod hrtimer_unload
	if insmod hrtimer_unload.ko fail=1 2> /dev/null; then echo "it loaded"; exit 1; fi
done
# Waits longer than any timer does: a timer that was left would call code that is gone.
sleep 1
# Every object was destroyed while its code was still there. insmod may try twice.
made=$(dmesg | grep -c 'hrtimer_unload: timers are armed')
gone=$(dmesg | grep -c 'hrtimer_unload: the last one is gone')
echo "$made made, $gone gone"
[ "$made" -ge $((2 * rounds)) ] && [ "$gone" -eq "$made" ]
