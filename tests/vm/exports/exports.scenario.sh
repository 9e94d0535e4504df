# SPDX-License-Identifier: GPL-2.0
# One module uses C++ symbols of another: they are resolved, versioned and counted.
#: modules: .
#: modules: changed
set -e
said() { dmesg | grep -qF -- "$1" || { echo "not said: $1"; exit 1; }; }
! insmod counter_user.ko 2> /dev/null || { echo "loaded without what it needs"; exit 1; }
said 'counter_user: Unknown symbol _ZN7counter'
insmod counter.ko
insmod counter_user.ko
said 'counter_user: advanced to 3'
said 'counter_user: 4 6 2199023255552'
! rmmod counter 2> /dev/null || { echo "unloaded while in use"; exit 1; }
rmmod counter_user
said 'counter_user: advanced to 7, total 7'
rmmod counter
said 'counter: total 7'

# The same names have other types, so a kernel with MODVERSIONS refuses the user.
insmod counter_changed.ko
! insmod counter_user.ko 2> /dev/null || { echo "loaded against changed types"; exit 1; }
said 'counter_user: disagrees about version of symbol _ZN7counter7advanceERKNS_4StepE'
rmmod counter_changed
