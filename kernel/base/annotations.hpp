// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Words for the checker: attributes that clang reads and GCC does not know.
#pragma once

#ifdef __clang__
/// The result borrows from the object (or parameter) that carries this. It stands after __atomic and __sleeps:
/// clang 22 forgets a __lifetimebound that one of them follows, without a word.
#define __lifetimebound [[clang::lifetimebound]]
/// A class that owns what its accessors hand out.
#define __owner(type) [[gsl::Owner(type)]]
/// A class that points into something else.
#define __view(type) [[gsl::Pointer(type)]]
/// May sleep: not to be called where sleeping is forbidden. Behind the parameter list.
#define __sleeps [[clang::blocking]]
/// Never sleeps: may be called anywhere. Behind the parameter list.
#define __atomic [[clang::nonblocking]]
/// __atomic where the condition holds, and may sleep elsewhere.
#define __atomic_if(...) [[clang::nonblocking(__VA_ARGS__)]]
/// A lock of any kind. The words below are those of clang's thread-safety analysis.
#define __capability(kind) [[clang::capability(kind)]]
/// A guard: holds a capability from its making to its destruction.
#define __scoped_capability [[clang::scoped_lockable]]
/// The call acquires the lock, alone or shared with other readers.
#define __acquires(...) __attribute__((acquire_capability(__VA_ARGS__)))
#define __acquires_shared(...) __attribute__((acquire_shared_capability(__VA_ARGS__)))
/// The call releases what was acquired.
#define __releases(...) __attribute__((release_generic_capability(__VA_ARGS__)))
/// The caller holds the lock.
#define __must_hold(...) __attribute__((requires_capability(__VA_ARGS__)))
/// The member is touched with the lock held only.
#define __guarded_by(lock) __attribute__((guarded_by(lock)))
#define __externally_visible
#else
#define __lifetimebound
#define __owner(type)
#define __view(type)
#define __sleeps
#define __atomic
#define __atomic_if(...)
#define __capability(kind)
#define __scoped_capability
#define __acquires(...)
#define __acquires_shared(...)
#define __releases(...)
#define __must_hold(...)
#define __guarded_by(lock)
/// Reached from outside the whole-program link. GCC's; clang does not link modules here.
#define __externally_visible [[gnu::externally_visible]]
#endif

namespace kernel {

/// First parameter of every function with a precondition that the compiler cannot check.
struct unsafe_t {
	explicit unsafe_t() = default;
};
inline constexpr unsafe_t unsafe{};

/// Base of types whose address matters: neither copied nor moved. For drivers' own classes: no type of
/// the library that is made to be a member has it as a base, since two bases of one type at one place
/// would push each other away, and cost eight bytes.
class Pinned {
public:
	Pinned(const Pinned &) = delete;
	Pinned &operator=(const Pinned &) = delete;

protected:
	constexpr Pinned() = default;
	~Pinned() = default;
};

} // namespace kernel
