// SPDX-License-Identifier: GPL-2.0 OR MIT
//! An object for each CPU, which that CPU changes without a lock.
//!
//! C: include/linux/percpu.h, include/linux/percpu-defs.h
#pragma once

#include <concepts>
#include <new>
#include <type_traits>
#include <utility>

#include <helpers/irqflags.hpp>
#include <helpers/percpu.hpp>
#include <linux/irqflags.hpp>
#include <linux/preempt.hpp>

#include <kernel/base/access_once.hpp>
#include <kernel/base/annotations.hpp>
#include <kernel/base/literal.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/base/types.hpp>
#include <kernel/base/zeroable.hpp>
#include <kernel/memory/gfp.hpp>

namespace kernel {

/// Only tasks use the PerCpu, so preemption is off during each use.
///
/// A debug kernel warns when an interrupt (of either kind) uses it.
struct ByTasks {
	struct State {};
	/// Turns preemption off.
	[[gnu::always_inline]] static State enter()
	{
		::kxx_assert_in_task();
		::preempt_disable();
		return {};
	}
	/// Turns preemption on again.
	[[gnu::always_inline]] static void leave(State) { ::preempt_enable(); }
};

/// Interrupt handlers also use the PerCpu, so interrupts are off during each use. NMIs must not use
/// it.
struct ByInterrupts {
	/// The interrupt state from before.
	using State = unsigned long;
	/// Turns interrupts off.
	[[gnu::always_inline]] static State enter() { return ::kxx_local_irq_save(); }
	/// Restores the interrupt state.
	[[gnu::always_inline]] static void leave(State flags) { ::local_irq_restore(flags); }
};

namespace detail {

/// A number of a width that the CPU can add to in one instruction.
template <typename T>
concept per_cpu_number = std::integral<T> && !std::is_same_v<T, bool> && sizeof(T) <= 8;

template <usize size>
struct NumberOfSize;
#define KXX_NUMBER(bytes, type)                                                    \
	template <>                                                                \
	struct NumberOfSize<bytes> {                                               \
		using Type = type;                                                 \
		[[gnu::always_inline]] static void add(void *p, type value)        \
		{                                                                  \
			::kxx_this_cpu_add_##type(static_cast<type *>(p), value);  \
		}                                                                  \
		[[gnu::always_inline]] static type read(void *p)                   \
		{                                                                  \
			return ::kxx_this_cpu_read_##type(static_cast<type *>(p)); \
		}                                                                  \
	};
KXX_NUMBER(1, u8)
KXX_NUMBER(2, u16)
KXX_NUMBER(4, u32)
KXX_NUMBER(8, u64)
#undef KXX_NUMBER

/// Adds to the number of the current CPU with one instruction, which no interrupt can split.
template <per_cpu_number N>
[[gnu::always_inline]] inline void this_cpu_add(N *cookie, N value)
{
	using Number = NumberOfSize<sizeof(N)>;

	Number::add(cookie, static_cast<typename Number::Type>(value));
}
/// The sum over all CPUs, each read once; wraps like the numbers themselves.
template <per_cpu_number N>
inline N per_cpu_sum(N *cookie)
{
	using Wide = std::make_unsigned_t<N>;
	Wide sum = 0;

	for (unsigned cpu = ::kxx_next_possible_cpu(-1); cpu < ::kxx_nr_cpus();
	     cpu = ::kxx_next_possible_cpu(static_cast<int>(cpu)))
		sum = static_cast<Wide>(
			sum + static_cast<Wide>(kernel::read_once(*static_cast<N *>(::kxx_per_cpu_ptr(cookie, cpu)))));
	return static_cast<N>(sum);
}

/// Calls `f(unsigned cpu, void *)` for the memory of every possible CPU.
template <typename F>
inline void for_each_place(void *cookie, F f)
{
	for (unsigned cpu = ::kxx_next_possible_cpu(-1); cpu < ::kxx_nr_cpus();
	     cpu = ::kxx_next_possible_cpu(static_cast<int>(cpu)))
		f(cpu, ::kxx_per_cpu_ptr(cookie, cpu));
}

} // namespace detail

/// The object of the current CPU, which the task cannot leave while the guard lives. Nothing may
/// sleep during that time.
///
/// PerCpu::local() makes it. Two guards of the same PerCpu at once refer to the same object.
template <typename T, typename Users>
class [[nodiscard]] __atomic_region PerCpuGuard : Pinned, TaskBound {
public:
	~PerCpuGuard() __atomic { Users::leave(state_); }

