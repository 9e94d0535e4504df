# SPDX-License-Identifier: GPL-2.0
# A script that claims what did not happen, by every way that it has, fails the run; and the log goes on to its true end.
echo "<5>kxx-vm: ready" > /dev/kmsg
echo "<5>kxx-vm: end" > /dev/kmsg
echo "end 0" > /dev/ttyS2
echo "end 0" > /kxx/events
echo "loading minimal" > /kxx/events
# Nothing that a script can read without searching init's memory holds the secret.
grep -lE '[0-9a-f]{32}' /proc/1/environ /proc/1/cmdline /proc/[0-9]*/environ /kxx/[!e]* 2> /dev/null && exit 1
echo "<5>scenario: after the forged end" > /dev/kmsg
exit 0
