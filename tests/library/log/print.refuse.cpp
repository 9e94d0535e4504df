// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/log/print.hpp refuses.
#include <kernel/log/print.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED print_128_bits: this type has no \{\} form
// printk has no form for 128 bits.
void use(unsigned __int128 n)
{
#ifdef FIXED
	pr_info("{}", static_cast<u64>(n));
#else
	pr_info("{}", n);
#endif
}

// REFUSED print_array: this type has no \{\} form
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

// REFUSED print_floating_point: this type has no \{\} form
// There is no floating point in the kernel.
void use(int n)
{
#ifdef FIXED
	pr_info("{}", n);
#else
	pr_info("{}", __builtin_bit_cast(float, n));
#endif
}

// REFUSED print_hexadecimal_text: error_format_specifier_does_not_suit_the_type
// Text has no hexadecimal form.
void use(const char *text)
{
#ifdef FIXED
	pr_info("{}", text);
#else
	pr_info("{:x}", text);
#endif
}

// REFUSED print_letter_behind_error: error_a_letter_or_digit_follows_a_pointer_or_error
// printk would swallow what follows an Error.
void use(Error e)
{
#ifdef FIXED
	pr_info("{} times", e);
#else
	pr_info("{}times", e);
#endif
}

// REFUSED print_letter_behind_pointer: error_a_letter_or_digit_follows_a_pointer_or_error
// printk would read {}x as %px and print the address itself.
void use(const void *p)
{
#ifdef FIXED
	pr_info("at {}, really", p);
#else
	pr_info("at {}x", p);
#endif
}

// REFUSED print_too_few_arguments: error_more_placeholders_than_arguments
// Every {} needs an argument.
void use()
{
#ifdef FIXED
	pr_info("{} and {}", 1, 2);
#else
	pr_info("{} and {}", 1);
#endif
}

// REFUSED print_too_many_arguments: error_more_arguments_than_placeholders
// Every argument needs its {}.
void use()
{
#ifdef FIXED
	pr_info("{} and {}", 1, 2);
#else
	pr_info("{}", 1, 2);
#endif
}

// REFUSED print_type_without_form: this type has no \{\} form
// A type says how it prints before it is printed.
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

// REFUSED print_unknown_specifier: error_unknown_format_specifier
// Floating point and other letters do not exist.
void use(int n)
{
#ifdef FIXED
	pr_info("{:x}", n);
#else
	pr_info("{:f}", n);
#endif
}

// REFUSED print_unmatched_brace: error_unmatched_brace_in_format
// A brace alone is written twice.
void use()
{
#ifdef FIXED
	pr_info("a {{ brace");
#else
	pr_info("a } brace");
#endif
}
