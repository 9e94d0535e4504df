// SPDX-License-Identifier: GPL-2.0 OR MIT
//! The one class that implements Mutex, SpinLock and the others: a lock owns its data, and a guard
//! is the only key.
//!
//! C: include/linux/mutex.h, include/linux/spinlock.h, include/linux/rwlock.h, include/linux/rwsem.h
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

#include <kernel/base/annotations.hpp>
#include <kernel/base/literal.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/sync/lock_order.hpp>
#include <kernel/sync/lockdep.hpp>

namespace kernel {

template <typename T, Literal name, typename Backend, typename LockOrder>
class Lock;

namespace detail {

/// A mode of locking for which C has a function that does not wait.
template <typename Mode>
concept can_be_tried = Mode::can_be_tried;

} // namespace detail

/// The key to a lock's data while the lock is held; its destructor unlocks.
///
/// The lock's functions make it. Name the variable after the data: `auto queue = queue_.lock();`.
/// `Mode` says how the lock was taken, and whether others may read at the same time; if so, the
/// data is const.
///
/// Invariants:
/// - while `lock_` is not null, this task (or this CPU) holds that lock in this mode.
template <typename LockType, typename Mode>
class [[nodiscard]] __scoped_capability Guard : TaskBound {
	using Data = std::conditional_t<Mode::shared, const typename LockType::Data, typename LockType::Data>;

public:
	/// The lock that this guard proves to be held; see After.
	using Innermost = LockType;

	/// Passes the key on within the task. The old guard no longer gives access.
	[[gnu::always_inline]] Guard(Guard &&other) noexcept
		: lock_(std::exchange(other.lock_, nullptr)), state_(other.state_)
	{
	}
	Guard &operator=(Guard &&) = delete;
	[[gnu::always_inline]] ~Guard() __atomic __releases()
	{
		if (lock_)
			Mode::unlock(lock_->raw(), state_);
	}

	Data &operator*() & __lifetimebound { return lock_->data_; }
	const Data &operator*() const & __lifetimebound { return lock_->data_; }
	Data &operator*() && requires(!std::is_scalar_v<Data>) = delete;
	/// Reads the data under a lock held for one expression: `u32 now = *counter.lock();`.
	Data operator*() &&
		requires std::is_scalar_v<Data>
	{
		return lock_->data_;
	}
	/// Accesses the data, also through an unnamed guard that holds the lock for one expression:
	/// `stats.lock()->reads++;`.
	Data *operator->() __lifetimebound { return &lock_->data_; }
	const Data *operator->() const __lifetimebound { return &lock_->data_; }

	/// Unlocks now. Values read through the guard may change right after that.
	void unlock() && { Guard gone(std::move(*this)); }

	/// Turns the writer into a reader, without letting another writer in between.
	[[gnu::always_inline]] auto downgrade() &&
		requires requires { &LockType::Backend::downgrade; }
	{
		const LockType *lock = std::exchange(lock_, nullptr);

		LockType::Backend::downgrade(lock->raw());
		return Guard<LockType, typename LockType::Backend::Read>(*lock, {});
	}

	/// Unlocks, calls `function`, and locks again in the same mode. Do not keep pointers into
	/// the data across the call: others may have held the lock.
	///
	/// Context: as the lock's; `function` may sleep where the guard was the only reason not to.
	template <typename Function>
	[[gnu::always_inline]] decltype(auto) while_unlocked(Function function) &
	{
		struct Relock {
			Guard &guard;
			const LockType *lock;
			~Relock()
			{
				guard.state_ = Mode::lock(lock->raw());
				guard.lock_ = lock;
			}
		};
		// During the call the guard gives no access: `function` may have a reference to it.
		Relock relock{ *this, std::exchange(lock_, nullptr) };
		Mode::unlock(relock.lock->raw(), state_);
		return function();
	}

	/// Whether this is the key to `lock`, and not to another of the same type.
	bool opens(const LockType &lock) const __atomic { return lock_ == &lock; }

private:
	friend LockType;
	template <typename OtherLock, typename OtherMode>
	friend class Guard;

