# SPDX-License-Identifier: GPL-2.0
# Sleeping with a spinlock held fails the run.
#: kernels: debug
#: modules: sleep_in_atomic.ko
#: leaks: ignore
#: status: 1
#: expect: the kernel reports: BUG: sleeping function called from invalid context|BUG: scheduling while atomic
