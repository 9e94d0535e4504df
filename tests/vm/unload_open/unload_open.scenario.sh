# SPDX-License-Identifier: GPL-2.0
# Files of every kind are open while a module is unloaded, and while its loading fails after it published them.
#: program: holder.c
set -e
mount -t configfs none /sys/kernel/config 2> /dev/null || grep -q ' /sys/kernel/config ' /proc/mounts
debug=/sys/kernel/debug/unload_open
sysfs=/sys/kernel/unload_open
config=/sys/kernel/config/unload_open
device=/dev/unload-open
parameter=/sys/module/unload_open/parameters/spare
fail() { echo "$*"; exit 1; }

mkfifo /tmp/to /tmp/from
holder < /tmp/to > /tmp/from &
exec 8> /tmp/to 9< /tmp/from
# hold COMMAND...: sends a command to holder, and puts its answer into $answer
hold() {
	answer=
	echo "$*" >&8
	while read -r line <&9; do
		[ "$line" != done ] || return 0
		answer="$answer$line
"
	done
	fail "holder has ended"
}
opens() { for path; do hold open $path; [ -z "$answer" ] || fail "$answer"; done; }
# answers PATH ERROR...: using the files that are held gives these errors
answers() {
	hold use
	wanted=$(while [ $# -gt 0 ]; do echo "$1 $2"; shift 2; done)
	[ "$answer" = "$wanted
" ] || fail "said
${answer}instead of
$wanted"
}
logged() { until dmesg | grep -q "unload_open: $*"; do usleep 10000; done; }
loaded() { [ -d /sys/module/unload_open ]; }

# begin_load PARAMETER...: starts a load as $loader, which writes /tmp/status when it ends; sysfs is published last
begin_load() {
	dmesg -c > /dev/null
	rm -f /tmp/status
	(insmod unload_open.ko fail=1 $* 2> /dev/null && echo loaded > /tmp/status.new || echo failed > /tmp/status.new
		mv /tmp/status.new /tmp/status) & loader=$!
	opens $sysfs
}
ended_with() { [ ! -e /tmp/status ] || fail "the load ended with $*"; }
# loads_still WHAT: the load still waits until WHAT is closed
loads_still() {
	until dmesg | grep -q 'unload_open: loading failed; waiting until its files that are open are closed'; do
		ended_with $*
		usleep 10000
	done
	usleep 100000
	ended_with $*
}
# waits_for WHAT COMMAND: a load that fails while holder keeps the device by that command waits until it is closed
waits_for() {
	begin_load directories=0
	hold $2 $device
	[ -z "$answer" ] || fail "$answer"
	[ $2 != open ] || answers $device 0
	echo 1 > $sysfs/fail_now
	loads_still "$1"
	hold close $device
	has_failed
	hold close /
}
has_failed() {
	wait $loader
	[ "$(cat /tmp/status)" = failed ] || fail "it loaded"
	! loaded || fail "it is there still"
}

# 1. Loading fails. It waits for files that need the module's code or tables to be closed, not for the others.
begin_load device=0
opens $sysfs/number $sysfs/bytes $config $config/number $config/table $config/written $config/limits \
	$config/limits/most $debug $debug/number $parameter
opens $debug/text $debug/rows $debug/set $debug/signed $debug/blob $debug/bytes
mkdir $config/item $config/limits/item
opens $sysfs/fail_now
hold use
[ -z "$(echo "$answer" | grep -v ' 0$')" ] || fail "while loading: $answer"
# The last file has told the load to fail, which now waits for the items.
logged 'waiting until the items in configfs/unload_open are removed'
[ ! -e $debug ] && [ ! -e $sysfs ] || fail "files are there with items"
rmdir $config/limits/item $config/item
loads_still files in debugfs open
[ ! -e $config ] || fail "a directory is there after the state has gone"
# The first read of a table takes all of it, so its reader can read on.
answers $sysfs/number ENODEV $sysfs/bytes ENODEV $config/number ENOENT $config/table 0 \
	$config/written 0 $config/limits/most ENOENT $debug/number EIO $parameter 0 $debug/text EIO $debug/rows EIO \
	$debug/set EIO $debug/signed EIO $debug/blob EIO $debug/bytes EIO $sysfs/fail_now ENODEV
for what in $debug/text $debug/rows $debug/set $debug/signed $debug/blob $debug/bytes; do hold close $what; done
has_failed
# The module is freed while files that it published are still open.
answers $sysfs/number ENODEV $sysfs/bytes ENODEV $config/number ENOENT $config/table 0 \
	$config/written 0 $config/limits/most ENOENT $debug/number EIO $parameter ENODEV $sysfs/fail_now ENODEV
hold close /

waits_for "a device" open
waits_for "a task in poll()" watch
waits_for "a mapping" map

# 2. Unloading. The same files keep the module, and so do a mapping and an item.
insmod unload_open.ko
for path in $debug/text $debug/rows $debug/set $debug/signed $debug/blob $debug/bytes $device; do
	opens $path
	if rmmod unload_open 2> /dev/null; then fail "unloaded with $path open"; fi
	hold close /
done
hold map $device; [ -z "$answer" ] || fail "$answer"
if rmmod unload_open 2> /dev/null; then fail "unloaded with a mapping"; fi
hold close /
hold watch $device; [ -z "$answer" ] || fail "$answer"
if rmmod unload_open 2> /dev/null; then fail "unloaded with somebody in poll()"; fi
hold close /
mkdir $config/item
opens $config/item $config/item/size
if rmmod unload_open 2> /dev/null; then fail "unloaded with an item"; fi
rmdir $config/item
opens $sysfs $sysfs/number $sysfs/bytes $config $config/number $config/table $config/written $config/limits \
	$config/limits/most $debug $debug/number $parameter
rmmod unload_open
! loaded || fail "it is there still"
answers $config/item/size ENOENT $sysfs/number ENODEV $sysfs/bytes ENODEV $config/number ENOENT $config/table ENOENT \
	$config/written 0 $config/limits/most ENOENT $debug/number EIO $parameter ENODEV
hold close /

# 3. The module is unloaded at any moment, while other tasks open, use and close all of its files.
hammer() {
	until [ -e /tmp/enough ]; do
		for file in $debug/* $sysfs/* $config/* $config/limits/* $parameter; do
			(cat < $file; echo 1 > $file; cat < $device) || true
			(mkdir $config/$1; echo 2 > $config/$1/size; rmdir $config/$1) || true
		done
	done
}
hammer one > /dev/null 2>&1 & one=$!
hammer two > /dev/null 2>&1 & two=$!
for round in $(seq 10); do
	if insmod unload_open.ko fail=$((round + 1)) 2> /dev/null; then fail "it loaded"; fi
	insmod unload_open.ko
	until rmmod unload_open 2> /dev/null; do usleep 1000; done
done
touch /tmp/enough
wait $one $two
! loaded
