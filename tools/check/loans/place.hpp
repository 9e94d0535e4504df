// SPDX-License-Identifier: GPL-2.0
//! Where objects live, and who points to them.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include <clang/AST/Decl.h>
#include <clang/AST/Expr.h>

namespace kxx::check::loans {

/// From an object to a part of it, or to what it points to.
struct Step {
	enum Kind {
		Field,	 ///< a member
		Content, ///< what an owner hands out: an element of a Vec, the object in a Box, a lock's data
		Pointee, ///< what an unknown pointer points to
	} kind;
	const clang::ValueDecl *field = nullptr;

	bool operator<(const Step &o) const { return std::tie(kind, field) < std::tie(o.kind, o.field); }
	bool operator==(const Step &) const = default;
};

/// The place of an object: a variable (null: *this) and the steps from it.
struct Place {
	const clang::ValueDecl *root = nullptr;
	std::vector<Step> steps = {};

	bool operator<(const Place &o) const { return std::tie(root, steps) < std::tie(o.root, o.steps); }
	bool operator==(const Place &) const = default;

	/// Whether `other` is this place or a part of it.
	bool contains(const Place &other) const
	{
		return root == other.root && steps.size() <= other.steps.size() &&
		       std::equal(steps.begin(), steps.end(), other.steps.begin());
	}
	/// The place a step further. Very deep places become one, so that loops in data end.
	Place plus(Step step) const
	{
		Place place = *this;

		if (place.steps.size() < 8)
			place.steps.push_back(step);
		return place;
	}
	/// Whether the steps after the first `from` have one of this kind.
	bool passes(Step::Kind kind, std::size_t from = 0) const
	{
		for (std::size_t i = from; i < steps.size(); i++)
			if (steps[i].kind == kind)
				return true;
		return false;
	}
	/// The part of `to` that this is of `from`, which contains it.
	Place moved(const Place &from, const Place &to) const
	{
		Place part = to;

		for (std::size_t i = from.steps.size(); i < steps.size(); i++)
			part = part.plus(steps[i]);
		return part;
	}
	/// The name for messages, as the user would write it.
	std::string name() const
	{
		std::string text = root ? root->getNameAsString() : "";
		bool arrow = false;

		for (const Step &step : steps)
			if (step.kind == Step::Field) {
				if (!text.empty())
					text += arrow ? "->" : ".";
				text += step.field->getNameAsString();
				arrow = false;
			} else {
				arrow = true;
			}
		return text.empty() ? (root ? "an unnamed object" : "*this") : text;
	}
};

/// Why a loan is over.
enum class End { None, Changed, Moved, Scope };

/// A place that somebody points to.
struct Loan {
	Place place;
	/// The expression that made the loan.
	const clang::Stmt *issued = nullptr;
	/// Where it ended: a statement, or the variable whose scope ended.
	const void *end = nullptr;
	End why = End::None;

	bool over() const { return why != End::None; }
	bool operator<(const Loan &o) const
	{
		return std::tie(place, issued, end, why) < std::tie(o.place, o.issued, o.end, o.why);
	}
	bool operator==(const Loan &) const = default;
};
using Loans = std::set<Loan>;

inline void add(Loans &to, const Loans &from)
{
	to.insert(from.begin(), from.end());
}

/// What is known of the result of an expression.
struct Value {
	/// Where the object is that a glvalue names.
	Loans places = {};
	/// What a value points to.
	Loans points = {};

	bool empty() const { return places.empty() && points.empty(); }
	bool operator==(const Value &) const = default;
};

/// A variable, or a temporary object, that is a guard.
struct Alive {
	const clang::ValueDecl *variable = nullptr;
	const clang::Expr *temporary = nullptr;

	bool operator<(const Alive &o) const
	{
		return std::tie(variable, temporary) < std::tie(o.variable, o.temporary);
	}
	bool operator==(const Alive &) const = default;
};

/// What may be true at one point of a function.
struct State {
	/// What the object at a place points to. For a reference: the place that it names.
	std::map<Place, Loans> held = {};
	/// Where the object at a place got it.
	std::map<Place, const clang::Stmt *> stores = {};
	/// The results of expressions that are not finished yet.
	std::map<const clang::Expr *, Value> values = {};
	/// What was moved from, and where.
	std::map<Place, const clang::Stmt *> moved = {};
	/// What owns nothing on any path: it was moved from, or emptied. Its destructor does nothing.
	std::set<Place> hollow = {};
	/// Guards and other objects that belong to the task and live, and since where.
	std::map<Alive, const clang::Stmt *> alive = {};
	/// Results of calls that take an argument only if they succeed, and what they may have taken.
	std::map<const clang::ValueDecl *, std::set<Place>> pending = {};
	/// Variables of the function around a closure that the closure has set on every path.
	std::set<const clang::ValueDecl *> set = {};
	bool reached = false;

	bool operator==(const State &) const = default;
	void join(const State &other)
	{
		if (!other.reached)
			return;
		if (reached) {
			std::erase_if(hollow, [&](const Place &place) { return !other.hollow.contains(place); });
			std::erase_if(set, [&](const clang::ValueDecl *one) { return !other.set.contains(one); });
		} else {
			hollow = other.hollow;
			set = other.set;
		}
		reached = true;
		for (const auto &[place, loans] : other.held)
			add(held[place], loans);
		stores.insert(other.stores.begin(), other.stores.end());
		for (const auto &[expression, value] : other.values) {
			add(values[expression].places, value.places);
			add(values[expression].points, value.points);
		}
		moved.insert(other.moved.begin(), other.moved.end());
		alive.insert(other.alive.begin(), other.alive.end());
		for (const auto &[result, places] : other.pending)
			pending[result].insert(places.begin(), places.end());
	}
};

} // namespace kxx::check::loans