	/// INVARIANT: the lock was just taken in this mode.
	[[gnu::always_inline]] Guard(const LockType &lock, typename Mode::State state) : lock_(&lock), state_(state)
	{
		// The kernel's flags make the compiler assume that an object may be at address 0.
		if (!lock_)
			__builtin_unreachable();
	}

	const LockType *lock_;
	[[no_unique_address]] typename Mode::State state_;
};

namespace detail {
#ifdef __clang__
/// A Guard out of a Result, of which clang's thread-safety analysis knows nothing: it neither finds the
/// guard in the statement expression of TRY, nor the return in front of it, and would report every end
/// of such a guard.
template <typename LockType, typename Mode>
class [[nodiscard]] TriedGuard : public Guard<LockType, Mode> {
	using Guard<LockType, Mode>::Guard;
};
#else
template <typename LockType, typename Mode>
using TriedGuard = Guard<LockType, Mode>;
#endif
} // namespace detail

/// Data and the lock that protects it. Drivers do not name this class or derive from it: they use
/// Mutex, SpinLock, RawSpinLock, RwLock, RwSemaphore or SeqLock.
///
/// The backend decides which functions exist: a mutex has no lock_irq(). Each function takes a
/// proof of the locks that are already held (see After), which may be omitted for an Unordered
/// lock.
///
/// Invariants:
/// - `data_` is touched only through a guard, between lock and unlock.
/// - `raw_` is never moved, and is initialised with the class of this type.
template <typename T, Literal name, typename Backend_, typename LockOrder>
class __capability("lock") Lock {
	struct Nothing {};
	using Backend = Backend_;
	using Raw = typename Backend::Raw;

public:
	Lock(const Lock &) = delete;
	Lock &operator=(const Lock &) = delete;
	/// The protected data.
	using Data = std::conditional_t<std::is_void_v<T>, Nothing, T>;
	/// The lockdep class of the lock.
	using Class = LockClass<name, Lock>;
	/// Whether waiting for the lock sleeps.
	static constexpr bool sleeps = Backend::sleeps;
	/// The opposite, for __atomic_if.
	static constexpr bool never_sleeps = !Backend::sleeps;

	/// Makes an unlocked lock and builds its data in place from `args`.
	template <typename... Args>
		requires std::is_constructible_v<Data, Args...>
	[[gnu::always_inline]] explicit constexpr Lock(Args &&...args) : data_(std::forward<Args>(args)...)
	{
		// The compiler initialises a static; lockdep tells statics apart by their address.
		if (std::is_constant_evaluated())
			Backend::make_static(raw_, Class::name);
		else
			Backend::template init<Class>(&raw_);
	}

