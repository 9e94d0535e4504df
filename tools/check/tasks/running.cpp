// SPDX-License-Identifier: GPL-2.0
//! Which callbacks of an object may run while its own constructor, destructor or another function changes it.
//!
//! A const function of an object does not change what callbacks use, except through locks and atomics. So what is left
//! are constructors, destructors, and functions that are not const, such as init().
#include "tasks/running.hpp"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/DynamicRecursiveASTVisitor.h>

#include "loans/types.hpp"
#include "tasks/callbacks.hpp"
#include "tasks/members.hpp"
#include "tasks/sharing.hpp"
#include "values/dataflow.hpp"

namespace kxx::check::tasks {

using namespace clang;

namespace {

/// A callback that may run, and since which statement. It is null for one that runs since before a destructor.
using Running = std::map<const CXXMethodDecl *, const Stmt *>;

struct State {
	bool reached = false;
	Running running;

	bool operator==(const State &) const = default;
	void join(const State &other)
	{
		reached |= other.reached;
		running.insert(other.running.begin(), other.running.end());
	}
};

/// The functions of `record` that a template argument names, also inside of types such as attr::ReadOnly<"x", &T::f>.
void named_functions(const TemplateArgument &argument, const CXXRecordDecl *record,
		     std::set<const CXXMethodDecl *> &found, unsigned depth = 0)
{
	if (depth > 4)
		return;
	if (argument.getKind() == TemplateArgument::Pack) {
		for (const TemplateArgument &one : argument.pack_elements())
			named_functions(one, record, found, depth);
	} else if (argument.getKind() == TemplateArgument::Declaration) {
		if (const auto *method = dyn_cast<CXXMethodDecl>(argument.getAsDecl());
		    method && method->getParent()->getCanonicalDecl() == record->getCanonicalDecl())
			found.insert(method);
	} else if (argument.getKind() == TemplateArgument::Type) {
		if (const auto *instance = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
			    argument.getAsType()->getAsCXXRecordDecl()))
			for (const TemplateArgument &inner : instance->getTemplateArgs().asArray())
				named_functions(inner, record, found, depth + 1);
	}
}

/// Finds which callbacks of an object a call starts.
class Starts {
public:
	std::set<const CXXMethodDecl *> of(const CallExpr *call, const CXXRecordDecl *record)
	{
		std::set<const CXXMethodDecl *> started;
		const FunctionDecl *callee = call->getDirectCallee();
		const Expr *object = values::object_of(call);
		auto add = [&](const Expr *member) {
			if (const FieldDecl *field = member_of_this(member))
				if (const CXXMethodDecl *callback = callback_of(field))
					started.insert(callback);
		};

		if (!callee)
			return started;
		if (object && loans::has_word(callee, "starts_callback"))
			add(object);
		unsigned i = 0;
		for (const values::Argument &argument : values::arguments_of(call))
			if (parameter_starts(callee, i++))
				add(argument.value);
		if (object && isa<CXXThisExpr>(object->IgnoreParenImpCasts())) {
			const std::set<const CXXMethodDecl *> &more = in(callee, record);

			started.insert(more.begin(), more.end());
		}
		// `files_.publish<attr::ReadOnly<"x", &T::x>>()`, where files_ is a sysfs::Dir<T>.
		if (const auto *publisher = object ? dyn_cast_or_null<ClassTemplateSpecializationDecl>(
							     object->getType()->getAsCXXRecordDecl())
						   : nullptr;
		    publisher && callee->getTemplateSpecializationArgs() && is_of(publisher, record))
			for (const TemplateArgument &argument : callee->getTemplateSpecializationArgs()->asArray())
				named_functions(argument, record, started);
		return started;
	}

private:
	static bool is_of(const ClassTemplateSpecializationDecl *publisher, const CXXRecordDecl *owner)
	{
		for (const TemplateArgument &argument : publisher->getTemplateArgs().asArray())
			if (argument.getKind() == TemplateArgument::Type)
				if (const CXXRecordDecl *record = argument.getAsType()->getAsCXXRecordDecl();
				    record && record->getCanonicalDecl() == owner->getCanonicalDecl())
					return true;
		return false;
	}

