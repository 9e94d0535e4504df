// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Static keys: conditions that rarely change and whose checks cost only a no-op.
//!
//! C: include/linux/jump_label.h
#pragma once

#include <type_traits>

#include <helpers/jump_label.hpp>
#include <linux/jump_label.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/types.hpp>

namespace kernel {

/// A condition that static_branch_likely() or static_branch_unlikely() checks, and that starts as
/// `initially`.
///
/// A change stops all CPUs for a moment while the code is patched, so use it for conditions that an
/// administrator switches, or that change once at start. Otherwise use an Atomic<bool>. It must be
/// static (the code contains its address) and `constinit`. All operations are const.
///
/// Example:
///     constinit StaticKey<false> tracing;
///     Result<> example(kunit::Test &test)
///     {
///             test.expect(!static_branch_unlikely<tracing>());
///             tracing.enable();
///             test.expect(static_branch_unlikely<tracing>());
///             tracing.disable();
///             return ok;
///     }
template <bool initially>
class StaticKey {
	using Raw = std::conditional_t<initially, struct ::static_key_true, struct ::static_key_false>;

public:
	consteval StaticKey() : raw_(initial(Raw{})) {}
	StaticKey(const StaticKey &) = delete;
	StaticKey &operator=(const StaticKey &) = delete;

	/// Turns it on. Repeated calls have no further effect.
	///
	/// Context: process; may sleep. Not while CPU hotplug is locked out.
	void enable() const __sleeps { ::static_key_enable(&raw_.key); }
	/// Turns it off. Context: process; may sleep.
	void disable() const __sleeps { ::static_key_disable(&raw_.key); }

	/// Counts a user; the key is on while there are any. Do not mix this with enable() and
	/// disable().
	///
	/// Context: process; may sleep. Not while CPU hotplug is locked out.
	void inc() const __sleeps { ::static_key_slow_inc(&raw_.key); }
	/// Drops a user; the last one turns the key off. Context: process; may sleep.
	void dec() const __sleeps { ::static_key_slow_dec(&raw_.key); }

	/// Whether it is on, read from memory. It is for messages and tests; other code uses
	/// static_branch_*().
	bool enabled() const __atomic { return ::static_key_count(&raw_.key) > 0; }

	/// The key for C code.
	constexpr Raw *as_raw() const __lifetimebound { return &raw_; }

private:
	/// This is a template, because a kernel without jump labels has no `type`.
	template <typename Made>
	static consteval Made initial(Made made)
	{
		made.key.enabled.counter = initially;
		if constexpr (requires { made.key.type; })
			made.key.type = initially ? 1 : 0; // JUMP_TYPE_TRUE, JUMP_TYPE_FALSE
		return made;
	}

	mutable Raw raw_;
};

namespace detail {

template <typename T>
inline constexpr bool is_static_key = false;
template <bool initially>
inline constexpr bool is_static_key<StaticKey<initially>> = true;

} // namespace detail

/// Whether `key` is on, checked by an instruction that is patched when that changes; falls through
/// when it is on. Use it as `if (static_branch_likely<key>())`. Context: any.
template <const auto &key>
[[nodiscard, gnu::always_inline]] inline bool static_branch_likely() __atomic
{
	using Key = std::remove_cvref_t<decltype(key)>;
	static_assert(detail::is_static_key<Key>, "static_branch_likely: the key is a StaticKey");

	if constexpr (std::is_same_v<Key, StaticKey<true>>)
		return __builtin_expect(::kxx_static_branch_likely_true(key.as_raw()), true);
	else
		return __builtin_expect(::kxx_static_branch_likely_false(key.as_raw()), true);
}

/// Whether `key` is on, checked by an instruction that is patched when that changes; falls through
/// when it is off. Use it as `if (static_branch_unlikely<key>())`. Context: any.
template <const auto &key>
[[nodiscard, gnu::always_inline]] inline bool static_branch_unlikely() __atomic
{
	using Key = std::remove_cvref_t<decltype(key)>;
	static_assert(detail::is_static_key<Key>, "static_branch_unlikely: the key is a StaticKey");

	if constexpr (std::is_same_v<Key, StaticKey<true>>)
		return __builtin_expect(::kxx_static_branch_unlikely_true(key.as_raw()), false);
	else
		return __builtin_expect(::kxx_static_branch_unlikely_false(key.as_raw()), false);
}

} // namespace kernel
