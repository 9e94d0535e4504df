# SPDX-License-Identifier: GPL-2.0
# Injected failures reach a module's allocations one after the other. Both modules seem to work;
# kmemleak tells them apart.
#: kernels: debug
#: modules: ../splats
#: status: 1
#: expect: memory leaked: [1-3] object
#: expect: comm "fail-nth"
set -e
fail-nth-walk insmod /modules/fails_well.ko >/tmp/walk 2>&1
cat /tmp/walk
# Each of the two allocations failed once; in the last run, no allocation failed.
[ "$(grep -c 'slab [0-9]*: status 1, injected 1' /tmp/walk)" -eq 2 ]
tail -n 1 /tmp/walk | grep -q 'failures injected, all handled'
# Runs several times, since a stray word that looks like a pointer may hide an object from kmemleak.
for i in 1 2 3; do fail-nth-walk -q insmod /modules/fails_badly.ko; done
# The init of a module that fails is called only once.
dmesg -c >/dev/null
! insmod /modules/init_fails.ko
[ "$(dmesg | grep -c 'init_fails: refusing')" -eq 1 ]
