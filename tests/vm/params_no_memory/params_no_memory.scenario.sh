# SPDX-License-Identifier: GPL-2.0
# A text is written at run time, and each allocation on the way fails once: the old value stays, never a null.
#: kernels: debug
#: modules: ../hostile_params
set -e
label=/sys/module/hostile_params/parameters/label
depth=/sys/module/hostile_params/parameters/depth
insmod hostile_params.ko label=first
fail-nth-walk -c "grep -qx 'first\|second' $label && echo first > $label" sh -c "echo second > $label" > /tmp/walk ||
	{ cat /tmp/walk; echo "label is $(cat $label)"; exit 1; }
cat /tmp/walk
# The memory for the text. A walk in which no write fails would prove nothing.
grep -q 'slab [0-9]*: status 1, injected 1' /tmp/walk
# Somebody reads what another one writes: KASAN looks on.
(i=0; while [ $i -lt 300 ]; do echo "text number $i" > $label; i=$((i + 1)); done) &
i=2
while [ $i -lt 300 ]; do
	echo $i > $depth # whose callback reads the label
	cat $label > /dev/null
	i=$((i + 1))
done
wait
grep -qx 'text number 299' $label
rmmod hostile_params
