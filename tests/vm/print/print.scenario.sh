# SPDX-License-Identifier: GPL-2.0
# Every level, every form, and dynamic debug.
#: modules: ../../../samples/print
#: leaks: ignore
set -e
insmod print.ko
said() { dmesg | grep -qF -- "$1" || { echo "not said: $1"; exit 1; }; }
# Each line at its level: dmesg -r shows <level>.
level() { dmesg -r | grep -q "^<$1>.*print: $2" || { echo "not at level $1: $2"; exit 1; }; }
level 0 'emergency'
level 1 'alert'
level 2 'critical'
level 3 'error$'
level 4 'warning'
level 5 'notice'
level 6 'information'
dmesg | grep -q 'print: debug' && { echo "debug spoke unasked"; exit 1; }
said 'print: numbers: 200 -7 -9000000000 4096'
said 'print: hexadecimal: beef 0xff 00C0FFEE, octal: 10'
said 'print: width: [   42] [42   ] [00042]'
said 'print: 100% of braces: {}'
said 'print: texts: kxx [  kxx] c true'
said 'print: a slice: sliced'
said 'print: a type of your own: (3, -4)'
said 'print: one line in three pieces'
dmesg | grep -qE 'print: an error: (-ENOMEM|-12), an enumerator: 1' || exit 1
[ "$(dmesg | grep -c 'print: said once')" = 1 ] || { echo "once is not once"; exit 1; }
[ "$(dmesg | grep -c 'print: said at most ten times')" = 10 ] || { echo "not ten times"; exit 1; }
# No address leaks: the module lies above 0xffffffff80000000.
dmesg | grep 'a pointer is hashed' | grep -q 'ffffffff' && { echo "an address leaked"; exit 1; }
rmmod print
said 'print: unloaded'

control=/sys/kernel/debug/dynamic_debug/control
[ -e $control ] || control=/proc/dynamic_debug/control
insmod print.ko dyndbg=+p
grep -q 'print.cpp:[0-9]* \[print\]levels =p "print: debug, switched on by dynamic debug only' $control ||
	{ grep '\[print\]' $control; exit 1; }
said 'print: debug, switched on by dynamic debug only'
rmmod print