	/// What a function of the object starts.
	const std::set<const CXXMethodDecl *> &in(const FunctionDecl *function, const CXXRecordDecl *record)
	{
		struct Finder : ConstDynamicRecursiveASTVisitor {
			std::vector<const CallExpr *> calls;

			bool VisitCallExpr(const CallExpr *call) override
			{
				calls.push_back(call);
				return true;
			}
			bool TraverseLambdaExpr(const LambdaExpr *) override { return true; }
		} finder;
		auto [at, fresh] = known_.try_emplace(function->getCanonicalDecl());
		const FunctionDecl *definition = values::definition_of(function);

		if (!fresh || !definition)
			return at->second;
		finder.TraverseStmt(definition->getBody());
		std::set<const CXXMethodDecl *> started;
		for (const CallExpr *call : finder.calls)
			started.merge(of(call, record));
		return known_[function->getCanonicalDecl()] = std::move(started);
	}

	std::map<const FunctionDecl *, std::set<const CXXMethodDecl *>> known_;
};

/// What a function of an object does while one of the object's callbacks may run.
struct Effect {
	/// A member that it changes, which the callback uses.
	const FieldDecl *changes = nullptr;
	/// Whether the callback does not run any more when the function returns.
	bool stops = false;
};
class Flow;

/// Answers that, with one flow for each pair.
class Effects {
public:
	Effects(Unit &unit, Starts &starts, Uses &uses) : unit_(unit), starts_(starts), uses_(uses) {}

	Effect of(const FunctionDecl *function, const CXXMethodDecl *callback);

private:
	Unit &unit_;
	Starts &starts_;
	Uses &uses_;
	std::map<std::pair<const FunctionDecl *, const CXXMethodDecl *>, Effect> known_;
};

class Flow final : public values::Dataflow<State> {
public:
	Flow(Unit &unit, const CXXMethodDecl *method, Starts &starts, Uses &uses, Effects &effects)
		: Dataflow(unit, method), record_(method->getParent()), starts_(starts), uses_(uses), effects_(effects)
	{
	}

	/// Only finds out what the function does while `callback` may run.
	Effect effect_on(const CXXMethodDecl *callback)
	{
		callback_ = callback;
		run();
		return effect_;
	}

private:
	void enter(State &state) override
	{
		if (callback_)
			state.running.emplace(callback_, nullptr);
		if (callback_ || !isa<CXXDestructorDecl>(function_))
			return;
		for (const FieldDecl *field : record_->fields())
			if (const CXXMethodDecl *callback = callback_of(field))
				state.running.emplace(callback, nullptr);
	}

	void statement(const Stmt *statement, State &state) override
	{
		if (const auto *call = dyn_cast<CallExpr>(statement)) {
			stop(call, state);
			if (const Expr *object = changed_object(call))
				change(object, call, state);
			for (const Expr *argument : changed_arguments(call))
				change(argument, call, state);
			help(call, state);
			for (const CXXMethodDecl *callback : starts_.of(call, record_))
				state.running.emplace(callback, call);
		} else if (const auto *binary = dyn_cast<BinaryOperator>(statement)) {
			if (binary->isAssignmentOp())
				change(binary->getLHS(), binary, state);
		} else if (const auto *unary = dyn_cast<UnaryOperator>(statement)) {
			if (unary->isIncrementDecrementOp())
				change(unary->getSubExpr(), unary, state);
		}
	}

	void stop(const CallExpr *call, State &state)
	{
		const FunctionDecl *callee = call->getDirectCallee();
		const Expr *object = values::object_of(call);
		const FieldDecl *field = object ? member_of_this(object) : nullptr;

		if (!field || !callee)
			return;
		if (loans::has_word(callee, "waits_for_callback"))
			state.running.erase(callback_of(field));
	}

	/// Another function of the object.
	void help(const CallExpr *call, State &state)
	{
		const auto *method = dyn_cast_or_null<CXXMethodDecl>(call->getDirectCallee());
		const Expr *object = values::object_of(call);
		const FunctionDecl *definition = method ? values::definition_of(method) : nullptr;

		if (!definition || method->isStatic() || method->isVirtual() || !object ||
		    !isa<CXXThisExpr>(object->IgnoreParenImpCasts()) ||
		    method->getParent()->getCanonicalDecl() != record_->getCanonicalDecl())
			return;
		for (const auto &[callback, since] : Running(state.running)) {
			const Effect effect = effects_.of(definition, callback);

			if (effect.changes)
				changed(effect.changes, callback, since, call);
			if (effect.stops)
				state.running.erase(callback);
		}
	}

