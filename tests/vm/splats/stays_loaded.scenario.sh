# SPDX-License-Identifier: GPL-2.0
# A module that holds a reference to itself cannot be unloaded, which fails the run.
#: kernels: 6.12
#: modules: stays_loaded.ko
#: leaks: ignore
#: status: 1
#: expect: 'rmmod stays_loaded' failed
