// SPDX-License-Identifier: GPL-2.0
#include "vm/guest.hpp"

extern "C" const char kxx_guest_begin[], kxx_guest_end[];

namespace kxx::vm {

std::string_view guest_program()
{
	return { kxx_guest_begin, kxx_guest_end };
}

// Channels: ttyS0 kernel log, ttyS1 output of scripts (and the interactive shell), ttyS2
// one line per event for kxx. /kxx/plan is made for each run: see initramfs.cpp. A machine that
// boots without one gets it from a device after it is resumed: see snapshot.hpp. control.hpp
// explains when a line of ttyS2 can be trusted.

const std::string_view guest_init = R"sh(#!/bin/sh
export PATH=/bin:/files HOME=/ TERM=linux
mount -t devtmpfs devtmpfs /dev 2>/dev/null
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t tmpfs tmpfs /tmp
mkdir -p /dev/pts /dev/shm
mount -t devpts devpts /dev/pts 2>/dev/null
mount -t debugfs debugfs /sys/kernel/debug 2>/dev/null
mount -t tracefs tracefs /sys/kernel/tracing 2>/dev/null
mount -t configfs configfs /sys/kernel/config 2>/dev/null
stty -F /dev/ttyS1 raw -echo
stty -F /dev/ttyS2 raw -echo
exec 3<>/dev/ttyS2 </dev/null >/dev/ttyS1 2>&1

# The secret stays in the memory of this shell, and is in no command line: echo is built in.
voice=init number=0
control() {
	number=$((number + 1))
	echo "$secret $voice $number $*" >&3
}
mark() { echo "<5>$*" >/dev/kmsg; }
tainted() { cat /proc/sys/kernel/tainted; }

# Ends the run with the first failure's status. The log's last line shows that nothing of it is missing, and so
# comes whatever a script did to the console.
status=0
failed() { [ "$status" -ne 0 ] || status=$1; }
finish() {
	control taint "$taint_before" "$(tainted)"
	control end "$status"
	echo 8 >/proc/sys/kernel/printk
	mark "kxx-vm: end $secret"
	sleep 30
	reboot -f
}

# While a script runs, a process of our own passes on what kxx-load and kxx-unload say. It ends when it reads a word that
# no script knows. The word is not the secret, since a script can read the FIFO as well.
begin_script() {
	mkfifo /kxx/events
	exec 4<>/kxx/events
	(
		voice=script number=0
		while read -r event words; do
			[ "$event" != "$farewell" ] || exit 0
			[ -z "$event" ] || control "$event" "$words"
		done
	) <&4 &
	relay=$!
}
end_script() {
	# The script's last line may lack its end.
	printf '\n%s\n' "$farewell" >&4
	wait $relay || control unheard
	exec 4<&-
	control script $1
	failed $1
}

ip link set lo up 2>/dev/null
echo 1 >/proc/sys/kernel/kptr_restrict
echo 8 >/proc/sys/kernel/printk
echo idle >&3
read -r size now secret farewell <&3
if [ ! -e /kxx/plan ]; then
	receive /sys/bus/pci/devices/0000:00:1e.0/resource2 "$size" "$now" | (cd / && cpio -idu --quiet)
fi
. /kxx/loading
say() { control "$@"; }
. /kxx/plan
finish
)sh";

const std::string_view guest_loading =
	R"sh(# Loading and unloading the modules under test; sourced. say() tells kxx what happens.

# load_one NAME [PARAMETER=VALUE]...
load_one() {
	local name=$1 found size address section
	shift
	say loading $name
	insmod /modules/$name.ko "$@"
	result=$?
	say load $name $result
	[ $result -eq 0 ] || return 1
	# Where a debugger and a leak's stack trace find it; init text may be gone already.
	while read -r found size _ _ _ address _; do
		[ "$found" != $name ] || say address $name $address $size
	done </proc/modules
	for section in .text .rodata .data .bss .init.text .exit.text; do
		[ ! -r /sys/module/$name/sections/$section ] ||
			say section $name $section $(cat /sys/module/$name/sections/$section)
	done
	say loaded $name
}

# load_modules [NAME [PARAMETER=VALUE]...]: all of them, or one; with the parameters of kxx's command line, then these
load_modules() {
	local wanted=$1 found= name parameters parameter
	[ $# -eq 0 ] || shift
	for parameter; do
		case $parameter in
		*=*) ;;
		*)
			echo "kxx-load: '$parameter' is not of the form PARAMETER=VALUE (one module at a time, or all without a name)" >&2
			return 2
			;;
		esac
	done
	case $wanted in *=*)
		echo "kxx-load: '$wanted' needs the name of its module: kxx-load NAME $wanted" >&2
		return 2
		;;
	esac
	wanted=$(echo "$wanted" | tr - _)
	while read -r name parameters <&5; do
		[ -z "$wanted" ] || [ "$wanted" = $name ] || continue
		found=1
		eval "load_one $name $parameters \"\$@\"" || return 1
	done 5</kxx/modules
	[ -z "$wanted" ] || [ -n "$found" ] || {
		echo "kxx-load: no module '$wanted' under test; there are: $(cut -d' ' -f1 /kxx/modules | xargs)" >&2
		return 2
	}
}

# unload_modules [NAME]...: those of them that are loaded, in reverse
unload_modules() {
	local name wanted=" $(echo "$*" | tr - _) " status=0 result
	for name; do
		grep -q "^$(echo "$name" | tr - _)\( \|\$\)" /kxx/modules || {
			echo "kxx-unload: no module '$name' under test" >&2
			return 2
		}
	done
	while read -r name _ <&5; do
		case $wanted in "  " | *" $name "*) ;; *) continue ;; esac
		[ -d "/sys/module/$name" ] || continue
		rmmod "$name"
		result=$?
		say unload $name $result
		[ $result -eq 0 ] || status=1
	done 5</kxx/modules.reverse
	return $status
}
)sh";

