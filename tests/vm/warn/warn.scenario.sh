# SPDX-License-Identifier: GPL-2.0
# Each warning is the kernel's own, with the file and line of the caller, and appears as often as it should.
#: leaks: ignore
#: status: 1
#: expect: the kernel reports: WARNING: CPU.* at .*warn_on.cpp:12 
#: expect: the depth is 7 of six
set -e
insmod warn_on.ko
count() { [ "$(dmesg | grep -c -- "$2")" = "$1" ] || { echo "not $1 times: $2"; dmesg | grep -e WARN -e warn_on; exit 1; }; }
count 4 'WARNING: CPU.* at .*warn_on.cpp:'
count 1 'warn_on.cpp:12 '
count 1 'warn_on.cpp:16 '
count 1 'warn_on.cpp:20 '
count 1 'warn_on.cpp:24 '
count 4 '\[ cut here \]'
count 4 'end trace'
count 1 'the depth is 7 of six'
count 1 'once, the depth is 7'
count 1 'warn_on: false: false false false false'
count 1 'warn_on: true: true true'
count 3 'warn_on: once: true true'
rmmod warn_on
