# SPDX-License-Identifier: GPL-2.0
# A reference count that falls below zero fails the run.
#: kernels: 6.12 6.1
#: modules: refcount.ko
#: leaks: ignore
#: status: 1
#: expect: the kernel reports: refcount_t:
