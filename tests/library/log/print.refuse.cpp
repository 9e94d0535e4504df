// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/log/print.hpp refuses.
#include <kernel/log/print.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED print_128_bits: a value of this type has no \{\} form
// printk has no form for 128 bits.
void use(unsigned __int128 n)
{
#ifdef FIXED
	pr_info("{}", static_cast<u64>(n));
#else
	pr_info("{}", n);
#endif
}

// REFUSED print_array: a value of this type has no \{\} form
// An array of numbers has no form.
void use()
{
	u32 numbers[2] = { 1, 2 };
#ifdef FIXED
	pr_info("{} {}", numbers[0], numbers[1]);
#else
	pr_info("{}", numbers);
#endif
}

// REFUSED print_floating_point: the kernel has no floating point
// There is no floating point in the kernel.
void use(int n)
{
#ifdef FIXED
	pr_info("{}", n);
#else
	pr_info("{}", __builtin_bit_cast(float, n));
#endif
}

// REFUSED print_hexadecimal_text: the form after the colon does not suit the value
// Text has no hexadecimal form.
void use(const char *text)
{
#ifdef FIXED
	pr_info("{}", text);
#else
	pr_info("{:x}", text);
#endif
}

// REFUSED print_letter_behind_error: a letter or digit follows a pointer, an Error or bytes
// printk would take a letter after an Error as part of its format.
void use(Error e)
{
#ifdef FIXED
	pr_info("{} times", e);
#else
	pr_info("{}times", e);
#endif
}

// REFUSED print_letter_behind_pointer: a letter or digit follows a pointer, an Error or bytes
// printk would read {}x as %px and print the address itself.
void use(const void *p)
{
#ifdef FIXED
	pr_info("at {}, really", p);
#else
	pr_info("at {}x", p);
#endif
}

// REFUSED print_too_few_arguments: more \{\} than values
// Every {} needs an argument.
void use()
{
#ifdef FIXED
	pr_info("{} and {}", 1, 2);
#else
	pr_info("{} and {}", 1);
#endif
}

// REFUSED print_too_many_arguments: more values than \{\}
// Every argument needs its {}.
void use()
{
#ifdef FIXED
	pr_info("{} and {}", 1, 2);
#else
	pr_info("{}", 1, 2);
#endif
}

// REFUSED print_type_without_form: a value of this type has no \{\} form
// A type needs a Formatter before it can be printed.
struct Point {
	int x, y;
};
void use(const Point &p)
{
#ifdef FIXED
	pr_info("{}", p.x);
#else
	pr_info("{}", p);
#endif
}

// REFUSED print_unknown_specifier: unknown form after the colon
// There is no form for floating point, or for any other letter.
void use(int n)
{
#ifdef FIXED
	pr_info("{:x}", n);
#else
	pr_info("{:f}", n);
#endif
}

// REFUSED print_unmatched_brace: a brace stands alone
// A literal brace is written twice.
void use()
{
#ifdef FIXED
	pr_info("a {{ brace");
#else
	pr_info("a } brace");
#endif
}

// REFUSED print_conversion_of_c: write \{\} for a value
// A message contains no printk conversion by accident.
void use(int n)
{
#ifdef FIXED
	pr_info("{} is 100%, {}% of it, and %%d", n, n);
#else
	pr_info("%d", n);
#endif
}

// REFUSED print_debug_too_few_arguments: more \{\} than values
// ERRORS: 1
// pr_debug() is checked as the other functions are.
void use(int n)
{
#ifdef FIXED
	pr_debug("{} and {}", n, n);
#else
	pr_debug("{} and {}", n);
#endif
}

// REFUSED print_newline: a message ends its line itself
// A newline at the end, as in C, would print an empty line.
void use()
{
#ifdef FIXED
	pr_info("loaded");
#else
	pr_info("loaded\n");
#endif
}

// REFUSED print_param_of_own_type: a value of this type has no \{\} form
// Reading this parameter takes more than one instruction, so it has no form.
Param<param::String> name;
void use()
{
#ifdef FIXED
	name.with([](CStr text) { pr_info("{}", text); });
#else
	pr_info("{}", name);
#endif
}
