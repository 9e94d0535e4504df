// SPDX-License-Identifier: GPL-2.0 OR MIT
//! A sleeping lock that several readers may hold at once.
//!
//! C: include/linux/rwsem.h
#pragma once

#include <helpers/mutex.hpp>
#include <linux/rwsem.hpp>

#include <kernel/sync/lock.hpp>
#include <kernel/sync/sleeping_lock.hpp>

namespace kernel {

namespace detail {

struct RwSemaphoreBackend {
	using Raw = ::rw_semaphore;
	static constexpr bool sleeps = true;

	template <typename Class>
	[[gnu::always_inline]] static void init(Raw *raw)
	{
		::kxx_rwsem_init(raw, Class::name, &Class::key);
	}
	static constexpr void make_static(auto &raw, const char *name) { make_static_sleeping_lock(raw, name); }

	struct Read : PlainMode<::down_read, ::up_read, ::down_read_trylock, Shared::Yes> {};
	struct Write : PlainMode<::down_write, ::up_write, ::down_write_trylock> {};
	static int read_interruptible(Raw *raw) { return ::down_read_interruptible(raw); }
	static int write_killable(Raw *raw) { return ::down_write_killable(raw); }
	/// Turns the writer into a reader without unlocking.
	static void downgrade(Raw *raw) { ::downgrade_write(raw); }
};

} // namespace detail

/// Many readers or one writer, in process context.
///
/// Use Mutex if sections are short, and RCU if reads are frequent.
///
/// Example:
///     struct Table {
///             u32 rows = 0;
///     };
///     RwSemaphore<Table, "example.table"> lock;
///     auto writer = lock.write();
///     writer->rows = 3;
///     auto reader = std::move(writer).downgrade();
///     test.expect_eq(reader->rows, 3u);
template <typename T, Literal name, typename Order = Unordered>
using RwSemaphore = Lock<T, name, detail::RwSemaphoreBackend, Order>;

} // namespace kernel
