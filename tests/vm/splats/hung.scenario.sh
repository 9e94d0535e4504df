# SPDX-License-Identifier: GPL-2.0
# A module whose init waits for ever fails the run: the kernel reports the task that hangs.
#: kernels: debug
#: modules: hung.ko
#: leaks: ignore
#: status: 1
#: expect: the kernel reports: INFO: task insmod.* blocked for more than