	/// Takes the lock exclusively. Context: process, may sleep, for a mutex; any for a spinning
	/// lock that no interrupt handler takes.
	template <typename... Proof>
		requires requires { typename Backend::Exclusive; }
	[[gnu::always_inline]] auto lock(const Proof &...) const & __atomic_if(never_sleeps)
		__lifetimebound __acquires(this)
	{
		return take<typename Backend::Exclusive, Proof...>();
	}
	/// A temporary lock, which is destroyed at the end of the line, protects nothing.
	template <typename... Proof>
	void lock(const Proof &...) const && = delete;
	/// Takes the lock with softirqs off on this CPU, for a lock that softirqs also take.
	/// Context: process or softirq.
	template <typename... Proof>
		requires requires { typename Backend::Bh; }
	[[gnu::always_inline]] auto lock_bh(const Proof &...) const & __atomic_if(never_sleeps)
		__lifetimebound __acquires(this)
	{
		return take<typename Backend::Bh, Proof...>();
	}
	/// Turns interrupts off, which must be on, and takes the lock; the guard turns them on
	/// again. Context: process or softirq.
	template <typename... Proof>
		requires requires { typename Backend::Irq; }
	[[gnu::always_inline]] auto lock_irq(const Proof &...) const & __atomic_if(never_sleeps)
		__lifetimebound __acquires(this)
	{
		return take<typename Backend::Irq, Proof...>();
	}
	/// Takes the lock with interrupts off, and restores them afterwards. Two such guards must
	/// end in reverse order, as local variables do. Each restores the state that it found, so
	/// if unlock() or a move ends the outer guard early, interrupts are turned on while the
	/// inner lock is held. Context: any but NMI.
	template <typename... Proof>
		requires requires { typename Backend::IrqSave; }
	[[gnu::always_inline]] auto lock_irqsave(const Proof &...) const & __atomic_if(never_sleeps)
		__lifetimebound __acquires(this)
	{
		return take<typename Backend::IrqSave, Proof...>();
	}
	/// Like lock(), but a signal ends the wait. Errors: EINTR. Context: process; may sleep.
	template <typename... Proof>
		requires requires { &Backend::lock_interruptible; }
	[[gnu::always_inline]] auto lock_interruptible(const Proof &...) const & __atomic_if(never_sleeps)
		__lifetimebound
	{
		return take_unless<typename Backend::Exclusive, Proof...>(Backend::lock_interruptible(&raw_));
	}
	/// Like lock(), but a fatal signal ends the wait. Errors: EINTR. Context: process; may sleep.
	template <typename... Proof>
		requires requires { &Backend::lock_killable; }
	[[gnu::always_inline]] auto lock_killable(const Proof &...) const & __atomic_if(never_sleeps) __lifetimebound
	{
		return take_unless<typename Backend::Exclusive, Proof...>(Backend::lock_killable(&raw_));
	}
	/// Takes the lock exclusively if nobody holds it; does not wait. It needs no proof: a
	/// function that does not wait cannot deadlock.
	///
	/// Errors: EBUSY: somebody holds the lock.
	/// Context: as lock()'s, but a mutex must not be tried in an interrupt either.
	[[gnu::always_inline]] auto try_lock() const & __atomic __lifetimebound
		requires detail::can_be_tried<typename Backend::Exclusive>
	{
		return try_take<typename Backend::Exclusive>();
	}
	/// Like try_lock(), with softirqs off.
	[[gnu::always_inline]] auto try_lock_bh() const & __atomic __lifetimebound
		requires detail::can_be_tried<typename Backend::Bh>
	{
		return try_take<typename Backend::Bh>();
	}
	/// Like try_lock(), with interrupts off, and restores them afterwards.
	[[gnu::always_inline]] auto try_lock_irqsave() const & __atomic __lifetimebound
		requires detail::can_be_tried<typename Backend::IrqSave>
	{
		return try_take<typename Backend::IrqSave>();
	}

	/// Takes the lock as one of several readers.
	template <typename... Proof>
		requires requires { typename Backend::Read; }
	[[gnu::always_inline]] auto read(const Proof &...) const & __atomic_if(never_sleeps)
		__lifetimebound __acquires_shared(this)
	{
		return take<typename Backend::Read, Proof...>();
	}
	template <typename... Proof>
	void read(const Proof &...) const && = delete;
	/// Like read(), with softirqs off.
	template <typename... Proof>
		requires requires { typename Backend::ReadBh; }
	[[gnu::always_inline]] auto read_bh(const Proof &...) const & __atomic_if(never_sleeps)
		__lifetimebound __acquires_shared(this)
	{
		return take<typename Backend::ReadBh, Proof...>();
	}
	/// Like read(), with interrupts off, and turns them on afterwards.
	template <typename... Proof>
		requires requires { typename Backend::ReadIrq; }
	[[gnu::always_inline]] auto read_irq(const Proof &...) const & __atomic_if(never_sleeps)
		__lifetimebound __acquires_shared(this)
	{
		return take<typename Backend::ReadIrq, Proof...>();
	}
	/// Like read(), with interrupts off, and restores them afterwards.
	template <typename... Proof>
		requires requires { typename Backend::ReadIrqSave; }
	[[gnu::always_inline]] auto read_irqsave(const Proof &...) const & __atomic_if(never_sleeps)
		__lifetimebound __acquires_shared(this)
	{
		return take<typename Backend::ReadIrqSave, Proof...>();
	}
	/// Like read(), but a signal ends the wait. Errors: EINTR. Context: process; may sleep.
	template <typename... Proof>
		requires requires { &Backend::read_interruptible; }
	[[gnu::always_inline]] auto read_interruptible(const Proof &...) const & __atomic_if(never_sleeps)
		__lifetimebound
	{
		return take_unless<typename Backend::Read, Proof...>(Backend::read_interruptible(&raw_));
	}
	/// Like read(), but does not wait. Errors: EBUSY.
	[[gnu::always_inline]] auto try_read() const & __atomic __lifetimebound
		requires detail::can_be_tried<typename Backend::Read>
	{
		return try_take<typename Backend::Read>();
	}

