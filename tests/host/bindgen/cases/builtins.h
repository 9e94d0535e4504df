/* SPDX-License-Identifier: GPL-2.0 */
/* Types that are built into the compiler, which no header defines. */
#include <stdarg.h>

typedef __gnuc_va_list own_list;
typedef va_list *list_pointer;

struct message {
	const char *format;
	va_list *arguments;
};

struct holds_list {
	int before;
	va_list list;
	own_list two[2];
};

int log_with(const char *format, va_list arguments);
int log_own(const char *format, own_list arguments);
int log_builtin(const char *format, __builtin_va_list arguments);
int log_const(const char *format, const va_list arguments);
int log_through(va_list *arguments);
list_pointer list_of(struct message *message);
int (*logger(void))(const char *format, va_list arguments);
void set_logger(int (*logger)(const char *format, va_list arguments));
extern va_list current_list;

static inline int log_inline(const char *format, va_list arguments)
{
	return log_with(format, arguments);
}

static inline int log_inline_through(list_pointer arguments)
{
	return log_through(arguments);
}

typedef __int128 i128;
typedef unsigned __int128 u128;
typedef __uint128_t other_u128;
typedef int four_ints __attribute__((vector_size(16)));
typedef _Float16 half;
typedef __float128 quad;
typedef _Complex double complex_double;

struct wide {
	char before;
	__int128 signed_one;
	__uint128_t unsigned_one;
	four_ints vector;
	half small;
	quad large;
	long double extended;
	complex_double complex;
	_Bool flag;
	unsigned __int128 bits : 100;
};

u128 add_wide(__int128 left, __uint128_t right);

static inline i128 negate(i128 value)
{
	return -value;
}

static inline other_u128 first_lane(four_ints *vector)
{
	return (*vector)[0];
}

#define WIDE_UNSIGNED (((unsigned __int128)5 << 64) | 7)
#define WIDE_NEGATIVE (-((__int128)1 << 127) + 3)
#define add_through(x, y) add_wide(x, y)
#define log_macro(format, arguments) log_with(format, arguments)
