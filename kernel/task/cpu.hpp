// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Processors: their numbers, and the set of those that are online.
//!
//! C: include/linux/cpumask.h, include/linux/smp.h, include/linux/cpu.h
#pragma once

#include <compare>
#include <tuple>

#include <helpers/cpumask.hpp>
#include <linux/cpu.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/base/types.hpp>
#include <kernel/text/format.hpp>

namespace kernel {

/// The number of a processor that this machine may have: safe to index per-CPU data with.
///
/// Invariants:
/// - the number is below nr_cpu_ids and in the mask of possible processors.
///
/// Example:
///     CpuId first = TRY(CpuId::from(0));
///     test.expect(first.online());
///     test.expect(CpuId::from(1u << 30).error() == EINVAL);
class CpuId {
public:
	/// Checks a number.
	///
	/// Errors: EINVAL: this machine cannot have such a processor.
	static Result<CpuId> from(u32 number) __atomic
	{
		if (number >= ::kxx_nr_cpu_ids() || !::kxx_cpu_possible(number))
			return EINVAL;
		return CpuId(number);
	}
	/// The processor that runs this code. With preemption on, it may change at any moment.
	static CpuId here() __atomic { return CpuId(::kxx_this_cpu()); }

	/// The number as in C, counted from zero.
	u32 number() const { return number_; }
	/// Whether the processor is online now. To keep it online, use CpusOnline.
	bool online() const __atomic { return ::kxx_cpu_online(number_); }

	friend auto operator<=>(CpuId, CpuId) = default;
	friend bool operator==(CpuId, CpuId) = default;

	/// Takes a number from C without a check.
	///
	/// Safety:
	/// - `number` is a possible processor.
	static CpuId from_raw(unsafe_t, u32 number) { return CpuId(number); }

private:
	explicit CpuId(u32 number) : number_(number) {}

	u32 number_;
};

namespace detail {

/// All processors of a mask, in order, for a range-based for loop.
class CpuRange {
public:
	class Iterator {
	public:
		// SAFETY: masks hold possible processors only; the end is never asked for.
		CpuId operator*() const { return CpuId::from_raw(unsafe, at_); }
		Iterator &operator++()
		{
			at_ = ::kxx_cpumask_from(mask_, static_cast<int>(at_) + 1);
			return *this;
		}
		/// Compares only with the end, which has no fixed number: it means that no
		/// processor is left.
		friend bool operator!=(const Iterator &at, const Iterator &) { return at.at_ < ::kxx_nr_cpu_ids(); }

	private:
		friend class CpuRange;
		Iterator(const ::cpumask *mask, u32 at) : mask_(mask), at_(at) {}

		const ::cpumask *mask_;
		u32 at_;
	};

	explicit CpuRange(const ::cpumask *mask) : mask_(mask) {}
	Iterator begin() const { return Iterator(mask_, ::kxx_cpumask_from(mask_, 0)); }
	Iterator end() const { return Iterator(mask_, ~0u); }

private:
	const ::cpumask *mask_;
};

} // namespace detail

/// The online processors, to iterate over: `for (CpuId cpu : online_cpus())`. The loop may miss or
/// include processors that come or go during it; to keep the set fixed, use CpusOnline.
///
/// Example:
///     u32 count = 0;
///     for (CpuId cpu : online_cpus())
///             count += cpu.online();
///     test.expect(count >= 1);
inline auto online_cpus()
{
	return detail::CpuRange(::kxx_cpu_online_mask());
}
/// The processors that this machine may ever have.
inline auto possible_cpus()
{
	return detail::CpuRange(::kxx_cpu_possible_mask());
}
/// The processors that are plugged in.
inline auto present_cpus()
{
	return detail::CpuRange(::kxx_cpu_present_mask());
}

/// The number of processors that are online now.
inline u32 online_cpu_count() __atomic
{
	return ::kxx_num_online_cpus();
}
/// The number of processors that there can ever be.
inline u32 possible_cpu_count() __atomic
{
	return ::kxx_num_possible_cpus();
}

/// Prevents processors from coming or going while it lives.
///
/// Context: process; the constructor may sleep.
///
/// Example:
///     CpusOnline stay;
///     for (CpuId cpu : online_cpus())
///             test.expect(cpu.online());
class [[nodiscard]] CpusOnline : Pinned, TaskBound {
public:
	CpusOnline() { ::cpus_read_lock(); }
	~CpusOnline() { ::cpus_read_unlock(); }
};

template <>
struct format::Formatter<CpuId> {
	static constexpr Text text = "{}";
	static auto parts(CpuId cpu) { return std::tuple(cpu.number()); }
};

} // namespace kernel
