# SPDX-License-Identifier: GPL-2.0
# A text is written at run time while each allocation fails once: the old value stays, and is never null.
#: kernels: debug
#: modules: ../hostile_params
set -e
label=/sys/module/hostile_params/parameters/label
depth=/sys/module/hostile_params/parameters/depth
insmod hostile_params.ko label=first
fail-nth-walk -c "grep -qx 'first\|second' $label && echo first > $label" sh -c "echo second > $label" > /tmp/walk ||
	{ cat /tmp/walk; echo "label is $(cat $label)"; exit 1; }
cat /tmp/walk
# The allocation of the text must have failed once. A walk in which no write fails would prove nothing.
grep -q 'slab [0-9]*: status 1, injected 1' /tmp/walk
# One task reads the text while another one writes it; KASAN would report an invalid access.
(i=0; while [ $i -lt 300 ]; do echo "text number $i" > $label; i=$((i + 1)); done) &
i=2
while [ $i -lt 300 ]; do
	echo $i > $depth # the callback reads the label
	cat $label > /dev/null
	i=$((i + 1))
done
wait
grep -qx 'text number 299' $label
rmmod hostile_params
