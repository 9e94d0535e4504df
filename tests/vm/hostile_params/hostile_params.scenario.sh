# SPDX-License-Identifier: GPL-2.0
# No parameter writes beyond its page, waits for itself, or reads invalid memory.
set -e
files=/sys/module/hostile_params/parameters
insmod hostile_params.ko
# 300 numbers of 20 digits are more than a page; the rest is left out.
values=18446744073709551615
i=1
while [ $i -lt 190 ]; do values=$values,18446744073709551615; i=$((i + 1)); done
echo $values > $files/many
[ "$(cat $files/many | wc -c)" -gt 3900 ]
[ "$(cat $files/many | wc -c)" -le 4096 ]
[ "$(cat $files/boaster | wc -c)" -le 4096 ]
echo x > $files/boaster
# A bad element is refused by name and changes nothing, however the kernel splits the list. So is an excess element.
echo 1,2,3 > $files/four
! echo 5,6,x > $files/four 2> /dev/null
dmesg | grep -q 'hostile_params: parameter four: "x' || { dmesg | tail -5; exit 1; }
! echo 5,6,7,8,9 > $files/four 2> /dev/null
dmesg | grep -q 'hostile_params: parameter four: more than 4 values' || { dmesg | tail -5; exit 1; }
[ "$(cat $files/four)" = 1,2,3 ] || { echo "four is $(cat $files/four)"; exit 1; }
# A callback may read other parameters.
echo tape > $files/label
timeout 20 sh -c "echo 5 > $files/depth"
dmesg | grep -q 'hostile_params: depth 5 while label is tape'
! echo 4 > $files/depth 2> /dev/null
[ "$(cat $files/depth)" = 5 ]
rmmod hostile_params
