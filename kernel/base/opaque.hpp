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

/// A C object at a fixed address, which C code initialises and changes without C++ seeing it.
///
/// It is for the library's wrappers. It starts as zeroes (a static is initialised at compile time),
/// or uninitialised; its owner must initialise and clean it up as C requires. as_raw() is const,
/// like every operation that several tasks may do at once.
///
/// Example:
///     Opaque<u32> number;
///     *number.as_raw() = 3;
///     test.expect_eq(*number.as_raw(), 3u);
template <typename T>
class Opaque {
	static_assert(std::is_trivially_copyable_v<T>, "Opaque: T is a C type");

public:
	/// Starts as zeroes.
	constexpr Opaque() : raw_{} {}
	/// Starts uninitialised.
	///
	/// Safety:
	/// - C code initialises it before it is used.
	explicit Opaque(unsafe_t) {}
	Opaque(const Opaque &) = delete;
	Opaque &operator=(const Opaque &) = delete;
	~Opaque() = default;

	/// The pointer that C functions take.
	[[gnu::always_inline]] constexpr T *as_raw() const __lifetimebound { return &raw_; }

	/// Makes an initialiser (kernel/memory/init.hpp) that lets a C function, which returns zero
	/// or a negative errno, initialise the object:
	/// `Opaque<::cdev>::init([](::cdev *raw) { return ::x_init(raw); })`.
	template <typename Function>
	static auto init(Function function)
	{
		struct Initialiser {
			Function function;

			/// Safety:
			/// - There is room for a T at `place`, and nothing lives there.
			Result<> construct(unsafe_t, Opaque *place) &&
			{
				// SAFETY: the function initialises it; if it fails, nobody uses the
				// object.
				return Result<>::from_c(
					function((::new (static_cast<void *>(place)) Opaque(unsafe))->as_raw()));
			}
		};
		return Initialiser{ std::move(function) };
	}

	/// Views the object that C code passed.
	///
	/// Safety:
	/// - `raw` is inside an Opaque<T>, or is used only through this view.
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
