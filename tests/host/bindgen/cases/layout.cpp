// SPDX-License-Identifier: GPL-2.0
#include <layout.hpp>

static_assert(sizeof(packed_one) == 6 && alignof(packed_one) == 1);
static_assert(__builtin_offsetof(packed_member, b) == 1);
static_assert(sizeof(over_aligned) == 64 && alignof(over_aligned) == 64);
static_assert(__builtin_offsetof(aligned_member, b) == 16 && sizeof(aligned_member) == 32);
static_assert(__builtin_offsetof(has_aligned_int, b) == 32);
static_assert(sizeof(struct aligned_typedef) == 16);
static_assert(sizeof(pragma_packed) == 14 && sizeof(inner_of_pragma) == 9);
static_assert(sizeof(pragma_two) == 6 && alignof(pragma_two) == 2);
static_assert(sizeof(empty) == 0 && sizeof(has_empty) == 8 && sizeof(array_of_empty) == 1);
static_assert(__builtin_offsetof(anonymous, y) == 12);
static_assert(sizeof(named_inside) == 2, "a type inside another one belongs to the file");
static_assert(sizeof(flexible) == 4 && sizeof(flexible_middle) == 20);
static_assert(__builtin_offsetof(zero_length, b) == 4 && sizeof(zero_length) == 8);
static_assert(sizeof(flexible_union) == 4 && sizeof(only_flexible) == 0);
static_assert(sizeof(plain_union) == 16);
static_assert(sizeof(same_name_inside) == 8);

int use(anonymous *a, flexible *f, same_name_inside *s)
{
	a->one = a->two;
	return a->pair[1].value.i + a->x + f->items[2] + s->same_name_inside_;
}

constexpr bool flags()
{
	bits b{};

	b.a = 5;
	b.c = -3;
	b.flag = true;
	return b.a == 5 && b.c == -3 && b.flag;
}
static_assert(flags());
