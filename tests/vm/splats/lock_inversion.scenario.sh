# SPDX-License-Identifier: GPL-2.0
# Two locks that are taken in both orders fail the run, although nothing hangs: lockdep reports them.
#: kernels: debug
#: modules: lock_inversion.ko
#: leaks: ignore
#: status: 1
#: expect: the kernel reports: WARNING: possible circular locking dependency
