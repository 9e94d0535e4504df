// SPDX-License-Identifier: GPL-2.0 OR MIT
//! A slab cache for the objects of one type.
//!
//! C: include/linux/slab.h (kmem_cache_create, kmem_cache_alloc)
#pragma once

#include <type_traits>
#include <utility>

#include <helpers/slab.hpp>
#include <linux/slab.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/literal.hpp>
#include <kernel/base/result.hpp>
#include <kernel/memory/box.hpp>
#include <kernel/memory/gfp.hpp>

namespace kernel {

/// A set of SLAB flags, which say how a cache places its objects and who is charged for them.
class SlabFlags {
public:
	/// An empty set.
	constexpr SlabFlags() = default;
	/// Makes a set from C's flags.
	///
	/// Safety:
	/// - `bits` has no SLAB_PANIC, which halts the machine where create() returns ENOMEM, and
	///   no flag that lets another object reuse the memory of an object that readers may still
	///   see.
	static constexpr SlabFlags from_raw(unsafe_t, ::slab_flags_t bits) { return SlabFlags(bits); }

	constexpr ::slab_flags_t bits() const { return bits_; }

	friend constexpr SlabFlags operator|(SlabFlags a, SlabFlags b) { return SlabFlags(a.bits_ | b.bits_); }
	friend constexpr bool operator==(SlabFlags, SlabFlags) = default;

private:
	explicit constexpr SlabFlags(::slab_flags_t bits) : bits_(bits) {}

	::slab_flags_t bits_ = 0;
};

// SAFETY: of the three below: they change only where objects are and who is charged for them.

/// Objects start at cache-line boundaries.
inline constexpr SlabFlags SLAB_HWCACHE_ALIGN = SlabFlags::from_raw(unsafe, ::macro::SLAB_HWCACHE_ALIGN);
/// Objects are charged to the memory cgroup of the allocating task.
inline constexpr SlabFlags SLAB_ACCOUNT = SlabFlags::from_raw(unsafe, ::macro::SLAB_ACCOUNT);
/// Objects can be reclaimed under memory pressure (by a shrinker).
inline constexpr SlabFlags SLAB_RECLAIM_ACCOUNT = SlabFlags::from_raw(unsafe, ::macro::SLAB_RECLAIM_ACCOUNT);

/// The allocator of a Box whose memory came from a KmemCache. It only frees; KmemCache::make()
/// allocates.
struct FromKmemCache {
	static constexpr usize alignment = 8;
	static constexpr usize strictest = 4096;

	static void *alloc(usize, Gfp, usize = alignment) = delete;
	/// Frees the object; `p` may be null.
	static void free(void *p) { ::kxx_kmem_cache_free_found(p); }
};

/// A Box of an object from a KmemCache.
template <typename T>
using KmemBox = Box<T, FromKmemCache>;

/// Whether objects may be copied to and from user space.
enum class UserCopy {
	/// A kernel with CONFIG_HARDENED_USERCOPY refuses it.
	Refused,
	Allowed,
};

/// Objects of one type and size, packed tightly; use it for very many objects that are allocated
/// often.
///
/// For a few objects use make_box(): kmalloc has its own caches. `name` is what /proc/slabinfo
/// shows. Destroy all boxes before their cache; if one is left, the kernel warns and keeps the
/// cache for ever, so that the object stays valid.
///
/// Invariants:
/// - `cache_` is a cache for objects of T's size and alignment, or null after a move.
///
/// Example:
///     struct Request {
///             u64 sector;
///     };
///     auto cache = TRY(KmemCache<Request, "example_request">::create());
///     auto request = TRY(cache.make(GFP_KERNEL, Request{ 8 }));
///     test.expect_eq(request->sector, 8u);
template <typename T, Literal name>
class [[nodiscard]] KmemCache {
	static_assert(detail::can_be_aligned<T, FromKmemCache>());

public:
	/// The options of a cache.
	struct Options {
		/// How the cache places its objects.
		SlabFlags flags{};
		/// Whether objects may be copied from and to user space.
		UserCopy user_copy = UserCopy::Refused;
	};

	/// Makes a cache without objects.
	///
	/// Errors: ENOMEM.
	/// Context: process; may sleep.
	static Result<KmemCache> create(Options options = {}) __sleeps
	{
		// The number of bytes that may be copied; zero if copying is refused.
		const unsigned allowed = options.user_copy == UserCopy::Allowed ? sizeof(T) : 0;
		::kmem_cache *cache = ::kmem_cache_create_usercopy(name.text, sizeof(T), alignof(T),
								   options.flags.bits(), 0, allowed, nullptr);

		if (!cache) [[unlikely]]
			return ENOMEM;
		return KmemCache(cache);
	}
	KmemCache(KmemCache &&other) noexcept : cache_(std::exchange(other.cache_, nullptr)) {}
	KmemCache &operator=(KmemCache &&other) noexcept
	{
		KmemCache taken(std::move(other));

		std::swap(cache_, taken.cache_);
		return *this;
	}
	/// Destroys the cache, unless a box is left.
	///
	/// Context: process; may sleep.
	~KmemCache() __sleeps
	{
		if (cache_)
			::kmem_cache_destroy(cache_);
	}

	/// Allocates and builds a T; the constructor cannot fail. Errors: ENOMEM. Context: as `flags` allow.
	template <typename... Args>
		requires(!(sizeof...(Args) == 1 && (initializer_of<std::remove_cvref_t<Args>, T> && ...)))
	[[gnu::always_inline]] Result<KmemBox<T>> make(Gfp flags, Args &&...args) const & __lifetimebound
	{
		void *memory = ::kmem_cache_alloc(cache_, flags.bits());

		if (!memory) [[unlikely]]
			return ENOMEM;
		// SAFETY: fresh from the cache, big enough, aligned, owned by nobody else.
		return KmemBox<T>::from_raw(unsafe, ::new (memory) T(std::forward<Args>(args)...));
	}
	/// Allocates a T and builds it with an initialiser. Errors: ENOMEM, and those of the
	/// initialiser.
	template <typename I>
		requires initializer_of<std::remove_cvref_t<I>, T>
	Result<KmemBox<T>> make(Gfp flags, I &&initializer) const & __lifetimebound
	{
		return TRY(make_uninit(flags)).init(std::forward<I>(initializer));
	}
	/// Memory for a T that is built later. Errors: ENOMEM. Context: as `flags` allow.
	Result<UninitBox<T, FromKmemCache>> make_uninit(Gfp flags) const & __lifetimebound
	{
		void *memory = ::kmem_cache_alloc(cache_, flags.bits());

		if (!memory) [[unlikely]]
			return ENOMEM;
		// SAFETY: fresh from the cache, big enough, aligned, owned by nobody else.
		return UninitBox<T, FromKmemCache>::from_raw(unsafe, static_cast<T *>(memory));
	}
	template <typename... Args>
	Result<KmemBox<T>> make(Gfp flags, Args &&...args) && = delete;
	Result<UninitBox<T, FromKmemCache>> make_uninit(Gfp flags) && = delete;

	/// Returns unused memory to the kernel. Context: process; may sleep.
	void shrink() const __sleeps { ::kmem_cache_shrink(cache_); }

private:
	explicit KmemCache(::kmem_cache *cache) : cache_(cache) {}

	::kmem_cache *cache_;
};

} // namespace kernel
