// SPDX-License-Identifier: GPL-2.0
#include <cycle_b.hpp>
static_assert(sizeof(second) == 16);
#include <cycle_a.hpp>
static_assert(sizeof(third) == 16);

void use(third *object)
{
	take_third(object, *object);
	give_first(&object->inside)->a = 3;
}
