# SPDX-License-Identifier: GPL-2.0
# Injected failures reach a module's allocations one after the other. Both modules look fine
# from outside; kmemleak tells them apart.
#: kernels: debug
#: modules: ../splats
#: status: 1
#: expect: memory leaked: [1-3] object
#: expect: comm "fail-nth"
set -e
fail-nth-walk insmod /modules/fails_well.ko >/tmp/walk 2>&1
cat /tmp/walk
# Both allocations failed once; in the last run, none did.
[ "$(grep -c 'slab [0-9]*: status 1, injected 1' /tmp/walk)" -eq 2 ]
tail -n 1 /tmp/walk | grep -q 'failures injected, all handled'
# Several times: a word that looks like a pointer, somewhere, hides an object from kmemleak.
for i in 1 2 3; do fail-nth-walk -q insmod /modules/fails_badly.ko; done
# A module that refuses is initialised once.
dmesg -c >/dev/null
! insmod /modules/init_fails.ko
[ "$(dmesg | grep -c 'init_fails: refusing')" -eq 1 ]
