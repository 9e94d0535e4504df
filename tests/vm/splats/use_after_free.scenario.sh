# SPDX-License-Identifier: GPL-2.0
# A read of freed memory fails the run: KASAN reports it.
#: kernels: debug
#: modules: use_after_free.ko
#: leaks: ignore
#: status: 1
#: expect: the kernel reports: BUG: KASAN: (slab-)?use-after-free
