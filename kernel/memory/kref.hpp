// SPDX-License-Identifier: GPL-2.0 OR MIT
//! A reference count inside an object, which C code may also use.
//!
//! C: include/linux/kref.h
#pragma once

#include <new>
#include <type_traits>
#include <utility>

#include <linux/kref.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/memory/alloc.hpp>
#include <kernel/memory/init.hpp>
#include <kernel/memory/ref.hpp>

namespace kernel {

/// Base of a class whose objects carry their own count: `class Session : public Kref<Session>`.
///
/// Use it for objects that C code shares (kref_get() and kref_put() with raw_kref() and release()),
/// or that are found by their own address. Otherwise use Arc, which requires nothing from the
/// class. make_ref() makes such an object, and Ref<Session> holds it. An object made elsewhere (as
/// a local variable, in a Box) keeps a count of zero for ever: the kernel warns when it is got or
/// put, and no put frees it. The same is true inside the constructor, so hand out references only
/// after the object is made.
///
/// Invariants:
/// - `kref_` is nonzero only if make_ref() built the object: in one kmalloc'd block that begins
///   with the `Self`.
///
/// Example:
///     class Session : public Kref<Session> {
///     public:
///             explicit Session(u32 number) : number(number) {}
///             const u32 number;
///     };
///     Result<> example(kunit::Test &test)
///     {
///             auto session = TRY(make_ref<Session>(GFP_KERNEL, 9u));
///             ::kref_get(session->raw_kref()); // C code keeps it
///             test.expect_eq(session->number, 9u);
///             // SAFETY: kref_get() counted it; and C code lets it go.
///             test.expect_eq(::kref_put(session->raw_kref(), Session::release(unsafe)), 0);
///             return ok;
///     }
template <typename Self>
class Kref {
public:
	Kref(const Kref &) = delete;
	Kref &operator=(const Kref &) = delete;

	/// The kref for kref_get() and kref_put() in C code. kref_put() also needs the function
	/// that release() returns.
	::kref *raw_kref() const __lifetimebound { return &kref_; }
	/// The function that C code passes to kref_put(); it destroys and frees the object.
	///
	/// Safety:
	/// - only kref_put() calls it, for references that were counted and are not used
	///   afterwards.
	[[gnu::always_inline]] static constexpr auto release(unsafe_t) -> void (*)(::kref *) { return destroy; }

protected:
	/// INVARIANT: make_ref() begins to count.
	Kref() : kref_{} {}
	~Kref() = default;

private:
	friend struct RefCounted<Self>;
	template <typename T, typename... Args>
		requires std::is_base_of_v<Kref<T>, T>
	friend Result<Ref<T>> make_ref(Gfp flags, Args &&...args);

	static void destroy(::kref *raw)
	{
		static_assert(alignof(Self) <= Kmalloc::alignment, "kmalloc does not align that much");
		auto *base = reinterpret_cast<Kref *>(reinterpret_cast<unsigned char *>(raw) -
						      __builtin_offsetof(Kref, kref_));
		auto *self = static_cast<Self *>(base);

		self->~Self();
		Kmalloc::free(self);
	}

	mutable ::kref kref_;
};

template <typename T>
	requires std::is_base_of_v<Kref<T>, T>
struct RefCounted<T> {
	using Shared = void;

	[[gnu::always_inline]] static void get(const T *object)
	{
		::kref_get(&counted(object)->kref_);
		if (!object) // share() has faulted, so the new owner need not check
			__builtin_unreachable();
	}
	[[gnu::always_inline]] static void put(unsafe_t, const T *object)
	{
		::kref_put(&counted(object)->kref_, Kref<T>::destroy);
	}

private:
	static const Kref<T> *counted(const T *object) { return object; }
};

/// Allocates and builds a T that carries its count, from a constructor's arguments or with an
/// initialiser (kernel/memory/init.hpp).
///
/// Errors: ENOMEM, and those of the initialiser.
/// Context: as `flags` allow.
template <typename T, typename... Args>
	requires std::is_base_of_v<Kref<T>, T>
[[gnu::always_inline]] inline Result<Ref<T>> make_ref(Gfp flags, Args &&...args)
{
	void *memory = Kmalloc::alloc(sizeof(T), flags);

	if (!memory) [[unlikely]]
		return ENOMEM;
	T *object = static_cast<T *>(memory);
	if constexpr (sizeof...(Args) == 1 && (initializer_of<Args, T> && ...)) {
		// SAFETY: room for a T, aligned, that nobody else knows of.
		Result<> built = (std::move(args).construct(unsafe, object), ...);
		if (built.is_error()) [[unlikely]] {
			Kmalloc::free(memory);
			return built.error();
		}
	} else {
		object = ::new (memory) T(std::forward<Args>(args)...);
	}
	// INVARIANT: built in a block from kmalloc.
	::kref_init(&static_cast<Kref<T> *>(object)->kref_);
	// SAFETY: the count is one, and that is ours.
	return Ref<T>::adopt(unsafe, object);
}

} // namespace kernel
