// SPDX-License-Identifier: GPL-2.0
#include <limits.h>
#include <constants.hpp>

template <typename A, typename B>
inline constexpr bool same = false;
template <typename A>
inline constexpr bool same<A, A> = true;

static_assert(macro::NUMBER == 42 && macro::NEGATIVE == -5);
static_assert(macro::LARGE == 0x123456789abcdefULL);
static_assert(same<decltype(macro::LARGE), const unsigned long long>);
static_assert(same<decltype(macro::SHIFTED), const unsigned long>);
static_assert(same<decltype(macro::FLAG), const unsigned int>);
static_assert(macro::COMBINED == 58 && macro::LETTER == 'x');
static_assert(macro::TEXT[8] == '"' && macro::TEXT[12] == '\n' && macro::TEXT[13] == 1 && macro::TEXT[14] == '2');
static_assert(macro::OF_ENUMERATOR == 10 && macro::SIZE == 16);
static_assert(macro::CHECKED_SIZE == 5);
static_assert(macro::CONDITION && macro::MINIMUM < 0);

const void *pointer()
{
	return macro::POINTER;
}
