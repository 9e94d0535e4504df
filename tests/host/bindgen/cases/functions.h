/* SPDX-License-Identifier: GPL-2.0 */
/* Functions, inline functions, variables and macros. */

struct thing {
	int value;
};

int plain(struct thing *thing, int (*callback)(void *data, int), const char *text);
void never_returns(void) __attribute__((noreturn));
int formatted(const char *format, ...) __attribute__((format(printf, 1, 2)));
int renamed(int value) asm("other_name");
void (*signal_like(int number, void (*handler)(int)))(int);
int takes_array(int values[4], int matrix[2][3]);
int takes_function(int callback(int));

static inline int get_value(const struct thing *thing)
{
	return thing->value;
}

static inline __attribute__((always_inline)) int twice(int class)
{
	return class * 2;
}

static inline int variable_arguments(const char *format, ...)
{
	return 0;
}

extern inline __attribute__((gnu_inline)) int has_symbol(int value)
{
	return value;
}
int has_symbol(int value);

static const int table[2] = { 1, 2 };
register unsigned long stack_pointer asm("rsp");

#ifdef CONFIG_CC_HAS_NAMED_AS
extern int __seg_gs per_cpu_value;
#else
extern int per_cpu_value;
#endif

#define alias_of_plain plain
#define alias_of_inline get_value
#define thing_alias thing
#define double_it(x) (twice(x) + 0)
#define the_thing ((struct thing *)0x1000)
#define unlisted(x) (x)
