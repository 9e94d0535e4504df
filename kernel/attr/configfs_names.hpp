// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Internal: names that an item's class may give to a function by mistake: C's names, and
//! misspellings.
//!
//! C: include/linux/configfs.h (struct configfs_item_operations, struct configfs_group_operations)
//!
//! Only a function counts whose first parameter is a text, or C's item or group.
#pragma once
#pragma GCC system_header

#include <type_traits>

#include <linux/configfs.hpp>

#include <kernel/base/callback_names.hpp>
#include <kernel/text/bstr.hpp>
#include <kernel/text/cstr.hpp>

namespace kernel::configfs::detail {

template <typename First>
inline constexpr bool is_name_or_item =
	std::is_same_v<std::remove_cvref_t<First>, CStr> || std::is_same_v<std::remove_cvref_t<First>, BStr> ||
	std::is_same_v<First, const char *> || std::is_same_v<First, ::config_item *> ||
	std::is_same_v<First, ::config_group *>;

/// Refuses the names that an item's class should not have.
template <typename T>
consteval bool check_callback_names()
{
	// C's names.
	KXX_NO_CALLBACK(is_name_or_item, release, "is a name of C: write the destructor")
	KXX_NO_CALLBACK(is_name_or_item, make_group, "is a name of C: write make_item(), which makes groups as well")
	KXX_NO_CALLBACK(is_name_or_item, disconnect_notify, "is a name of C: write drop_item()")
	KXX_NO_CALLBACK(is_name_or_item, commit_item, "is a name of C, of which the kernel makes no use")
	// Misspellings.
	KXX_SLIP(is_name_or_item, mkdir, make_item)
	KXX_SLIP(is_name_or_item, make, make_item)
	KXX_SLIP(is_name_or_item, make_items, make_item)
	KXX_SLIP(is_name_or_item, make_itme, make_item)
	KXX_SLIP(is_name_or_item, mkae_item, make_item)
	KXX_SLIP(is_name_or_item, create_item, make_item)
	KXX_SLIP(is_name_or_item, add_item, make_item)
	return true;
}

} // namespace kernel::configfs::detail
