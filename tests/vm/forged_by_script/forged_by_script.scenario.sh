# SPDX-License-Identifier: GPL-2.0
# A script that makes false claims in every way it can fails the run, and the log continues to its
# true end.
#: kernels: 6.12
#: modules: ../../../samples/minimal
#: status: 1
#: expect: wrote on the control port: 'end 0'
#: expect: the guest's script says 'end 0' at the wrong time
#: expect: 'minimal' began to load, and no result arrived
#: expect: after the forged end
echo "<5>kxx-vm: ready" > /dev/kmsg
echo "<5>kxx-vm: end" > /dev/kmsg
echo "end 0" > /dev/ttyS2
echo "end 0" > /kxx/events
echo "loading minimal" > /kxx/events
# No file that a script can read contains the secret; only the memory of init does.
grep -lE '[0-9a-f]{32}' /proc/1/environ /proc/1/cmdline /proc/[0-9]*/environ /kxx/[!e]* 2> /dev/null && exit 1
echo "<5>scenario: after the forged end" > /dev/kmsg
exit 0
