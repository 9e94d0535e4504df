# SPDX-License-Identifier: GPL-2.0
# Every kind of file in debugfs, read and written from outside.
set -e
insmod attrs_debugfs.ko
cd /sys/kernel/debug/attrs_debugfs
fail() { echo "$*"; exit 1; }
is() { [ "$(cat $1)" = "$2" ] || fail "$1 is $(cat $1), not $2"; }
refused() { if printf "$2" 2> /dev/null > $1; then fail "accepted by $1: $2"; fi; }
[ "$(stat -c %a summary depth depth_ro reset bin bin_write | tr '\n' ' ')" = '444 644 444 200 644 200 ' ]
is summary 'depth 7'; is depth_ro 7; is depth 7; is depth2 7; is signed -7; is signed_rw -7; is flag Y
is sub/summary 'depth 7'

echo 42 > depth; is depth_ro 42
for text in 4294967296 -1 x '1 2'; do refused depth "$text"; done
is depth 42
echo -5 > signed_rw; is signed -5
for text in 2147483648 -2147483649; do refused signed_rw $text; done
echo off > flag; is flag N
refused flag perhaps
echo 100 > depth2
refused depth2 101
is depth 100
refused reset no
echo yes > reset; is depth 0

echo 'hello world' > text; is text 'hello world'
# A text of one page is accepted, a longer one is refused.
head -c 4096 /dev/zero | tr '\0' a > /tmp/page
dd if=/tmp/page of=text bs=8192 2> /dev/null; [ "$(wc -c < text)" -eq 4096 ]
head -c 4097 /dev/zero > /tmp/more
if dd if=/tmp/more of=text bs=8192 2> /dev/null; then fail "more than a page accepted"; fi
[ "$(wc -c < text)" -eq 4096 ]

# Binary files.
[ "$(wc -c < blob)" -eq 16 ]
[ "$(dd if=blob bs=1 skip=8 count=1 2> /dev/null | od -An -tu1 | tr -d ' ')" = 3 ]
[ "$(wc -c < bin)" -eq 10100 ]
dmesg -c > /dev/null
echo xyz > bin; dmesg | grep -q '4 bytes at 0'
head -c 9000 /dev/zero | dd of=bin_write bs=9000 iflag=fullblock 2> /dev/null
dmesg | grep -q '4096 bytes at 0'

# The file has 3000 lines and a header, which do not fit into one buffer.
[ "$(wc -l < rows)" -eq 3001 ]
head -n 2 rows | tail -n 1 | grep -qx '0 of 3000'
tail -n 1 rows | grep -qx '8994001 of 3000'
[ "$(dd if=rows bs=100 2> /dev/null | md5sum)" = "$(md5sum < rows)" ]

exec 3< summary
if rmmod attrs_debugfs 2> /dev/null; then fail "unloaded with an open file"; fi
# The code for this file is the kernel's own, so the file does not keep the module loaded.
exec 3< depth_ro
cd /
rmmod attrs_debugfs
if cat <&3 2> /dev/null; then fail "read after unloading"; fi
