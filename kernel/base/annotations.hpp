// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Annotations for the checker: attributes that clang reads and GCC does not know.
#pragma once

/// Marks an overload for code that the user should write in another way: the compiler says `why` on
/// the user's line.
#define __refused(why) __attribute__((unavailable(why)))

#ifdef __clang__
/// The result borrows from the object (or parameter) that carries this. Put it after __atomic and
/// __sleeps: clang 22 silently forgets a __lifetimebound that one of them follows.
#define __lifetimebound [[clang::lifetimebound]]
/// A class that owns the object that its accessors return.
#define __owner(type) [[gsl::Owner(type)]]
/// A class that points into another object.
#define __view(type) [[gsl::Pointer(type)]]
/// May sleep, so it must not be called where sleeping is forbidden. It comes after the parameter
/// list.
#define __sleeps [[clang::blocking]]
/// Never sleeps, so it may be called anywhere. It comes after the parameter list.
#define __atomic [[clang::nonblocking]]
/// Is __atomic if the condition holds, and otherwise may sleep.
#define __atomic_if(...) [[clang::nonblocking(__VA_ARGS__)]]
/// A lock of any kind. The annotations below are those of clang's thread-safety analysis.
#define __capability(kind) [[clang::capability(kind)]]
/// A guard, which holds a capability from its construction to its destruction.
#define __scoped_capability [[clang::scoped_lockable]]
/// The call acquires the lock, exclusively or shared with other readers, and returns a guard that holds it. The body that
/// makes the guard is not analysed, since the analysis knows guards as variables only.
#define __acquires(...) __attribute__((acquire_capability(__VA_ARGS__), no_thread_safety_analysis))
#define __acquires_shared(...) __attribute__((acquire_shared_capability(__VA_ARGS__), no_thread_safety_analysis))
/// The call releases the acquired lock.
#define __releases(...) __attribute__((release_generic_capability(__VA_ARGS__)))
/// The caller holds the lock.
#define __must_hold(...) __attribute__((requires_capability(__VA_ARGS__)))
/// The member may be used only with the lock held.
#define __guarded_by(lock) __attribute__((guarded_by(lock)))
/// On a method that ends no loans although it changes the object: a new item moves no other.
#define __preserves_loans __attribute__((annotate("kxx::preserves_loans")))
/// On a method of a view or owner that ends the loans of others, which the checker would not expect.
#define __ends_loans __attribute__((annotate("kxx::ends_loans")))
/// On a `T &&` parameter that is moved from only if the call succeeds.
#define __taken_if_ok __attribute__((annotate("kxx::taken_if_ok")))
/// On a function's parameter that is a callable: the function returns success right after a call of it. So what every
/// call of it sets is as good as after that call.
#define __called_last __attribute__((annotate("kxx::called_last")))
/// On a parameter of an assertion: what is true, or an error, after the call.
#define __is_true __attribute__((annotate("kxx::is_true")))
#define __is_error __attribute__((annotate("kxx::is_error")))
/// On a view that stays good while its container changes.
#define __stable_view [[clang::annotate("kxx::stable_view")]]
/// On a coroutine, which keeps references to the arguments it was called with.
#define __keeps_arguments [[clang::annotate("kxx::keeps_arguments")]]
/// On a guard within whose life nothing may sleep.
#define __atomic_region [[clang::annotate("kxx::atomic_region")]]
/// On a function that the kernel calls in this context: "task", "softirq" or "hardirq".
#define __runs_in(context) __attribute__((annotate("kxx::runs_in:" context)))
/// On a function that waits until the callback of the member that it is called on has returned: of a queue, those of
/// all its items; of a thread, its function.
#define __waits_for_callback __attribute__((annotate("kxx::waits_for_callback")))
/// On a function of a callback member, or on a parameter that is one: its callback may run from this call on.
#define __starts_callback __attribute__((annotate("kxx::starts_callback")))
/// On a method after which the object owns nothing, so that its destructor does nothing.
#define __empties __attribute__((annotate("kxx::empties")))
/// On a function that waits until all guards that borrow from the object have ended.
#define __waits_for_guards __attribute__((annotate("kxx::waits_for_guards")))
/// On a function, at its beginning: the pointer that it returns may be null.
#define __may_be_null __attribute__((annotate("kxx::may_be_null")))
/// On a function, at its beginning: what it returns if it succeeds has an object, so that its get() is not null.
#define __never_empty __attribute__((annotate("kxx::never_empty")))
/// On a function, at its beginning: the pointer that it returns owns an object, so somebody must give it back, to a
/// function that __adopts.
#define __disowns __attribute__((annotate("kxx::disowns")))
/// On a function, at its beginning: it becomes the owner of what its last argument points to.
#define __adopts __attribute__((annotate("kxx::adopts")))
/// On a function, at its beginning, or on a parameter that it fills: a process chose the bytes.
#define __from_user __attribute__((annotate("kxx::from_user")))
/// On a function, at its beginning: it returns a number of bytes that a process chose. It may be zero.
#define __count_from_user __attribute__((annotate("kxx::count_from_user")))
/// As above, and the number is not more than what the caller asked for.
#define __count_at_most \
	__attribute__((annotate("kxx::count_from_user"))) __attribute__((annotate("kxx::count_at_most")))