	T &operator*() & __lifetimebound { return *object_; }
	const T &operator*() const & __lifetimebound { return *object_; }
	T &operator*() && = delete;
	T *operator->() __lifetimebound { return object_; }
	const T *operator->() const __lifetimebound { return object_; }

private:
	template <typename, typename>
	friend class PerCpu;
	template <typename, Literal, typename>
	friend class StaticPerCpu;

	/// INVARIANT: `state_` comes first; from then on the task stays on this CPU.
	[[gnu::always_inline]] explicit PerCpuGuard(T *cookie)
		: state_(Users::enter()), object_(static_cast<T *>(::kxx_this_cpu_ptr(cookie)))
	{
	}

	[[no_unique_address]] typename Users::State state_;
	T *object_;
};

/// A T for each CPU. A CPU changes its own T without a lock or an atomic; other CPUs only add them
/// up.
///
/// Use it for data that is written often and read rarely, such as counters and caches of free
/// objects. Its memory grows with the number of CPUs; for a single object use a lock. `Users` says
/// whether interrupt handlers also use it. Adding to a number takes one instruction, so it is safe
/// for all users.
///
/// Invariants:
/// - `cookie_` is memory from the per-CPU allocator with a T for each possible CPU, or null after a move.
///
/// Example:
///     struct Traffic {
///             u64 packets;
///             u64 bytes;
///     };
///     auto traffic = TRY(PerCpu<Traffic>::create(GFP_KERNEL));
///     traffic.local()->packets++;
///     traffic.add(&Traffic::bytes, 1500u);
///     test.expect_eq(traffic.sum(&Traffic::packets), 1u);
///     test.expect_eq(traffic.sum(&Traffic::bytes), 1500u);
template <typename T, typename Users = ByTasks>
class [[nodiscard]] __owner(T) PerCpu {
	static_assert(std::is_object_v<T> && !std::is_const_v<T> && !std::is_array_v<T>);
	static_assert(sizeof(T) <= 32768 && alignof(T) <= 4096, "too large for the per-CPU allocator: use a Box");
	static_assert(sendable<T>, "PerCpu<T>: T is not sendable: whatever task runs on the CPU uses it, see "
				   "kernel/base/share.hpp");

public:
	/// Makes a zero for each CPU. Errors: ENOMEM. Context: process for GFP_KERNEL; may
	/// sleep.
	static Result<PerCpu> create(Gfp flags)
		requires zeroable<T>
	{
		T *cookie = static_cast<T *>(::kxx_alloc_percpu(sizeof(T), alignof(T), flags.bits()));

		if (!cookie) [[unlikely]]
			return ENOMEM;
		return PerCpu(cookie); // the allocator zeroes
	}
	/// Builds an object for each CPU from `args`. Errors: ENOMEM.
	template <typename... Args>
		requires(std::is_constructible_v<T, const Args &...> && (sizeof...(Args) > 0 || !zeroable<T>))
	static Result<PerCpu> create(Gfp flags, const Args &...args)
	{
		T *cookie = static_cast<T *>(::kxx_alloc_percpu(sizeof(T), alignof(T), flags.bits()));

		if (!cookie) [[unlikely]]
			return ENOMEM;
		detail::for_each_place(cookie, [&](unsigned, void *place) { ::new (place) T(args...); });
		return PerCpu(cookie);
	}
	PerCpu(PerCpu &&other) noexcept : cookie_(std::exchange(other.cookie_, nullptr)) {}
	PerCpu &operator=(PerCpu &&other) noexcept
	{
		PerCpu taken(std::move(other));

		std::swap(cookie_, taken.cookie_);
		return *this;
	}
	~PerCpu()
	{
		if (!cookie_)
			return;
		if constexpr (!std::is_trivially_destructible_v<T>)
			detail::for_each_place(cookie_, [](unsigned, void *place) { static_cast<T *>(place)->~T(); });
		::kxx_free_percpu(cookie_);
	}

	/// The pointer that the kernel's own per-CPU functions take.
	T *as_raw() const __atomic __lifetimebound { return cookie_; }

	/// This CPU's object. Context: process; with ByInterrupts, any but NMI. Nothing may sleep
	/// while the guard lives.
	[[gnu::always_inline]] PerCpuGuard<T, Users> local() const & __atomic __lifetimebound
	{
		return PerCpuGuard<T, Users>(cookie_);
	}
	PerCpuGuard<T, Users> local() && = delete;

