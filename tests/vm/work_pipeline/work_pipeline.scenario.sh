# SPDX-License-Identifier: GPL-2.0
# The pipeline runs to its end, and is unloaded in the middle and before it began; bad parameters are refused.
#: modules: ../../../samples/work_pipeline
set -e
said() { dmesg | grep -qF -- "$1" || { echo "not said: $1"; exit 1; }; }
waits_for() { for n in $(seq 300); do dmesg | grep -qF -- "$1" && return; usleep 50000; done; said "$1"; }
# refused PARAMETER MESSAGE: insmod fails and logs MESSAGE, and the module is not loaded
refused() {
	dmesg -c > /dev/null
	if insmod work_pipeline.ko "$1" 2> /dev/null; then echo "accepted: $1"; exit 1; fi
	[ ! -d /sys/module/work_pipeline ] || { echo "stayed after $1"; exit 1; }
	[ -z "$2" ] || said "$2"
}

# It runs to the end: no item is lost or counted twice.
insmod work_pipeline.ko
waits_for 'work_pipeline: done: 100 of 100 items, sum of squares 338350'
rmmod work_pipeline
said 'work_pipeline: unloaded: 100 of 100 items, sum of squares 338350'
dmesg -c > /dev/null
insmod work_pipeline.ko items=2000 workers=16
waits_for 'work_pipeline: done: 2000 of 2000 items, sum of squares 2668667000'
rmmod work_pipeline
dmesg -c > /dev/null
for workers in 0 1 512; do
	insmod work_pipeline.ko items=1 workers=$workers
	waits_for 'work_pipeline: done: 1 of 1 items, sum of squares 1'
	rmmod work_pipeline
	dmesg -c > /dev/null
done

# It is unloaded in the middle: all items that were made are collected, and both messages agree.
insmod work_pipeline.ko items=1000000 pause_ms=1
usleep 100000
rmmod work_pipeline
made=$(dmesg | sed -n 's/.*work_pipeline: done: \(.*\)/\1/p')
said "work_pipeline: unloaded: $made"
case $made in *' of 1000000 items'*) ;; *) echo "not stopped: $made"; exit 1 ;; esac

refused items=0 'items must be between 1 and 1000000'
refused items=1000001 'items must be between 1 and 1000000'
refused pause_ms=1001 'pause_ms at most 1000'
refused items=many 'parameter items: "many" is not an integer'
refused workers=513 ''
refused workers=-1 'parameter workers: "-1" is not an integer'

# It is unloaded at any moment, also before the thread has begun.
for n in 0 0 0 1 2 4 8 16 32 64 128 256; do
	insmod work_pipeline.ko items=100000 workers=3
	[ $n = 0 ] || usleep ${n}00
	rmmod work_pipeline
done
dmesg | grep -q 'is lost' && { echo "an item is lost"; exit 1; }
true
