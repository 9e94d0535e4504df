/* SPDX-License-Identifier: GPL-2.0 */
/* Object-like macros with a value. */

typedef unsigned int gfp_t;
enum { ENUMERATOR = 9 };

#define NUMBER 42
#define NEGATIVE (-5)
#define LARGE 0x123456789abcdefULL
#define SHIFTED (1UL << 40)
#define FLAG ((gfp_t)0x10u)
#define COMBINED (FLAG | NUMBER)
#define LETTER 'x'
#define TEXT "he said \"hi\"\n" "\1" "23"
#define OF_ENUMERATOR (ENUMERATOR + 1)
#define SIZE sizeof(struct sized)
#define POINTER ((void *)0x122)
#define NOTHING
#define STATEMENT do { } while (0)
#define LIST 1, 2, 3
#define UNKNOWN (some_variable + 1)
#define OF_VARIABLE (constant_variable + 1)
#define CHECKED_SIZE (sizeof(long) == 8 ? 5u : wrong_size)
#define CONDITION (NUMBER > 3)
#define MINIMUM (-2147483647 - 1)
#define INT_MAX 0x7fffffff
#define final 3

extern unsigned int wrong_size;
static const int constant_variable = 3;

struct sized {
	long a, b;
};
