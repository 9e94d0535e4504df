// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Room for a C object inside a C++ one.
//!
//! C: none
#pragma once

#include <new>
#include <type_traits>
#include <utility>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>

namespace kernel {

/// A C object at a fixed address, initialised by C and changed behind C++'s back.
///
/// For wrappers of the library. It begins as zeroes (a static needs no code), or uninitialised;
/// what its owner must do to it before and after is the owner's business. as_raw() is const, as
/// all that may happen at once to what C code shares.
///
/// Example:
///     Opaque<u32> number;
///     *number.as_raw() = 3;
///     test.expect_eq(*number.as_raw(), 3u);
template <typename T>
class Opaque {
	static_assert(std::is_trivially_copyable_v<T>, "Opaque: T is a C type");

public:
	/// Zeroes.
	constexpr Opaque() : raw_{} {}
	/// Whatever was there.
	///
	/// Safety:
	/// - C code initialises it before it is looked at.
	explicit Opaque(unsafe_t) {}
	Opaque(const Opaque &) = delete;
	Opaque &operator=(const Opaque &) = delete;
	~Opaque() = default;

	/// What C functions take.
	[[gnu::always_inline]] constexpr T *as_raw() const __lifetimebound { return &raw_; }

	/// An initialiser (kernel/memory/init.hpp) that has C's function, which returns zero or a negative
	/// errno, fill the object: `Opaque<::cdev>::init([](::cdev *raw) { return ::x_init(raw); })`.
	template <typename Function>
	static auto init(Function function)
	{
		struct Initialiser {
			Function function;

			Result<> construct(unsafe_t, Opaque *place) &&
			{
				// SAFETY: the function initialises it; if it fails, nobody looks.
				return Result<>::from_c(function((::new (static_cast<void *>(place))
									  Opaque(unsafe))->as_raw()));
			}
		};
		return Initialiser{ std::move(function) };
	}

	/// The wrapper around what C code handed in.
	///
	/// Safety:
	/// - `raw` lies in an Opaque<T>, or is only reached through this one.
	static const Opaque &from_raw(unsafe_t, const T *raw)
	{
		static_assert(sizeof(Opaque) == sizeof(T) && alignof(Opaque) == alignof(T));
		return *reinterpret_cast<const Opaque *>(raw);
	}

private:
	union {
		mutable T raw_;
	};
};

} // namespace kernel
