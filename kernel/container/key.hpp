// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Internal: the key of an item: a data member, or a const member function.
//!
//! C: none
#pragma once

#include <type_traits>
#include <utility>

namespace kernel::detail {

template <auto key>
struct KeyTraits;
template <typename K, typename C, K C::*key>
	requires(!std::is_function_v<K>)
struct KeyTraits<key> {
	using Key = std::remove_cv_t<K>;
	[[gnu::always_inline]] static const K &of(const C &item) { return item.*key; }
};
template <typename K, typename C, K (C::*key)() const>
struct KeyTraits<key> {
	using Key = std::remove_cvref_t<K>;
	[[gnu::always_inline]] static K of(const C &item) { return (item.*key)(); }
};
template <typename K, typename C, K (C::*key)() const noexcept>
struct KeyTraits<key> {
	using Key = std::remove_cvref_t<K>;
	[[gnu::always_inline]] static K of(const C &item) { return (item.*key)(); }
};

template <auto key>
using KeyOf = typename KeyTraits<key>::Key;

template <auto key, typename T>
[[gnu::always_inline]] inline decltype(auto) key_of(const T &item)
{
	return KeyTraits<key>::of(item);
}

} // namespace kernel::detail
