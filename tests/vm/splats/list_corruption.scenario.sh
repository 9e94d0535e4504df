# SPDX-License-Identifier: GPL-2.0
# A list entry that is removed twice fails the run: the kernel checks its lists.
#: kernels: 6.12
#: modules: list_corruption.ko
#: leaks: ignore
#: status: 1
#: expect: the kernel reports: list_del corruption
