# SPDX-License-Identifier: GPL-2.0
# Positions, descriptors, addresses within arguments, and a load that fails while the device is open.
#: program: files_user.c
set -e
insmod files_probe.ko
files_user
if ! grep -q debug /proc/version; then files_user compat; fi
# The file was closed by a task that exited, and by a task that continued.
dmesg | grep -q 'files_probe: release: reserved -9, got -9' || { echo "no release by a task that ends"; exit 1; }
dmesg | grep -q 'files_probe: release: reserved 0, got 0' || { echo "no release by close()"; exit 1; }
rmmod files_probe

# Loading fails while the device is open: the loader would free code that the open file needs.
(if insmod files_probe.ko fail_after_ms=200; then echo loaded; else echo failed; fi > /tmp/status.new 2> /dev/null
	mv /tmp/status.new /tmp/status) &
until [ -e /dev/files-probe ]; do usleep 1000; done
exec 3<> /dev/files-probe
usleep 400000
[ ! -e /dev/files-probe ] || { echo "still there"; exit 1; }
[ ! -e /tmp/status ] || { echo "the load ended with the device open"; exit 1; }
echo works >&3
exec 3>&-
wait
[ "$(cat /tmp/status)" = failed ]
[ ! -d /sys/module/files_probe ]