	/// Takes the lock exclusively, to change the data.
	template <typename... Proof>
		requires requires { typename Backend::Write; }
	[[gnu::always_inline]] auto write(const Proof &...) const & __atomic_if(never_sleeps)
		__lifetimebound __acquires(this)
	{
		return take<typename Backend::Write, Proof...>();
	}
	template <typename... Proof>
	void write(const Proof &...) const && = delete;
	/// Like write(), with softirqs off.
	template <typename... Proof>
		requires requires { typename Backend::WriteBh; }
	[[gnu::always_inline]] auto write_bh(const Proof &...) const & __atomic_if(never_sleeps)
		__lifetimebound __acquires(this)
	{
		return take<typename Backend::WriteBh, Proof...>();
	}
	/// Like write(), with interrupts off, and turns them on afterwards.
	template <typename... Proof>
		requires requires { typename Backend::WriteIrq; }
	[[gnu::always_inline]] auto write_irq(const Proof &...) const & __atomic_if(never_sleeps)
		__lifetimebound __acquires(this)
	{
		return take<typename Backend::WriteIrq, Proof...>();
	}
	/// Like write(), with interrupts off, and restores them afterwards.
	template <typename... Proof>
		requires requires { typename Backend::WriteIrqSave; }
	[[gnu::always_inline]] auto write_irqsave(const Proof &...) const & __atomic_if(never_sleeps)
		__lifetimebound __acquires(this)
	{
		return take<typename Backend::WriteIrqSave, Proof...>();
	}
	/// Like write(), but a fatal signal ends the wait. Errors: EINTR. Context: process; may
	/// sleep.
	template <typename... Proof>
		requires requires { &Backend::write_killable; }
	[[gnu::always_inline]] auto write_killable(const Proof &...) const & __atomic_if(never_sleeps) __lifetimebound
	{
		return take_unless<typename Backend::Write, Proof...>(Backend::write_killable(&raw_));
	}
	/// Like write(), but does not wait. Errors: EBUSY.
	[[gnu::always_inline]] auto try_write() const & __atomic __lifetimebound
		requires detail::can_be_tried<typename Backend::Write>
	{
		return try_take<typename Backend::Write>();
	}

	/// Returns a consistent copy of a SeqLock's data without locking: it copies again if a
	/// writer interfered. So a reader must not interrupt a writer on the same CPU; if it could,
	/// the writer uses write_irqsave() or write_bh(). Context: any.
	[[gnu::always_inline]] Data copy() const __atomic
		requires requires { &Backend::copy_begin; }
	{
		for (;;) {
			unsigned begin = Backend::copy_begin(&raw_);
			Data value = data_;
			if (!Backend::copy_retry(&raw_, begin)) [[likely]]
				return value;
		}
	}

	/// The data, without locking. A type cannot show that nobody else uses the lock: it may be a
	/// static, or belong to an object with a callback. So prefer lock(), which costs little where
	/// nobody waits, and give the data its first value through the constructor.
	///
	/// Safety:
	/// - While the result is used, nobody else uses the lock.
	Data &data(unsafe_t) & __lifetimebound { return data_; }
	Data &data(unsafe_t) && = delete;

	/// The C lock, for library code that passes it to the kernel.
	///
	/// Safety:
	/// - Whenever a guard of the lock is made or destroyed, the caller has left the lock as it
	///   found it.
	Raw *as_raw(unsafe_t) const __lifetimebound { return &raw_; }

private:
	template <typename LockType, typename Mode>
	friend class Guard;

	Raw *raw() const __lifetimebound { return &raw_; }

