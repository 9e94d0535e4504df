# SPDX-License-Identifier: GPL-2.0
# A script that claims what did not happen, by every way that it has, fails the run; and the log goes on
# to its true end.
#: kernels: 6.12 6.1
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
# Nothing that a script can read without searching init's memory holds the secret.
grep -lE '[0-9a-f]{32}' /proc/1/environ /proc/1/cmdline /proc/[0-9]*/environ /kxx/[!e]* 2> /dev/null && exit 1
echo "<5>scenario: after the forged end" > /dev/kmsg
exit 0
