# SPDX-License-Identifier: GPL-2.0
# A write through a null pointer fails the run.
#: kernels: 6.12 6.1
#: modules: null_deref.ko
#: leaks: ignore
#: status: 1
#: expect: the kernel reports: BUG: kernel NULL pointer dereference
