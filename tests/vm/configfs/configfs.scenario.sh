# SPDX-License-Identifier: GPL-2.0
# Items are made, set up and removed as users do it, refused, held open, and used by several tasks at once.
set -e
insmod configfs_items.ko
mount -t configfs none /sys/kernel/config 2> /dev/null || [ -d /sys/kernel/config/kxx_shelves ]
top=/sys/kernel/config/kxx_shelves
fail() { echo "$*"; exit 1; }
is() { [ "$(cat $1)" = "$2" ] || fail "$1 is $(cat $1), not $2"; }
refused() {
	before=$(cat $1)
	if printf "$2" 2> /dev/null > $1; then fail "accepted by $1: $2"; fi
	is $1 "$before"
}
# not_made DIRECTORY MESSAGE
not_made() {
	said=$(mkdir $1 2>&1) && fail "made: $1"
	echo "$said" | grep -q "$2" || fail "$1: $said"
	[ ! -e $1 ]
}

is $top/objects 0
mkdir $top/a
is $top/a/disks 0
is $top/objects 1
mkdir $top/a/one $top/a/a_name_of_more_than_twenty_characters
is $top/a/disks 2
is $top/objects 3
[ "$(ls $top/a/one | tr '\n' ' ')" = 'format name size table table_ro ' ] || fail "$(ls $top/a/one)"
[ "$(cd $top/a/one; stat -c %a format name size table table_ro | tr '\n' ' ')" = '200 444 644 644 444 ' ]
is $top/a/one/name one
is $top/a/a_name_of_more_than_twenty_characters/name a_name_of_more_than_twenty_characters

# mkdir fails with the error that make_item() returns.
not_made $top/none 'No such device'
not_made $top/a/tmp1 'Invalid argument'
mkdir $top/a/two
not_made $top/a/three 'No space left'
not_made $top/a/one/within 'Operation not permitted'
is $top/a/disks 3
is $top/objects 4
# One object cannot be in two places.
not_made $top/again 'Device or resource busy'

# Attributes.
is $top/a/one/size 1024
echo 0x1000 > $top/a/one/size; is $top/a/one/size 4096; is $top/a/two/size 1024
for text in -1 18446744073709551616 x '1 2'; do refused $top/a/one/size "$text"; done
if printf no 2> /dev/null > $top/a/one/format; then fail "format: no"; fi
echo really > $top/a/one/format; is $top/a/one/size 0
# Bytes arrive as a whole, when the file is closed.
is $top/a/one/table ''
head -c 5000 /dev/zero | tr '\0' b > /tmp/bytes
dd if=/tmp/bytes of=$top/a/one/table bs=1000 2> /dev/null
[ "$(cat $top/a/one/table | md5sum)" = "$(md5sum < /tmp/bytes)" ]
[ "$(dd if=$top/a/one/table_ro bs=7 2> /dev/null | md5sum)" = "$(md5sum < /tmp/bytes)" ]
head -c 9000 /dev/zero > /tmp/bytes
if dd if=/tmp/bytes of=$top/a/one/table bs=9000 2> /dev/null; then fail "more than 8192 bytes"; fi

# Items keep the module loaded, and a group that contains items cannot be removed.
if rmmod configfs_items 2> /dev/null; then fail "unloaded with items"; fi
if rmdir $top/a 2> /dev/null; then fail "removed with items"; fi
if rmdir $top 2> /dev/null; then fail "removed the subsystem"; fi

# A file stays open while its item is removed.
exec 3< $top/a/one/size 4> $top/a/one/size
rmdir $top/a/one
if cat <&3 2> /dev/null; then fail "read after rmdir"; fi
if echo 5 >&4 2> /dev/null; then fail "written after rmdir"; fi
exec 3<&- 4>&-
is $top/a/disks 2
is $top/objects 3
rmdir $top/a/two $top/a/a_name_of_more_than_twenty_characters $top/a
# The shelf is in an Arc that has another owner.
is $top/objects 1
mkdir $top/again
is $top/objects 1
mkdir $top/again/x
is $top/again/disks 1
rmdir $top/again/x $top/again
echo 1 > $top/forget
is $top/objects 0

# Default groups.
mkdir $top/a
[ "$(ls $top/a | tr '\n' ' ')" = 'disks limits spare ' ] || fail "$(ls $top/a)"
is $top/a/limits/most 3
is $top/a/limits/times/seconds 5
echo 1 > $top/a/limits/most; echo 6 > $top/a/limits/times/seconds
is $top/a/limits/times/seconds 6; is $top/a/spare/times/seconds 5
mkdir $top/a/one
not_made $top/a/two 'No space left'
if rmdir $top/a/limits 2> /dev/null; then fail "removed a default group"; fi
mkdir $top/a/limits/note
rmdir $top/a/one
if rmdir $top/a 2> /dev/null; then fail "removed with a note"; fi
is $top/a/limits/note/name note
rmdir $top/a/limits/note

# A link leads only to items of the right class, which cannot be removed while the link exists.
mkdir $top/a/one $top/b $top/c $top/users/u $top/counters/n
not_linked() { if ln -s $1 $2 2> /dev/null; then fail "linked: $1"; fi; [ ! -L $2 ]; }
ln -s $top/a $top/users/u/first
is $top/users/u/disks 1
for target in $top/a/one $top/a/limits $top/users/u $top/users $top $top/..; do not_linked $target $top/users/u/x; done
not_linked /tmp $top/users/u/x
not_linked $top/a $top/a/one/x
not_linked $top/a $top/counters/n/x
ln -s $top/b $top/users/u/second
not_linked $top/c $top/users/u/third
mkdir $top/b/two
is $top/users/u/disks 2
rmdir $top/b/two
if rmdir $top/b 2> /dev/null; then fail "removed with a link to it"; fi
if rmdir $top/users/u 2> /dev/null; then fail "removed with links"; fi
rm $top/users/u/second
rmdir $top/b
is $top/users/u/disks 1
ln -s $top/a/one $top/counters/n/one
is $top/counters/n/links 1
rm $top/counters/n/one $top/users/u/first
is $top/counters/n/links 0
is $top/users/u/disks 0
rmdir $top/users/u $top/counters/n $top/a/one $top/a $top/c
echo 1 > $top/forget
is $top/objects 0

# Two tasks work at once and disturb each other, while the module is loaded and unloaded whenever that is possible.
hammer() {
	for n in $(seq 40); do
		mkdir $top/s $top/s/x $top/s/$1 || true
		echo $n > $top/s/x/size || true
		cat $top/s/x/* $top/s/disks $top/objects || true
		if [ $((n % 8)) = 0 ]; then
			mkdir $top/users/$1 || true
			ln -s $top/s $top/users/$1/link || true
			rm $top/users/$1/link || true
			rmdir $top/users/$1 || true
		fi
		echo 1 > $top/forget || true
		rmdir $top/s/$1 $top/s/x $top/s || true
	done
}
hammer 1 > /dev/null 2>&1 & one=$!
hammer 2 > /dev/null 2>&1 & two=$!
wait $one $two
rmdir $top/s/* $top/s 2> /dev/null || true
echo 1 > $top/forget
is $top/objects 0
for n in 1 2 3; do
	rmmod configfs_items
	insmod configfs_items.ko
	mkdir -p $top/b/c
	rmdir $top/b/c $top/b
done
cp configfs_items.ko /tmp/twice.ko
if insmod /tmp/twice.ko 2> /dev/null; then fail "loaded twice"; fi
rmmod configfs_items
[ ! -e $top ]
