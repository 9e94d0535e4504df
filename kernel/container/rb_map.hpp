// SPDX-License-Identifier: GPL-2.0 OR MIT
//! A map from keys to values, in the order of the keys: a red-black tree of nodes that it allocates.
//!
//! C: include/linux/rbtree.h
//!
//! kernel/container/rbtree.hpp has the tree itself, and trees whose links are members of the items.
#pragma once

#include <type_traits>
#include <utility>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/container/rbtree.hpp>
#include <kernel/memory/box.hpp>
#include <kernel/memory/gfp.hpp>
#include <kernel/memory/init.hpp>

namespace kernel {

namespace detail {

template <typename K, typename V>
struct RbMapNode {
	template <typename... Args>
	explicit RbMapNode(K &&key, Args &&...args) : key(std::move(key)), value(std::forward<Args>(args)...)
	{
	}

	const K key;
	V value;
	RbLink link;
};

} // namespace detail

/// A map from keys to values, in the order of the keys, for types without a link.
///
/// If the items are the driver's own class, use an RbTree of them, which needs no second type.
/// Allocate a node before you take the lock, with its key and value (make_node()) or without
/// (make_room()); to insert it under the lock needs no memory.
///
/// Example:
///     using Users = RbMap<u32, u64>;
///     Users users;
///     auto room = TRY(Users::make_room(GFP_KERNEL)); // before a lock
///     auto node = std::move(room).write(7u, 70u); // under it
///     TRY(users.insert(std::move(node)));
///     TRY(users.insert(TRY(Users::make_node(GFP_KERNEL, 8u, 80u))));
///     if (u64 *bytes = users.find(8u))
///             *bytes += 1;
///     test.expect_eq(TRY(users.remove(8u)), 81u);
template <typename K, typename V>
class RbMap {
	using Item = detail::RbMapNode<K, V>;

public:
	/// A key and its value that are in no map.
	using Node = Box<Item>;
	/// Memory for a node.
	using Room = UninitBox<Item>;
	/// The tree of the nodes, which has cursors, ranges and entries.
	using Tree = RbTree<Node, &Item::link, &Item::key>;

	/// Allocates memory for a node, without its key and value.
	///
	/// Errors: ENOMEM.
	/// Context: as `flags` allow.
	static Result<Room> make_room(Gfp flags) { return make_box_uninit<Item>(flags); }
	/// Allocates a node and builds its value from `args`.
	///
	/// Errors: ENOMEM.
	/// Context: as `flags` allow.
	template <typename... Args>
		requires std::is_constructible_v<V, Args...>
	static Result<Node> make_node(Gfp flags, K key, Args &&...args)
	{
		return make_box<Item>(flags, std::move(key), std::forward<Args>(args)...);
	}

	[[nodiscard]] bool empty() const { return tree_.empty(); }
	/// The value of a key, or null.
	template <typename W>
	__may_be_null V *find(const W &wanted) & __lifetimebound
	{
		Item *found = tree_.find(wanted);

		return found ? &found->value : nullptr;
	}
	template <typename W>
	__may_be_null const V *find(const W &wanted) const & __lifetimebound
	{
		const Item *found = tree_.find(wanted);

		return found ? &found->value : nullptr;
	}
	/// Inserts a node. Errors: EEXIST: the key has a value; `node` then keeps its own.
	Result<> insert(Node &&node) { return tree_.insert(std::move(node)); }
	/// Allocates a node and inserts it. Errors: ENOMEM, EEXIST. Context: as `flags` allow.
	template <typename... Args>
		requires std::is_constructible_v<V, Args...>
	Result<> emplace(Gfp flags, K key, Args &&...args)
	{
		return insert(TRY(make_node(flags, std::move(key), std::forward<Args>(args)...)));
	}
	/// Removes a value and frees its node. Errors: ENOENT.
	template <typename W>
	Result<V> remove(const W &wanted)
	{
		auto node = TRY(tree_.remove(wanted));

		return std::move(node->value);
	}
	/// Removes a node, to free it later or use it again. Errors: ENOENT.
	template <typename W>
	Result<Node> remove_node(const W &wanted)
	{
		return tree_.remove(wanted);
	}
	/// The nodes in the order of their keys: `for (auto &node : map.nodes()) use(node.key,
	/// node.value);`
	Tree &nodes() & __lifetimebound { return tree_; }
	const Tree &nodes() const & __lifetimebound { return tree_; }
	void nodes() && = delete;

private:
	Tree tree_;
};

} // namespace kernel
