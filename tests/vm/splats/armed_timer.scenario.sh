# SPDX-License-Identifier: GPL-2.0
# A timer that is freed while it is armed fails the run: ODEBUG reports it.
#: kernels: debug
#: modules: armed_timer.ko
#: leaks: ignore
#: status: 1
#: expect: the kernel reports: ODEBUG: free active
