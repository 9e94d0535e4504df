# SPDX-License-Identifier: GPL-2.0
# A misused reference count saturates: the kernel warns each time, and nothing is freed.
#: kernels: 6.12 6.1
#: status: 1
#: expect: refcount_t: saturated; leaking memory
#: expect: refcount_t: underflow; use-after-free
#: expect: overflow: last false, saturated
#: expect: underflow: first true, second false
#: expect: arc: 0 destroyed