	/// What a function of the user may change because it gets a reference to it.
	std::vector<const Expr *> changed_arguments(const CallExpr *call)
	{
		std::vector<const Expr *> found;
		const FunctionDecl *callee = call->getDirectCallee();
		unsigned i = 0;

		if (!callee || !(unit_.is_users(callee->getLocation()) || loans::is_std(callee, "swap") ||
				 loans::is_std(callee, "exchange")))
			return found;
		for (const values::Argument &argument : values::arguments_of(call)) {
			QualType type = i < callee->getNumParams() ? callee->getParamDecl(i)->getType() : QualType();

			i++;
			if (!type.isNull() && type->isLValueReferenceType() &&
			    !type->getPointeeType().isConstQualified() && !is_caller(type) &&
			    !loans::is_lock(type->getPointeeType()) && !is_synchronised(unit_, type->getPointeeType()))
				found.push_back(argument.value);
		}
		return found;
	}

	/// A walk that shows const objects to a closure, such as for_each([](const T &) { ... }).
	static bool only_shows(const CallExpr *call)
	{
		bool shows = false;

		for (const values::Argument &argument : values::arguments_of(call)) {
			const CXXRecordDecl *closure = argument.value->getType()->getAsCXXRecordDecl();
			const CXXMethodDecl *body =
				closure && closure->isLambda() ? closure->getLambdaCallOperator() : nullptr;

			if (!body)
				continue;
			if (!body->getReturnType()->isVoidType())
				return false;
			for (const ParmVarDecl *parameter : body->parameters())
				if (QualType type = parameter->getType();
				    !type->isReferenceType() || !type->getPointeeType().isConstQualified())
					return false;
			shows = true;
		}
		return shows;
	}

	/// The object that the call changes although nothing protects it.
	static const Expr *changed_object(const CallExpr *call)
	{
		const auto *method = dyn_cast_or_null<CXXMethodDecl>(call->getDirectCallee());
		const Expr *object = values::object_of(call);

		if (!method || !object || method->isConst() || method->isStatic() || only_shows(call))
			return nullptr;
		QualType type = object->getType();
		if (type->isPointerType())
			type = type->getPointeeType();
		// An accessor changes nothing, except that it opens a lock.
		const auto *operation = dyn_cast<CXXOperatorCallExpr>(call);
		if (loans::borrows_from_this(method) && !loans::is_lock(type) &&
		    !(operation && operation->isAssignmentOp()))
			return nullptr;
		return is_caller(type) ? nullptr : object;
	}

	void change(const Expr *object, const Stmt *at, State &state)
	{
		auto place = named(object);
		const auto *field =
			place && !place->shared && !place->locked ? dyn_cast<FieldDecl>(place->root) : nullptr;

		if (!field)
			return;
		for (const auto &[callback, since] : state.running) {
			if (!uses_.of(callback).contains(field))
				continue;
			changed(field, callback, since, at);
			return;
		}
	}

	void changed(const FieldDecl *field, const CXXMethodDecl *callback, const Stmt *since, const Stmt *at)
	{
		const std::string member = "'" + field->getNameAsString() + "'",
				  who = "'" + callback->getNameAsString() + "'";

		if (callback_) {
			if (callback == callback_ && reporting())
				effect_.changes = field;
		} else if (since) {
			say("published-early", since->getBeginLoc(),
			    who + " may run from here on, and uses " + member + ", which is not complete yet",
			    "complete the object first, and let the kernel call it last",
			    { unit_.step(at->getBeginLoc(), member + " changes here") });
		} else {
			say("outlived-callback", at->getBeginLoc(),
			    who + " may still run and use " + member + ", which changes here",
			    "stop what calls it first, with shutdown()",
			    { unit_.step(callback->getLocation(), who + " is called back") });
		}
	}

	void leave(State &state) override
	{
		if (callback_)
			effect_.stops = !state.running.contains(callback_);
	}

	const CXXRecordDecl *record_;
	Starts &starts_;
	Uses &uses_;
	Effects &effects_;
	/// If only the effect on this one is asked for.
	const CXXMethodDecl *callback_ = nullptr;
	Effect effect_;
};

Effect Effects::of(const FunctionDecl *function, const CXXMethodDecl *callback)
{
	auto [at, fresh] = known_.try_emplace({ function, callback });

	if (!fresh)
		return at->second;
	const Effect effect = Flow(unit_, cast<CXXMethodDecl>(function), starts_, uses_, *this).effect_on(callback);
	return known_[{ function, callback }] = effect;
}

} // namespace

void check_running(Unit &unit)
{
	Starts starts;
	Uses uses;
	Effects effects(unit, starts, uses);

	for (const FunctionDecl *function : unit.users_functions())
		if (const auto *method = dyn_cast<CXXMethodDecl>(function);
		    method && !method->isStatic() && !method->isConst() && !method->getParent()->isLambda())
			Flow(unit, method, starts, uses, effects).run();
}

} // namespace kxx::check::tasks
