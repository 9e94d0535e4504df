# SPDX-License-Identifier: GPL-2.0
# Rows are made, set, found and removed through configfs, while threads search without a lock.
#: modules: ../../../samples/rcu_table
set -e
insmod rcu_table.ko readers=2
mount -t configfs none /sys/kernel/config 2> /dev/null || [ -d /sys/kernel/config/rcu_table ]
table=/sys/kernel/config/rcu_table
fail() { echo "$*"; exit 1; }
is() { [ "$(cat $1)" = "$2" ] || fail "$1 is $(cat $1), not $2"; }
not_made() {
	said=$(mkdir $table/$1 2>&1) && fail "made: $1"
	echo "$said" | grep -q "$2" || fail "$1: $said"
}

mkdir $table/17
is $table/entries 1
is $table/17/value 0
echo 4711 > $table/17/value
echo 17 > $table/find; is $table/find '17 4711'
echo 0x11 > $table/find; is $table/find '17 4711'
echo 18 > $table/find; is $table/find '18 none'
for text in x -1 18446744073709551616; do
	if printf $text 2> /dev/null > $table/17/value; then fail "accepted: $text"; fi
done
is $table/17/value 4711
not_made seventeen 'Invalid argument'
not_made 4294967296 'out of range'
not_made 0x11 'File exists'
is $table/entries 1
if rmmod rcu_table 2> /dev/null; then fail "unloaded with an entry"; fi
rmdir $table/17
is $table/entries 0
echo 17 > $table/find; is $table/find '17 none'

# Two tasks add, change and remove rows while the threads read.
change() {
	for n in 1 2 3 4 5 6 7 8; do
		for key in 3 7 $1; do mkdir $table/$key || true; done
		for value in 1 2 3 4 5; do echo $n$value > $table/7/value || true; echo $value > $table/$1/value; done
		rmdir $table/$1 $table/3 || true
	done
}
change 20 > /dev/null 2>&1 & one=$!
change 40 > /dev/null 2>&1 & two=$!
wait $one $two
rmdir $table/3 $table/7 2> /dev/null || true
is $table/entries 0
is $table/torn 0
[ "$(cat $table/lookups)" -gt 100 ] || fail "$(cat $table/lookups) lookups"
[ "$(cat $table/hits)" -gt 0 ]

# The table takes no more than 256 rows, and all of them can be removed.
n=0
while [ $n -lt 256 ]; do echo $table/$n; n=$((n + 1)); done | xargs mkdir
not_made 5000 'No space left'
is $table/entries 256
echo 255 > $table/find; is $table/find '255 0'
echo $table/[0-9]* | xargs rmdir
is $table/entries 0
rmmod rcu_table
if insmod rcu_table.ko readers=17 2> /dev/null; then fail "17 readers"; fi
insmod rcu_table.ko readers=0
rmmod rcu_table
