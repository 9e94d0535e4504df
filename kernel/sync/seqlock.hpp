// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Data that readers copy without a lock; they try again if a writer interfered.
//!
//! C: include/linux/seqlock.h
#pragma once

#include <type_traits>

#include <helpers/mutex.hpp>
#include <linux/seqlock.hpp>
#include <linux/seqlock_types.hpp>

#include <kernel/sync/lock.hpp>
#include <kernel/sync/spinlock.hpp>

namespace kernel {

namespace detail {

struct SeqLockBackend {
	using Raw = ::seqlock_t;
	static constexpr bool sleeps = false;

	template <typename Class>
	[[gnu::always_inline]] static void init(Raw *raw)
	{
		::kxx_seqlock_init(raw, Class::name, &Class::key, &Class::second_key);
	}
	static constexpr void make_static(auto &raw, const char *name)
	{
		raw.seqcount = {};
		SpinLockBackend::make_static(raw.lock, name);
		if constexpr (requires { raw.seqcount.seqcount.dep_map.name; })
			raw.seqcount.seqcount.dep_map.name = name;
		if constexpr (requires { raw.seqcount.lock; })
			raw.seqcount.lock = &raw.lock;
	}

	[[gnu::always_inline]] static unsigned copy_begin(Raw *raw) { return ::read_seqbegin(raw); }
	[[gnu::always_inline]] static bool copy_retry(Raw *raw, unsigned begin) { return ::read_seqretry(raw, begin); }

	struct Write : PlainMode<::write_seqlock, ::write_sequnlock, nullptr> {};
	struct WriteBh : PlainMode<::write_seqlock_bh, ::write_sequnlock_bh, nullptr> {};
	struct WriteIrq : PlainMode<::write_seqlock_irq, ::write_sequnlock_irq, nullptr> {};
	struct WriteIrqSave : IrqSaveMode<::kxx_write_seqlock_irqsave, ::write_sequnlock_irqrestore, nullptr> {};
};

} // namespace detail

/// A small value that is read often and written seldom: readers never make a writer wait.
///
/// Use it only for values without pointers, since a reader may see half of a change before it tries
/// again. Readers copy by plain assignment, which is repeated, not atomic: T must be trivially
/// copyable and harmless with any bytes, and only the copy that copy() returns may be used. For
/// objects behind a pointer, use RCU.
///
/// Example:
///     struct Position {
///             u64 x = 0, y = 0;
///     };
///     SeqLock<Position, "example.position"> position;
///     {
///             auto writer = position.write();
///             writer->x = writer->y = 5;
///     }
///     Position now = position.copy();
///     test.expect(now.x == 5 && now.y == 5);
template <typename T, Literal name, typename Order = Unordered>
	requires std::is_trivially_copyable_v<T>
using SeqLock = Lock<T, name, detail::SeqLockBackend, Order>;

} // namespace kernel
