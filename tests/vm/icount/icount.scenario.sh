# SPDX-License-Identifier: GPL-2.0
# With --icount the counter of bench/operations is exact: instruction sequences whose length is known count as long as
# they are.
#: kernels: 6.12 6.1
#: icount: yes
#: expect: ten_nops, 1000 times: 10000 instructions, again 10000,
#: expect: icount: 0 wrong$
