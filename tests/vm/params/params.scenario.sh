# SPDX-License-Identifier: GPL-2.0
# Every kind of parameter: given at load, refused with a message, read and written at run time.
#: modules: ../../../samples/params
#: leaks: ignore
set -e
files=/sys/module/params/parameters
said() { dmesg | grep -qF -- "$1" || { echo "not said: $1"; exit 1; }; }
is() { [ "$(cat $files/$1)" = "$2" ] || { echo "$1 is $(cat $files/$1), not $2"; exit 1; }; }
# refused PARAMETER MESSAGE: insmod fails and logs MESSAGE, and the module is not loaded
refused() {
	dmesg -c > /dev/null
	if insmod params.ko "$1" 2> /dev/null; then echo "accepted: $1"; exit 1; fi
	[ ! -d /sys/module/params ] || { echo "stayed after $1"; exit 1; }
	said "$2"
}
# not_written FILE VALUE: the write fails and the value stays
not_written() {
	before=$(cat $files/$1)
	if echo "$2" > $files/$1 2> /dev/null; then echo "written: $1 = $2"; exit 1; fi
	is $1 "$before"
}

insmod params.ko
is tiny 1; is small_signed -1; is port 80; is offset -2; is level 0; is bytes 1099511627776
is skew 0; is depth 64; is verbose N; is mode fast; is ratio 1:1; is label none; is sizes ''
rmmod params

insmod params.ko tiny=255 small_signed=-128 port=0xffff offset=-32768 level=-2147483648 \
	bytes=18446744073709551615 skew=-9223372036854775808 depth=1 verbose mode=paranoid ratio=9:1 \
	label=disk sizes=1,2,3,4
is tiny 255; is small_signed -128; is port 65535; is offset -32768; is level -2147483648
is bytes 18446744073709551615; is skew -9223372036854775808; is depth 1; is verbose Y
is mode paranoid; is ratio 9:1; is label disk; is sizes 1,2,3,4

echo 7 > $files/depth; is depth 7; said 'params: depth is now 7'
not_written depth 0; said 'depth 0 refused'
not_written depth -1
not_written depth 99999999999
not_written depth seven
not_written mode slow
echo safe > $files/mode; is mode safe
echo 0 > $files/verbose; is verbose N
not_written ratio 3-4
echo 2:5 > $files/ratio; is ratio 2:5
echo tape > $files/label; is label tape
for n in 1 2 3 4 5; do echo "a much longer label, number $n" > $files/label; done
is label "a much longer label, number 5"
not_written label "$(head -c 2000 /dev/zero | tr '\0' 'a')"
echo tape > $files/label; is label tape
[ "$(stat -c %a $files/label)" = 600 ] && [ "$(stat -c %a $files/tiny)" = 444 ]
rmmod params

refused tiny=256 'parameter tiny: "256" is not an integer from 0 to 255'
refused tiny=-1 'parameter tiny: "-1" is not an integer from 0 to 255'
refused small_signed=128 'is not an integer from -128 to 127'
refused port=65536 'is not an integer from 0 to 65535'
refused level=9999999999 'is not an integer from -2147483648 to 2147483647'
refused bytes=99999999999999999999 'is not an unsigned 64-bit integer'
refused tiny=x 'parameter tiny: "x" is not'
refused tiny= 'parameter tiny: "" is not'
refused tiny 'params: '
refused verbose=maybe 'is not a bool'
refused mode=slow 'parameter mode: "slow" is not one of fast|safe|paranoid'
refused ratio=34 'parameter ratio: "34" is not valid'
refused sizes=1,2,3,4,5 'params: '
refused sizes=1,x 'params: parameter sizes: "x" is not'
# A value that is too long overruns no buffer.
refused "ratio=$(head -c 900 /dev/zero | tr '\0' 'a')" 'parameter ratio'
