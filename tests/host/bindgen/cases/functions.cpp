// SPDX-License-Identifier: GPL-2.0
#include <functions.hpp>

template <typename A, typename B>
inline constexpr bool same = false;
template <typename A>
inline constexpr bool same<A, A> = true;

static_assert(same<decltype(signal_like), void (*(int, void (*)(int)))(int)>);
static_assert(same<decltype(takes_array), int(int *, int (*)[3])>);
static_assert(same<decltype(the_thing()), thing *>);
static_assert(sizeof(thing_alias) == 4);

int use(thing *object)
{
	per_cpu_value = renamed(3) + has_symbol(4) + (int)stack_pointer;
	return plain(object, nullptr, "") + get_value(object) + twice(2) + double_it(3) +
	       alias_of_plain(object, nullptr, "") + alias_of_inline(object) + formatted("%d", 3);
}