const std::string_view guest_load = R"sh(#!/bin/sh
# kxx-load [NAME [PARAMETER=VALUE]...]: load the modules under test, in order, with their parameters
. /kxx/loading
say() { echo "$*" >/kxx/events; }
load_modules "$@"
)sh";

const std::string_view guest_unload = R"sh(#!/bin/sh
# kxx-unload [NAME]...: unload those of the modules under test that are loaded, in reverse
. /kxx/loading
say() { echo "$*" >/kxx/events; }
unload_modules "$@"
)sh";

const std::string_view guest_fail_nth_walk = R"sh(#!/bin/sh
# fail-nth-walk [-a] [-c CLEANUP] [-m MAX] [-q] COMMAND...
#
# Runs COMMAND with its first allocation failing, then its second, and so on, until a run goes
# through without an injected failure. Only allocations (and copies from and to user space)
# with a module on the stack count; -a counts all.
#
# After each run CLEANUP is run by sh; it must succeed. Without -c, and when COMMAND is insmod,
# the module is removed if it was loaded. A run may fail or cope with the failure, but a module
# whose insmod failed must be gone, and one whose insmod succeeded must unload.
everything= cleanup= max=2000 quiet=
while getopts ac:m:q option; do
	case $option in
	a) everything=1 ;;
	c) cleanup=$OPTARG ;;
	m) max=$OPTARG ;;
	q) quiet=1 ;;
	*) exit 2 ;;
	esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || { echo "usage: fail-nth-walk [-a] [-c CLEANUP] [-m MAX] [-q] COMMAND..."; exit 2; }
[ -e /proc/self/fail-nth ] || {
	echo "fail-nth-walk: this kernel cannot inject failures (use the debug kernel)"
	exit 2
}

for kind in failslab fail_page_alloc fail_usercopy; do
	directory=/sys/kernel/debug/$kind
	[ -d $directory ] || continue
	echo 0 >$directory/probability
	echo 1 >$directory/verbose
	echo -1 >$directory/times
	[ -e $directory/ignore-gfp-highmem ] && echo N >$directory/ignore-gfp-highmem
	if [ -z "$everything" ]; then
		# Above the kernel's own text: where modules live.
		echo 0xffffffffa0000000 >$directory/require-start
		echo 0xffffffffff000000 >$directory/require-end
		echo 32 >$directory/stacktrace-depth
	else
		echo 0 >$directory/require-start
		echo 0xffffffffffffffff >$directory/require-end
	fi
done

module=
if [ "$1" = insmod ]; then
	module=$(basename "$2" .ko | tr - _)
fi
complain() { echo "fail-nth-walk: failure $n: $*"; exit 1; }

# The slab allocator takes pages when it happens to need some. Counted together, that would shift
# the numbers from run to run and hide a site: so slab is walked first, pages after it.
count() {
	local ignored=N order=64
	[ $1 = slab ] || { ignored=Y; order=0; }
	echo $ignored >/sys/kernel/debug/failslab/ignore-gfp-wait
	[ -d /sys/kernel/debug/fail_page_alloc ] || return 0
	echo N >/sys/kernel/debug/fail_page_alloc/ignore-gfp-wait
	echo $order >/sys/kernel/debug/fail_page_alloc/min-order
}

total=0
for what in slab pages; do
	count $what
	n=1
	fired=1
	while [ $fired -eq 1 ]; do
		if [ $n -gt $max ]; then
			echo "fail-nth-walk: still failing after $max runs"
			exit 1
		fi
		fail-nth $n /tmp/fail-nth.left "$@"
		result=$?
		read -r left </tmp/fail-nth.left
		[ "$left" -eq 0 ] || fired=0
		[ $result -lt 128 ] || complain "'$*' died with status $result"
		# 126: fail-nth itself could not do its work
		[ $result -ne 126 ] || exit 2
		if [ -n "$module" ] && [ $result -ne 0 ] && [ -d /sys/module/$module ]; then
			complain "insmod failed with status $result but $module is there"
		fi
		if [ $fired -eq 0 ] && [ $result -ne 0 ]; then
			complain "no failure was injected, and still '$*' failed with status $result"
		fi
		if [ -n "$cleanup" ]; then
			sh -c "$cleanup" || complain "the cleanup failed with status $?"
		elif [ -n "$module" ] && [ -d /sys/module/$module ]; then
			rmmod $module || complain "$module cannot be unloaded"
		fi
		[ -n "$quiet" ] || echo "fail-nth-walk: $what $n: status $result, injected $fired"
		total=$((total + fired))
		n=$((n + 1))
	done
done
echo "fail-nth-walk: $total failures injected, all handled"
)sh";

const std::string_view guest_kmemleak_check = R"sh(#!/bin/sh
# kmemleak-check: print what leaked so far; status 1 when anything did
file=/sys/kernel/debug/kmemleak
[ -w $file ] || exit 0
now() { cut -d. -f1 /proc/uptime; }
# An object counts when it is five seconds old at the beginning of a scan, and when this and
# the scan before agree that nobody points to it.
begin=$(now)
echo scan >$file 2>/dev/null || exit 0
while [ $(($(now) - begin)) -lt 6 ]; do sleep 0.2; done
echo scan >$file
# (A file of debugfs has no size to test.)
leaks=$(cat $file)
[ -n "$leaks" ] || exit 0
echo "$leaks"
exit 1
)sh";

} // namespace kxx::vm
