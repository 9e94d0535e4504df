# SPDX-License-Identifier: GPL-2.0
# A warning fails the run.
#: kernels: 6.12 6.1
#: modules: warn.ko
#: leaks: ignore
#: status: 1
#: expect: the kernel reports: WARNING: CPU
