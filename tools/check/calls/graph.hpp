// SPDX-License-Identifier: GPL-2.0
//! Which function of a module calls which, how much stack each needs, and where it can stop the machine.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "finding.hpp"

namespace kxx::check::calls {

/// How a value was made from another one.
enum class Change { None, Smaller, Other };

/// A parameter of a caller that is passed on.
struct Passed {
	unsigned parameter;
	/// The callee's parameter that it becomes.
	unsigned becomes;
	Change change;
};

/// A call, or the end of an object whose destructor runs.
struct Call {
	/// The number of the function that is called, or -1 if only its name is known.
	int callee = -1;
	/// The name that joins the files of a module: that of a function without a body here, or of a virtual function,
	/// which stands for all its overriders.
	std::string name;
	bool is_virtual = false;
	Place place;
	/// Whether the user wrote the call.
	bool users = false;
	/// Whether this is not a call but a member that is destroyed with its object.
	bool destroys_member = false;
	/// Whether it stands in a loop.
	bool in_loop = false;
	/// The caller's parameters that are passed on changed.
	std::vector<Passed> stepped;
};

/// A place where the machine stops.
struct Stop {
	Place place;
	std::string what;
	bool users = false;
};

/// A function with a body, or the destruction of a class.
struct Function {
	/// With its namespaces and classes, for messages.
	std::string name;
	/// What other files call it; empty if it is private to its file.
	std::string link_name;
	/// The link names of the virtual functions that it overrides.
	std::vector<std::string> overrides;
	Place place;
	bool users = false;
	/// Bytes of its variables, temporary objects and arguments.
	std::uint64_t frame = 0;
	/// The largest of them, and its size.
	std::string largest;
	std::uint64_t largest_size = 0;
	std::vector<Call> calls;
	std::vector<Stop> stops;
	/// Parameters that are compared with a constant.
	std::set<unsigned> tested;
	/// Parameters of which the function asks whether they are zero. That limits only what becomes smaller.
	std::set<unsigned> tested_for_zero;
	/// Whether it counts in a member how deep it is, and compares that with a constant.
	bool counts_depth = false;
	/// The class whose object a constructor makes, and the one whose object a destruction destroys; else empty.
	std::string makes;
	std::string ends;
};

/// The functions of a module that the user's functions reach.
struct Graph {
	std::vector<Function> functions;

	/// Joins the files: resolves the names of calls. Call it once, after the last file.
	void join();
	/// The functions that a call may reach.
	std::vector<int> targets(const Call &call) const;
	/// Whether the depth of recursion through this call is limited by a counter.
	bool is_limited(const Function &caller, const Call &call) const;
	/// Whether it destroys an object of a class of which the module makes only one: when it is loaded, at one place,
	/// and in no loop.
	bool is_of_one_object(const Function &destruction) const;

	/// The link names of functions that somebody names without calling them.
	std::set<std::string> named_only;

private:
	/// A function, and whether the call of it is in a loop.
	struct Caller {
		int function;
		bool in_loop;
	};
	bool runs_once(int function) const;

	std::map<std::string, std::vector<int>> named_;
	std::map<std::string, std::vector<int>> overriders_;
	/// The constructors of a class.
	std::map<std::string, std::vector<int>> makers_;
	std::vector<std::vector<Caller>> callers_;
};

/// Unbounded recursion.
void check_recursion(const Graph &graph, std::vector<Finding> &findings);
/// Paths of calls that need more stack than `limit` bytes.
void check_stack(const Graph &graph, std::uint64_t limit, std::vector<Finding> &findings);
/// Places that stop the machine.
void check_stops(const Graph &graph, std::vector<Finding> &findings);

} // namespace kxx::check::calls
