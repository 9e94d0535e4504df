# SPDX-License-Identifier: GPL-2.0
# The destructors run, and one warning names the remedy and the caller.
#: leaks: ignore
#: status: 1
#: expect: WARNING: CPU.* at .*virtual.cpp:
#: expect: a delete expression frees nothing
set -e
insmod virtual_delete.ko
count() { [ "$(dmesg | grep -c -- "$2")" = "$1" ] || { echo "not $1 times: $2"; dmesg | tail -40; exit 1; }; }
count 1 'a square less'
count 1 'a triangle less'
count 1 'a delete expression frees nothing: own the object with the Box that make_box() returns'
count 1 'WARNING: CPU'
dmesg | grep -q 'drop.*\[virtual_delete\]' || { echo 'the stack does not name drop()'; exit 1; }
rmmod virtual_delete
