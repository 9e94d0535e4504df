// SPDX-License-Identifier: GPL-2.0
//! A member that owns a timer, work, a thread or files, and whose objects keep references to another member, must end
//! before that one: it is declared after it, and it is replaced before it.
#include "tasks/order.hpp"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DynamicRecursiveASTVisitor.h>
#include <clang/AST/StmtCXX.h>

#include "tasks/callbacks.hpp"
#include "tasks/members.hpp"
#include "values/dataflow.hpp"

namespace kxx::check::tasks {

using namespace clang;

namespace {

/// Objects in the member `user` refer to the member `used`.
struct Relation {
	const FieldDecl *user;
	const FieldDecl *used;
	const Expr *at;
	const FunctionDecl *function;
	/// Whether `user` only leads to an object of others, to which the reference was given.
	bool shared;
};

/// Finds the relations that one function makes.
struct Finder : ConstDynamicRecursiveASTVisitor {
	struct Found {
		Named user;
		std::set<const ValueDecl *> used;
		const Expr *at;
	};
	Unit &unit;
	References variables;
	/// Where the object of a local variable goes.
	std::map<const ValueDecl *, const FieldDecl *> homes;
	std::vector<Found> found;

	explicit Finder(Unit &unit) : unit(unit) {}

	bool VisitVarDecl(const VarDecl *variable) override
	{
		if (variable->getInit() && variable->hasLocalStorage() && !variable->getType()->isReferenceType())
			if (auto used = referred_by(unit, variable->getInit(), variables); !used.empty())
				variables[variable] = std::move(used);
		return true;
	}
	bool VisitCallExpr(const CallExpr *call) override
	{
		const Expr *object = values::object_of(call);
		auto user = object ? named(object) : std::nullopt;

		if (!user || !isa<FieldDecl>(user->root))
			return true;
		for (const values::Argument &argument : values::arguments_of(call)) {
			if (auto source = named(argument.value);
			    source && isa<VarDecl>(source->root) && !source->shared)
				homes[source->root] = cast<FieldDecl>(user->root);
			if (auto used = referred_by(unit, argument.value, variables); !used.empty())
				found.push_back({ *user, std::move(used), call });
		}
		return true;
	}
	bool TraverseLambdaExpr(const LambdaExpr *) override { return true; }
};

struct State {
	bool reached = false;
	/// Members that were replaced on every path.
	std::set<const FieldDecl *> renewed;

	bool operator==(const State &) const = default;
	void join(const State &other)
	{
		if (reached)
			std::erase_if(renewed, [&](const FieldDecl *field) { return !other.renewed.contains(field); });
		else
			renewed = other.renewed;
		reached |= other.reached;
	}
};

/// Looks for members that are replaced while others still refer to them.
class Replacements final : public values::Dataflow<State> {
public:
	Replacements(Unit &unit, const FunctionDecl *function, const std::vector<Relation> &relations)
		: Dataflow(unit, function), relations_(relations)
	{
	}

private:
	/// A member without a state in which it owns nothing yet.
	static bool is_always_there(const FieldDecl *field)
	{
		const CXXRecordDecl *record = field->getType()->getAsCXXRecordDecl();

		return record && record->hasDefinition() && !record->hasDefaultConstructor();
	}

	void statement(const Stmt *statement, State &state) override
	{
		const auto *call = dyn_cast<CallExpr>(statement);
		const Expr *object = call ? values::object_of(call) : nullptr;
		const FieldDecl *field = object ? member_of_this(object) : nullptr;
		const auto *method = call ? dyn_cast_or_null<CXXMethodDecl>(call->getDirectCallee()) : nullptr;

		if (!field || !method || method->isConst())
			return;
		if (method->getOverloadedOperator() == OO_Equal && is_always_there(field))
			for (const Relation &relation : relations_)
				if (relation.used == field && !relation.shared &&
				    !state.renewed.contains(relation.user) && is_always_there(relation.user))
					say("outlived-callback", call->getBeginLoc(),
					    "what '" + field->getNameAsString() +
						    "' owned is destroyed here, and callbacks of '" +
						    relation.user->getNameAsString() + "' still use it",
					    "replace or stop '" + relation.user->getNameAsString() + "' first",
					    { unit_.step(relation.at->getBeginLoc(),
							 "'" + relation.user->getNameAsString() +
								 "' gets an object that refers to it here") });
		state.renewed.insert(field);
	}