/// On a parameter that decides how much memory is taken: not a number that a process chose and nobody compared.
#define __trusted_size __attribute__((annotate("kxx::trusted_size")))
/// On a class template or a function template: functions that its arguments name are called with data that a process
/// wrote, and Atomics that they name get it.
#define __user_arguments [[clang::annotate("kxx::user_arguments")]]
/// On a function, at its beginning: what it returns reads the bytes again that the object has yet to read.
#define __same_memory __attribute__((annotate("kxx::same_memory")))
/// On a class whose methods that sleep read the memory of a process.
#define __user_memory [[clang::annotate("kxx::user_memory")]]
/// On a parameter: the address in the memory of a process that the result is about.
#define __user_address __attribute__((annotate("kxx::user_address")))
/// On a parameter that the function fills with as many bytes as it returns, which may be fewer than there is room for.
#define __filled_in_part __attribute__((annotate("kxx::filled_in_part")))
#define __externally_visible
#else
/// An annotation for clang, whose branch above explains it; GCC does not see it.
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
#define __preserves_loans
#define __ends_loans
#define __taken_if_ok
#define __called_last
#define __is_true
#define __is_error
#define __stable_view
#define __keeps_arguments
#define __atomic_region
#define __runs_in(context)
#define __waits_for_callback
#define __starts_callback
#define __empties
#define __waits_for_guards
#define __may_be_null
#define __never_empty
#define __disowns
#define __adopts
#define __from_user
#define __count_from_user
#define __count_at_most
#define __trusted_size
#define __user_arguments
#define __same_memory
#define __user_memory
#define __user_address
#define __filled_in_part
/// Code outside the whole-program link refers to it. The attribute is for GCC; clang does not link
/// modules here.
#define __externally_visible [[gnu::externally_visible]]
#endif

namespace kernel {

/// First parameter of every function with a precondition that the compiler cannot check.
struct unsafe_t {
	explicit unsafe_t() = default;
};
/// What is passed for it, with a `// SAFETY:` comment that says why the preconditions hold.
// SAFETY: only the word itself, which is passed to nothing here.
inline constexpr unsafe_t unsafe{};

/// Base of types whose address matters, so that they can be neither copied nor moved. It is for
/// drivers' own classes: library types that are meant as members do not derive from it, since two
/// base classes of one type cannot share an address, which would cost eight bytes.
class Pinned {
public:
	Pinned(const Pinned &) = delete;
	Pinned &operator=(const Pinned &) = delete;

protected:
	constexpr Pinned() = default;
	~Pinned() = default;
};

} // namespace kernel
