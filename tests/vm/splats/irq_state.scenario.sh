# SPDX-License-Identifier: GPL-2.0
# A lock that is taken with interrupts on, and by an interrupt, fails the run: lockdep reports it.
#: kernels: debug
#: modules: irq_state.ko
#: leaks: ignore
#: status: 1
#: expect: the kernel reports: WARNING: inconsistent lock state