	const std::vector<Relation> &relations_;
};

class Order {
public:
	explicit Order(Unit &unit) : unit_(unit) {}

	void check()
	{
		for (const FunctionDecl *function : unit_.users_functions())
			if (const auto *method = dyn_cast<CXXMethodDecl>(function);
			    method && !method->getParent()->isLambda())
				look(method);
		for (const CXXRecordDecl *record : unit_.users_classes())
			initialised(record);
		for (const auto &[record, relations] : relations_) {
			for (const Relation &relation : relations)
				judge(record, relation);
			for (const CXXMethodDecl *method : record->methods())
				if (method->doesThisDeclarationHaveABody() && !isa<CXXConstructorDecl>(method) &&
				    !method->isDependentContext() && method->getBody())
					Replacements(unit_, method, relations).run();
		}
	}

private:
	void look(const CXXMethodDecl *method)
	{
		Finder finder(unit_);

		finder.TraverseStmt(method->getBody());
		for (const Finder::Found &found : finder.found)
			for (const ValueDecl *used : found.used) {
				if (auto home = finder.homes.find(used); home != finder.homes.end())
					used = home->second;
				add(method->getParent(), found.user, used, found.at, method);
			}
		if (const auto *constructor = dyn_cast<CXXConstructorDecl>(method))
			for (const CXXCtorInitializer *initializer : constructor->inits())
				if (initializer->getAnyMember() && !isa<CXXDefaultInitExpr>(initializer->getInit()))
					for (const ValueDecl *used : referred_by(unit_, initializer->getInit(), {}))
						add(method->getParent(), { initializer->getAnyMember() }, used,
						    initializer->getInit(), method);
	}

	void initialised(const CXXRecordDecl *record)
	{
		for (const FieldDecl *field : record->fields())
			if (const Expr *value = field->getInClassInitializer())
				for (const ValueDecl *used : referred_by(unit_, value, {}))
					add(record, { field }, used, value, nullptr);
	}

	void add(const CXXRecordDecl *record, Named user, const ValueDecl *used, const Expr *at,
		 const FunctionDecl *function)
	{
		const auto *from = cast<FieldDecl>(user.root), *to = dyn_cast<FieldDecl>(used);

		if (!to || from == to || to->getType()->isReferenceType() || to->getType()->isPointerType() ||
		    from->getParent() != to->getParent())
			return;
		QualType type = from->getType().getNonReferenceType();
		if (type->isPointerType())
			type = type->getPointeeType();
		if (holds_caller(type))
			relations_[record].push_back({ from, to, at, function, user.shared });
	}

	void judge(const CXXRecordDecl *record, const Relation &relation)
	{
		const std::string user = relation.user->getNameAsString(), used = relation.used->getNameAsString();
		std::vector<Step> trace{ unit_.step(relation.at->getBeginLoc(),
						    "'" + user + "' gets an object that refers to '" + used +
							    "' here") };

		if (relation.shared) {
			const CXXDestructorDecl *destructor = record->getDestructor();

			if (destructor && destructor->isUserProvided())
				return;
			unit_.report(
				{ "outlived-callback",
				  Level::Error,
				  unit_.place(relation.at->getBeginLoc()),
				  relation.function ? name_of(relation.function) : std::string(),
				  "what is handed over here refers to the member '" + used +
					  "', and may be called after this object is gone",
				  "share '" + used + "' through an Arc that the new object owns as well",
				  { unit_.step(relation.used->getLocation(), "'" + used + "' is declared here") } });
		} else if (relation.user->getFieldIndex() < relation.used->getFieldIndex()) {
			unit_.report({ "member-order",
				       Level::Error,
				       unit_.place(relation.used->getLocation()),
				       {},
				       "'" + used + "' is destroyed before '" + user + "', whose callbacks use it",
				       "declare '" + user + "' after '" + used + "': members are destroyed backwards",
				       std::move(trace) });
		}
	}

	Unit &unit_;
	std::map<const CXXRecordDecl *, std::vector<Relation>> relations_;
};

} // namespace

void check_order(Unit &unit)
{
	Order(unit).check();
}

} // namespace kxx::check::tasks
