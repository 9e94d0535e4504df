// SPDX-License-Identifier: GPL-2.0 OR MIT
//! A queue of values from one producer to one consumer, without a lock.
//!
//! C: include/linux/kfifo.h
#pragma once

#include <type_traits>
#include <utility>

#include <kernel/base/annotations.hpp>
#include <kernel/base/bits.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/base/span.hpp>
#include <kernel/base/types.hpp>
#include <kernel/sync/atomic.hpp>

namespace kernel {

/// A ring of `n` values, where `n` is a power of two, with two ends: one In and one Out.
///
/// Use it to pass data from an interrupt handler to a task. An end may move from task to task.
/// Several producers share the In in the data of a lock, and several consumers share the Out in
/// another: the two sides never wait for each other. Values are copied; put owners into a List.
///
/// Context: any.
///
/// Invariants:
/// - only the holder of the In changes `in_`, and only that of the Out changes `out_`; 0 <= in_ -
///   out_ <= n, modulo 2³². The values from out_ to in_ belong to the Out, all others to the In.
///
/// Example:
///     Kfifo<u32, 16> samples;
///     auto in = TRY(samples.in());
///     auto out = TRY(samples.out());
///     test.expect(in.put(7));
///     test.expect(in.put(8));
///     test.expect_eq(TRY(out.get()), 7u);
///     test.expect_eq(out.size(), 1u);
///     test.expect_error(samples.in(), EBUSY); // there is one
template <typename T, usize n>
class Kfifo {
	static_assert(detail::is_power_of_2(n) && n <= usize{ 1 } << 31, "a Kfifo has a power of two of places");
	static_assert(std::is_trivially_copyable_v<T> && std::is_default_constructible_v<T>,
		      "a Kfifo copies its values: what is owned goes into a List");
	static_assert(sendable<T>, "another task takes a value out: it must be sendable");

	template <u32 mine>
	class End {
	public:
		End(End &&other) noexcept : fifo_(std::exchange(other.fifo_, nullptr)) {}
		End &operator=(End &&) = delete;
		/// From now on another one can be made.
		~End()
		{
			if (fifo_)
				static_cast<void>(fifo_->taken_.fetch_and(~mine, release));
		}

	protected:
		explicit End(const Kfifo *fifo) : fifo_(fifo) {}
		const Kfifo *fifo_;
	};

public:
	/// The end where values are put in. It must not outlive the Kfifo.
	class [[nodiscard]] In : End<1> {
	public:
		/// Puts a value in; returns false if there is no room.
		[[nodiscard, gnu::always_inline]] bool put(const T &value)
		{
			const Kfifo &fifo = *this->fifo_;
			const u32 in = fifo.in_.load(relaxed);

			// The acquire makes it safe to overwrite values that the Out has read.
			if (in - fifo.out_.load(acquire) >= n)
				return false;
			fifo.values_[in % n] = value;
			fifo.in_.store(in + 1, release);
			return true;
		}
		/// Puts in as many values as there is room for, and returns how many.
		[[nodiscard]] usize put(Span<const T> values)
		{
			const Kfifo &fifo = *this->fifo_;
			const u32 in = fifo.in_.load(relaxed);
			const usize room = n - (in - fifo.out_.load(acquire));
			const usize count = values.size() < room ? values.size() : room;

			for (usize i = 0; i < count; i++)
				fifo.values_[(in + i) % n] = values.data()[i];
			fifo.in_.store(static_cast<u32>(in + count), release);
			return count;
		}
		/// The number of values for which there is room, at least.
		[[nodiscard]] usize room() const
		{
			const Kfifo &fifo = *this->fifo_;
			return n - (fifo.in_.load(relaxed) - fifo.out_.load(acquire));
		}

	private:
		friend class Kfifo;
		explicit In(const Kfifo *fifo) : End<1>(fifo) {}
	};
	/// The end where values are taken out. It must not outlive the Kfifo.
	class [[nodiscard]] Out : End<2> {
	public:
		/// Takes out the oldest value.
		///
		/// Errors: ENOENT: there is none.
		[[gnu::always_inline]] Result<T> get()
		{
			const Kfifo &fifo = *this->fifo_;
			const u32 out = fifo.out_.load(relaxed);

			if (fifo.in_.load(acquire) == out)
				return ENOENT;
			T value = fifo.values_[out % n];
			fifo.out_.store(out + 1, release);
			return value;
		}
		/// Takes out as many values as exist and fit, and returns how many.
		[[nodiscard]] usize get(Span<T> values)
		{
			const Kfifo &fifo = *this->fifo_;
			const u32 out = fifo.out_.load(relaxed);
			const usize there = fifo.in_.load(acquire) - out;
			const usize count = values.size() < there ? values.size() : there;

			for (usize i = 0; i < count; i++)
				values.data()[i] = fifo.values_[(out + i) % n];
			fifo.out_.store(static_cast<u32>(out + count), release);
			return count;
		}
		/// The oldest value, which stays in the queue, or null.
		[[nodiscard]] __may_be_null const T *peek() const & __lifetimebound
		{
			const Kfifo &fifo = *this->fifo_;
			const u32 out = fifo.out_.load(relaxed);

			if (fifo.in_.load(acquire) == out)
				return nullptr;
			return &fifo.values_[out % n];
		}
		/// The number of values in the queue, at least.
		[[nodiscard]] usize size() const
		{
			const Kfifo &fifo = *this->fifo_;
			return fifo.in_.load(acquire) - fifo.out_.load(relaxed);
		}
		[[nodiscard]] bool empty() const { return !size(); }

	private:
		friend class Kfifo;
		explicit Out(const Kfifo *fifo) : End<2>(fifo) {}
	};

	constexpr Kfifo() = default;
	Kfifo(const Kfifo &) = delete;
	Kfifo &operator=(const Kfifo &) = delete;
	static constexpr usize capacity() { return n; }

	/// The end where values are put in. Errors: EBUSY: somebody has it.
	Result<In> in() const & __lifetimebound
	{
		if (taken_.fetch_or(1, acquire) & 1)
			return EBUSY;
		return In(this);
	}
	/// The end where values are taken out. Errors: EBUSY: somebody has it.
	Result<Out> out() const & __lifetimebound
	{
		if (taken_.fetch_or(2, acquire) & 2)
			return EBUSY;
		return Out(this);
	}
	void in() const && = delete;
	void out() const && = delete;

private:
	Atomic<u32> in_, out_, taken_;
	mutable T values_[n] = {};
};

/// The ends keep two tasks apart, whatever the type of the values is.
template <typename T, usize n>
struct Sharing<Kfifo<T, n>> : SharedInTurns<T> {};
template <typename T, usize n>
struct Borrows<Kfifo<T, n>> : BorrowsLike<T> {};

} // namespace kernel