	template <typename Mode, typename... Proof>
	[[gnu::always_inline]] auto take() const
	{
		detail::check_order<Lock, Proof...>();
		return Guard<Lock, Mode>(*this, Mode::lock(&raw_));
	}
	template <typename Mode, typename... Proof>
	[[gnu::always_inline]] Result<detail::TriedGuard<Lock, Mode>> take_unless(int error) const
	{
		detail::check_order<Lock, Proof...>();
		if (error)
			return EINTR;
		return detail::TriedGuard<Lock, Mode>(*this, {});
	}
	template <typename Mode>
	[[gnu::always_inline]] Result<detail::TriedGuard<Lock, Mode>> try_take() const
	{
		typename Mode::State state{};
		if (!Mode::try_lock(&raw_, state)) [[unlikely]]
			return EBUSY;
		return detail::TriedGuard<Lock, Mode>(*this, state);
	}

	mutable Raw raw_;
	[[no_unique_address]] mutable Data data_;
};

namespace detail {

/// What a lock asks of its data T, with More questions, before tasks may share it.
template <typename T, typename Backend, typename... More>
struct LockAsks {
	using Type = Types<IsSendable<T>, More...>;
};
template <typename T, typename Backend, typename... More>
	requires requires { typename Backend::Read; }
struct LockAsks<T, Backend, More...> {
	using Type = Types<IsSendable<T>, IsShareable<T>, More...>;
};

} // namespace detail

/// A lock makes its data safe to share if the data is sendable; if several readers may hold the
/// lock at once, the data must also be shareable.
template <typename T, Literal name, typename Backend, typename LockOrder>
struct Sharing<Lock<T, name, Backend, LockOrder>> {
	static constexpr bool sendable = true;
	static constexpr bool shareable = true;
	using SendableIf = detail::Types<detail::IsSendable<T>>;
	using ShareableIf = typename detail::LockAsks<T, Backend>::Type;
};
/// The type that lock() of a LockType returns, for a guard that is a member.
///
/// Example:
///     using Numbers = Mutex<u32, "example.numbers">;
///     struct Section {
///             explicit Section(const Numbers &numbers) : number(numbers.lock()) {}
///             GuardOf<Numbers> number;
///     };
///     Numbers numbers(5u);
///     Section section(numbers);
///     test.expect_eq(*section.number, 5u);
template <typename LockType>
using GuardOf = decltype(std::declval<const LockType &>().lock());

namespace detail {

template <typename T, Literal name, typename Backend, typename LockOrder>
struct OrderOf<Lock<T, name, Backend, LockOrder>> {
	using Type = LockOrder;
};

/// Whether others hold the lock in the same mode at the same time.
enum class Shared : bool { No, Yes };

/// The state of a mode that has nothing to keep.
struct NoState {};

/// A mode of locking with C functions of one argument; most backends consist of these.
template <auto lock_, auto unlock_, auto try_lock_, Shared shared_ = Shared::No>
struct PlainMode {
	static constexpr bool shared = shared_ == Shared::Yes;
	static constexpr bool can_be_tried = !std::is_same_v<decltype(try_lock_), std::nullptr_t>;
	using State = NoState;

	template <typename Raw>
	[[gnu::always_inline]] static State lock(Raw *raw)
	{
		lock_(raw);
		return {};
	}
	template <typename Raw>
	[[gnu::always_inline]] static bool try_lock(Raw *raw, State &)
	{
		return try_lock_(raw) != 0;
	}
	template <typename Raw>
	[[gnu::always_inline]] static void unlock(Raw *raw, State)
	{
		unlock_(raw);
	}
};

/// The same, with the interrupt state kept between lock and unlock.
template <auto lock_, auto unlock_, auto try_lock_, Shared shared_ = Shared::No>
struct IrqSaveMode {
	static constexpr bool shared = shared_ == Shared::Yes;
	static constexpr bool can_be_tried = !std::is_same_v<decltype(try_lock_), std::nullptr_t>;
	using State = unsigned long;

	template <typename Raw>
	[[gnu::always_inline]] static State lock(Raw *raw)
	{
		return lock_(raw);
	}
	template <typename Raw>
	[[gnu::always_inline]] static bool try_lock(Raw *raw, State &flags)
	{
		return try_lock_(raw, &flags) != 0;
	}
	template <typename Raw>
	[[gnu::always_inline]] static void unlock(Raw *raw, State flags)
	{
		unlock_(raw, flags);
	}
};

} // namespace detail
} // namespace kernel
