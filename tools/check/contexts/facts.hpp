// SPDX-License-Identifier: GPL-2.0
//! What the rules about contexts and locks know of a module: its functions, what they call, and what is held there. Plain
//! data, which outlives the syntax trees of the files.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "finding.hpp"

namespace kxx::check::contexts {

/// Whether a function may sleep.
enum class Effect {
	Unknown, ///< nothing says so; its body does, if it has one
	Atomic,
	Sleeps,
	AsFlags, ///< it sleeps if its allocation flags allow it
};

/// A lock, or a section in which nothing may sleep, that is held.
struct Held {
	/// The class of a lock; empty for a section.
	std::string lock_class;
	/// How messages name it.
	std::string name;
	/// The places of the locks that it may be, as text; empty if unknown.
	std::set<std::string> instances;
	/// Whether nothing may sleep while it is held.
	bool atomic = false;
	bool irqs_off = false;
	bool softirqs_off = false;
	Place since;
};

/// How a lock is waited for.
struct Acquisition {
	std::string lock_class;
	std::string name;
	std::set<std::string> instances;
	bool irqs_off = false;
	bool softirqs_off = false;
	/// Only tries: it cannot deadlock.
	bool tries = false;
};

/// A call of a function.
struct CallFact {
	/// Its callee; empty if it goes through a pointer of the type `pointer_type`.
	std::string callee;
	std::string callee_name;
	std::string pointer_type;
	bool is_virtual = false;
	Place place;
	/// What the declaration of the callee says.
	Effect declared = Effect::Unknown;
	/// For AsFlags: the flags let it sleep, or are a parameter of the caller.
	bool flags_sleep = false;
	bool flags_of_caller = false;
	std::vector<Held> held;
	/// If the call acquires a lock.
	std::vector<Acquisition> acquires;
	/// The callback member for whose callback the call waits.
	std::string waits_for;
};

/// A function with a body.
struct FunctionFact {
	std::string name;
	Place place;
	/// A function of the module's own files, in which faults are reported.
	bool is_users = false;
	Effect declared = Effect::Unknown;
	/// Whether the effect is written as an attribute (and not only in a comment).
	bool by_attribute = false;
	/// "softirq" or "hardirq" if the kernel calls it in that context.
	std::string runs_in;
	/// The member whose callback it is.
	std::string callback_of;
	/// The virtual functions that it overrides.
	std::vector<std::string> overrides;
	/// Its type, if its address is taken.
	std::string pointer_type;
	std::vector<CallFact> calls;
};

/// A lock that the module declares.
struct LockFact {
	std::string lock_class;
	std::string name;
	/// The class of which it is a member, or "".
	std::string owner;
	Place place;
	/// For a member of a template, the first use of the instance; else the same place.
	Place used;
};

/// The whole module.
struct Facts {
	std::map<std::string, FunctionFact> functions;
	std::vector<LockFact> locks;
};

} // namespace kxx::check::contexts
