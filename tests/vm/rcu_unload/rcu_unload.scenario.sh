# SPDX-License-Identifier: GPL-2.0
# A module's code stays until all its RCU callbacks have run: after unloading, and after a failed load.
set -e
rounds=8
for round in $(seq $rounds); do
	insmod rcu_unload.ko
	rmmod rcu_unload
	if insmod rcu_unload.ko fail=1 2> /dev/null; then echo "it loaded"; exit 1; fi
done
# Objects that were destroyed late were destroyed while their code was still there. insmod may try twice.
made=$(dmesg | grep -c 'rcu_unload: chains are made')
gone=$(dmesg | grep -c 'rcu_unload: the last one is gone')
echo "$made made, $gone gone"
[ "$made" -ge $((2 * rounds)) ] && [ "$gone" -ge "$made" ]
