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

/// Allocation flags, as far as they are known where they are passed on.
struct Flags {
	/// They let an allocation sleep.
	bool sleep = false;
	/// They are a parameter of the function that passes them on.
	bool of_caller = false;
	/// The parameters that they may be.
	std::set<unsigned> parameters;
	/// They are in one of these members.
	std::set<std::string> members;

	void add(const Flags &other)
	{
		sleep |= other.sleep;
		of_caller |= other.of_caller;
		parameters.insert(other.parameters.begin(), other.parameters.end());
		members.insert(other.members.begin(), other.members.end());
	}
};

/// How a lock is waited for.
struct Acquisition {
	std::string lock_class;
	std::string name;
	std::set<std::string> instances;
	bool irqs_off = false;
	bool softirqs_off = false;
	/// Only tries: it does not wait.
	bool tries = false;
	/// A signal ends the wait, and so does the request to a thread to stop.
	bool interruptible = false;
	/// Other readers may hold it too.
	bool shared = false;
	/// Only waits until no writer is at work, and holds nothing: a sequence lock's reader.
	bool retries = false;
};

/// A call of a function.
struct CallFact {
	/// Its callee; empty if it goes through a pointer of the type `pointer_type`.
	std::string callee;
	std::string callee_name;
	std::string pointer_type;
	bool is_virtual = false;
	Place place;
	/// Whether the user wrote it there, so that it can be reported.
	bool is_written = false;
	/// What the declaration of the callee says.
	Effect declared = Effect::Unknown;
	/// For a function of C: where the kernel's sources say so.
	std::string source;
	/// The flags that are passed to it, and all of them, by parameter.
	Flags flags;
	std::map<unsigned, Flags> given;
	std::vector<Held> held;
	/// If the call acquires a lock.
	std::vector<Acquisition> acquires;
	/// The callback member, the queue or the thread for whose callbacks the call waits.
	std::string waits_for;
	/// The completion or wait queue that the call waits at, or wakes.
	std::string awaits;
	std::string wakes;
	/// The callback members that it gets references to, by parameter.
	std::map<unsigned, std::string> handed;
	/// The functions passed to it that the kernel will call.
	std::vector<std::string> passes;
	/// The member that is destroyed with its object.
	std::string destroys_member;
};

/// A function with a body.
struct FunctionFact {
	/// The same text in all files of the module, and for no other function.
	std::string id;
	std::string name;
	Place place;
	/// A function of the module's own files, in which faults are reported.
	bool is_users = false;
	bool is_lambda = false;
	bool is_constructor = false;
	bool is_destructor = false;
	Effect declared = Effect::Unknown;
	/// Whether its type, or that of a pointer to it, promises that it does not sleep (`__atomic`).
	bool promises = false;
	/// "task", "softirq" or "hardirq" if the kernel calls it in that context.
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

/// A member that holds allocation flags.
struct FlagsMember {
	/// The values that it gets.
	Flags values;
	/// The functions that store a parameter of their own there, and which.
	std::set<std::pair<std::string, unsigned>> setters;
};

/// The items that a queue gets.
struct Items {
	/// Those of these callback members.
	std::set<std::string> members;
	/// Those that these functions get as this parameter.
	std::set<std::pair<std::string, unsigned>> parameters;
};

/// The whole module.
struct Facts {
	std::map<std::string, FunctionFact> functions;
	std::vector<LockFact> locks;
	std::map<std::string, FlagsMember> flags_members;
	/// What a queue runs, and the functions that a thread runs; by the member that is the queue or thread.
	std::map<std::string, Items> items;
	std::map<std::string, std::set<std::string>> threads;
	/// Members that the destructor of their class empties: nothing is left for their own destructors.
	std::set<std::string> emptied_members;
};

} // namespace kxx::check::contexts