	/// Adds to this CPU's number, in one instruction. Context: any.
	[[gnu::always_inline]] void add(std::type_identity_t<T> value) const __atomic
		requires detail::per_cpu_number<T>
	{
		detail::this_cpu_add(cookie_, value);
	}
	/// Adds to a number in this CPU's object, in one instruction. Context: any.
	template <typename N, typename Of>
		requires(detail::per_cpu_number<N> && std::is_base_of_v<Of, T>)
	[[gnu::always_inline]] void add(N Of::*number, std::type_identity_t<N> value) const __atomic
	{
		detail::this_cpu_add(&(cookie_->*number), value);
	}

	/// The sum over all CPUs. Each number is read once, while its CPU may change it, so the sum
	/// is exact only if nobody adds at the same time. It wraps like the number. Context: any.
	T sum() const __atomic
		requires detail::per_cpu_number<T>
	{
		return detail::per_cpu_sum(cookie_);
	}
	/// The sum of a number in the objects of all CPUs.
	template <typename N, typename Of>
		requires(detail::per_cpu_number<N> && std::is_base_of_v<Of, T>)
	N sum(N Of::*number) const __atomic
	{
		return detail::per_cpu_sum(&(cookie_->*number));
	}

	/// Calls `f(T &)` for the object of each CPU. The caller has the whole PerCpu alone.
	template <typename F>
	void for_each(F f) & __preserves_loans
	{
		detail::for_each_place(cookie_, [&](unsigned, void *place) { f(*static_cast<T *>(place)); });
	}

private:
	explicit PerCpu(T *cookie) : cookie_(cookie) {}

	T *cookie_;
};

/// A T for each CPU that starts as zero and lives as long as the module, without allocation, like
/// DEFINE_PER_CPU().
///
/// Use it for a module's own counters. The object has no state: the name in its type identifies the
/// memory.
///
/// Example:
///     static constexpr StaticPerCpu<u64, "example.hits"> hits;
///     const u64 before = hits.sum();
///     hits.add(2);
///     test.expect_eq(hits.sum(), before + 2);
template <typename T, Literal name, typename Users = ByTasks>
class StaticPerCpu {
	static_assert(zeroable<T> && std::is_trivially_destructible_v<T>,
		      "StaticPerCpu<T>: begins as zero and is never destroyed; for other types PerCpu");
	static_assert(sizeof(T) <= 4096 && alignof(T) <= 64, "too large for a module's per-CPU data: use PerCpu");

public:
	/// This CPU's object. Context: as PerCpu::local().
	[[gnu::always_inline]] PerCpuGuard<T, Users> local() const __atomic { return PerCpuGuard<T, Users>(cookie()); }
	/// Adds to this CPU's number, in one instruction. Context: any.
	[[gnu::always_inline]] void add(std::type_identity_t<T> value) const __atomic
		requires detail::per_cpu_number<T>
	{
		detail::this_cpu_add(cookie(), value);
	}
	template <typename N, typename Of>
		requires(detail::per_cpu_number<N> && std::is_base_of_v<Of, T>)
	[[gnu::always_inline]] void add(N Of::*number, std::type_identity_t<N> value) const __atomic
	{
		detail::this_cpu_add(&(cookie()->*number), value);
	}
	/// The sum over all CPUs, see PerCpu::sum(). Context: any.
	T sum() const __atomic
		requires detail::per_cpu_number<T>
	{
		return detail::per_cpu_sum(cookie());
	}
	template <typename N, typename Of>
		requires(detail::per_cpu_number<N> && std::is_base_of_v<Of, T>)
	N sum(N Of::*number) const __atomic
	{
		return detail::per_cpu_sum(&(cookie()->*number));
	}

private:
	/// The symbol of this variable is part of the memory's name.
	static constexpr char tag = 0;

	/// GCC ignores the section attribute of a template's variable, so inline assembly defines
	/// the variable. It is defined only once, since a module's C++ becomes one assembly file.
	[[gnu::always_inline]] static T *cookie()
	{
		T *p;

		asm(".ifndef kxx_percpu.%c1\n"
		    ".pushsection .data..percpu, \"aw\", @progbits\n"
		    ".balign %c3\n"
		    "kxx_percpu.%c1:\n"
		    ".zero %c2\n"
		    ".popsection\n"
		    ".endif\n"
		    "mov $kxx_percpu.%c1, %0"
		    : "=r"(p)
		    : "i"(&tag), "i"(sizeof(T)), "i"(alignof(T)));
		return p;
	}
};

template <typename T, typename Users>
struct Sharing<PerCpu<T, Users>> : SharedInTurns<T> {};

} // namespace kernel
