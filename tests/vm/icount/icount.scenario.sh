# SPDX-License-Identifier: GPL-2.0
# With --icount the counter of bench/operations is exact: it counts sequences of known length with exactly that many
# instructions.
#: kernels: 6.12
#: icount: yes
#: expect: ten_nops, 1000 times: 10000 instructions, again 10000,
#: expect: icount: 0 wrong$
