# SPDX-License-Identifier: GPL-2.0
# A shift by more bits than the type has fails the run: UBSAN reports it.
#: kernels: debug
#: modules: ubsan_shift.ko
#: leaks: ignore
#: status: 1
#: expect: the kernel reports: UBSAN: shift-out-of-bounds
