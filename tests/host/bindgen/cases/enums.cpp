// SPDX-License-Identifier: GPL-2.0
#include <enums.hpp>

static_assert(-1 < PLAIN_A, "an enumerator compares as int");
static_assert(~PLAIN_A == -1);
static_assert(sizeof(PLAIN_A + 0) == 4 && sizeof(plain) == 4);
static_assert(NEGATIVE_A == -1 && sizeof(negative) == 4);
static_assert(SMALLEST < 0 && sizeof(smallest) == 4);
static_assert(TOP_BIT == 0x80000000u && sizeof(top_bit) == 4);
static_assert(sizeof(wide) == 8 && WIDE == 0x100000000ull);
static_assert(sizeof(small) == 1 && SMALL_B == 200);
static_assert(sizeof(typedef_enum) == 4 && TYPEDEF_A == 7);
static_assert(sizeof(holds) == 20 && INSIDE_B == 1 && ANONYMOUS == 42);
