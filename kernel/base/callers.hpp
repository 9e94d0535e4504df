// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Internal: the objects through which the kernel may call the module: timers, work, threads, files.
//!
//! C: none; there, an author's care that everything is unregistered before the module's exit returns
//!
//! An owner that was leaked, or is in a cycle of owners, never destroys its timers, work items,
//! threads and files. Without this list, the kernel would call them after the module is gone.
//! before_unload() stops what it finds in the list, and names it in the log
//! (doc/design/unloading.md).
#pragma once

#include <type_traits>

#include <linux/types.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/member.hpp>
#include <kernel/base/types.hpp>

namespace kernel::detail {

/// How before_unload() stops the callers of a kind.
enum class Stopping : u8 {
	/// It never sleeps, and a destructor may run in any context.
	Atomic,
	/// It may sleep, as the destructor may.
	Sleeps,
	/// It may sleep, and comes last: a queue, which other callers fill.
	Last,
};

/// The callers of one type: a static member of that type.
struct CallerKind {
	/// What the log calls one: "timer", and whose or which. Without a name, stop() reports it.
	const char *what;
	const char *name;
	/// Ends a caller for good: when it returns, no callback runs, and none will. The caller
	/// itself stays: nobody destroys it.
	void (*stop)(::list_head &place);
	Stopping stopping;
};

/// Writes into the log that unloading stops a `what` called `name`.
void report_caller(const char *what, const char *name);

/// A caller's place in the module's list, from its construction to its destruction.
///
/// Invariants:
/// - `node_` is in the list or not in any; the lock in callers.cpp protects it.
class CallerPlace {
public:
	constexpr CallerPlace() : node_{ nullptr, nullptr }, kind_(nullptr) {}
	CallerPlace(const CallerPlace &) = delete;
	CallerPlace &operator=(const CallerPlace &) = delete;

	/// Adds the caller: from now on the kernel may call the module through it. Context: any.
	void enter(const CallerKind &kind) __atomic;
	/// Removes the caller; it is the first thing that a destructor does. If before_unload() is
	/// just stopping this caller, waits until that is done. A caller that is in no list may leave.
	///
	/// Context: any; process, if stopping the caller may sleep.
	void leave() __atomic;

	/// From the argument of stop(): the object with the member `place`.
	template <auto place>
	static auto &owner(__lifetimebound ::list_head &node)
	{
		using Owner = typename MemberPointer<decltype(place)>::Class;
		return const_cast<Owner &>(*owner_of<place>(&node));
	}

private:
	friend struct LeftCallers;

	::list_head node_; // first, see owner()
	const CallerKind *kind_;
};

/// The name of T in messages, as the compiler writes it.
template <typename T>
consteval const char *type_name_in_text()
{
	return __PRETTY_FUNCTION__;
}
template <typename T>
struct TypeName {
	static consteval auto make()
	{
		constexpr const char *text = type_name_in_text<T>();
		constexpr usize begin = [] {
			for (usize i = 0; text[i]; i++)
				if (text[i] == 'T' && text[i + 1] == ' ' && text[i + 2] == '=')
					return i + 4;
			return usize{ 0 };
		}();
		constexpr usize end = [] {
			usize i = begin;
			while (text[i + 1])
				i++;
			return i;
		}();
		struct Text {
			char text[end - begin + 1];
		} made{};
		for (usize i = begin; i < end; i++)
			made.text[i - begin] = text[i];
		return made;
	}
	static constexpr auto value = make();
};
template <typename T>
inline constexpr const char *type_name = TypeName<T>::value.text;

} // namespace kernel::detail
