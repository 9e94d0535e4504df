// SPDX-License-Identifier: GPL-2.0
#include <names.hpp>

template <typename A, typename B>
inline constexpr bool same = false;
template <typename A>
inline constexpr bool same<A, A> = true;

static_assert(sizeof(class_) == 32);
static_assert(same<decltype(template_(nullptr, 1, 2)), int>);
static_assert(same<decltype(is_friend(true)), bool>);
static_assert(same<decltype(use_clash(nullptr, 1)), clash>);
static_assert(sizeof(clash_tag) == 4);
static_assert(sizeof(hides) == 8);
static_assert(sizeof(atomic_t) == 4);
static_assert(LATER_B == 4);

int use(struct stat *buffer, class_ *object)
{
	object->new_ = 3;
	object->operator_(object->this_, object->private_);
	struct atomic_t counter{};
	return stat("x", buffer) + atomic_read(&counter) + device_node->id + array_variable[1];
}
