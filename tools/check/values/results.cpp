// SPDX-License-Identifier: GPL-2.0
#include "values/results.hpp"

#include <map>
#include <set>

#include <clang/AST/DynamicRecursiveASTVisitor.h>
#include <clang/AST/StmtCXX.h>

#include "loans/expressions.hpp"
#include "unit.hpp"
#include "values/dataflow.hpp"

namespace kxx::check {
namespace {

using namespace clang;
using namespace values;

/// Where a variable got an error that nobody has read yet.
using Unread = std::map<const VarDecl *, std::set<const Expr *>>;

struct State {
	bool reached = false;
	Unread unread;
	/// Variables that hold an error on some path that leads here.
	std::set<const VarDecl *> failed;

	bool operator==(const State &) const = default;
	void join(const State &other)
	{
		reached |= other.reached;
		failed.insert(other.failed.begin(), other.failed.end());
		for (const auto &[variable, calls] : other.unread)
			unread[variable].insert(calls.begin(), calls.end());
	}
};

/// A class that says "must not be ignored": it has ignore(), as Result has.
bool must_be_read(QualType type)
{
	const CXXRecordDecl *record = type->getAsCXXRecordDecl();

	if (!record || !record->hasDefinition() || type->isReferenceType())
		return false;
	if (is_error_type(type))
		return true;
	for (const CXXMethodDecl *method : record->methods())
		if (method->getIdentifier() && method->getName() == "ignore" && method->isConst())
			return true;
	return false;
}

/// The results that a statement drops, and the variables that `(void)` only pretends to read.
struct Finder : DynamicRecursiveASTVisitor {
	std::set<const Expr *> silenced;
	/// Each with what happens to it.
	std::map<const Expr *, std::string> dropped;

	bool VisitExplicitCastExpr(ExplicitCastExpr *cast) override
	{
		if (cast->getCastKind() != CK_ToVoid)
			return true;
		const Expr *value = bare(cast->getSubExpr());

		if (isa<DeclRefExpr>(value))
			silenced.insert(value);
		else if ((isa<CallExpr>(value) || isa<CoawaitExpr>(value)) && must_be_read(value->getType()))
			dropped[value] = "a cast to void drops the error of this call";
		return true;
	}

	/// The compiler refuses a call that is a statement, but lets what is awaited be forgotten.
	bool VisitCompoundStmt(CompoundStmt *block) override
	{
		for (Stmt *statement : block->body())
			if (!values_.contains(statement))
				forget(statement);
		return true;
	}
	bool VisitIfStmt(IfStmt *choice) override { return forget(choice->getThen()) && forget(choice->getElse()); }
	bool VisitForStmt(ForStmt *loop) override { return forget(loop->getBody()); }
	bool VisitWhileStmt(WhileStmt *loop) override { return forget(loop->getBody()); }
	bool VisitCXXForRangeStmt(CXXForRangeStmt *loop) override { return forget(loop->getBody()); }
	/// Its last statement is a value.
	bool VisitStmtExpr(StmtExpr *braces) override
	{
		if (!braces->getSubStmt()->body_empty())
			values_.insert(braces->getSubStmt()->body_back());
		return true;
	}
	bool TraverseLambdaExpr(LambdaExpr *) override { return true; }

private:
	bool forget(const Stmt *statement)
	{
		if (const auto *value = dyn_cast_or_null<Expr>(statement))
			if (const auto *wait = dyn_cast<CoawaitExpr>(bare(value));
			    wait && must_be_read(wait->getType()))
				dropped[wait] = "this statement drops the error of what is awaited";
		return true;
	}

	std::set<const Stmt *> values_;
};

/// Errors in members of a variable, of which only members are used: each member has to be read.
struct Members : DynamicRecursiveASTVisitor {
	Members(const FunctionDecl *function, const std::set<const Expr *> &written) : written_(written)
	{
		TraverseStmt(function->getBody());
	}

	struct Kept {
		const VarDecl *variable;
		const FieldDecl *field;
		const Expr *value;
	};

	/// What nobody reads.
	std::vector<Kept> unread() const
	{
		std::vector<Kept> found;

		for (const Kept &one : kept_)
			if (!whole_.contains(one.variable) && !read_.contains({ one.variable, one.field }))
				found.push_back(one);
		return found;
	}

	bool VisitVarDecl(VarDecl *variable) override
	{
		const CXXRecordDecl *record = variable->getType()->getAsCXXRecordDecl();

		if (!record || !record->hasDefinition() || !variable->hasLocalStorage() || !variable->getInit() ||
		    isa<ParmVarDecl>(variable) || must_be_read(variable->getType()))
			return true;
		const Expr *value = unwrapped(variable->getInit());
		const auto *list = dyn_cast<InitListExpr>(value);
		for (const FieldDecl *field : record->fields()) {
			if (!must_be_read(field->getType()))
				continue;
			if (isa<CallExpr>(value))
				kept_.push_back({ variable, field, value });
			else if (list && field->getFieldIndex() < list->getNumInits())
				keep(variable, field, list->getInit(field->getFieldIndex()));
		}
		return true;
	}
	bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *call) override
	{
		const auto *member =
			call->getOperator() == OO_Equal ? dyn_cast<MemberExpr>(bare(call->getArg(0))) : nullptr;
		const auto *field = member ? dyn_cast<FieldDecl>(member->getMemberDecl()) : nullptr;

		if (field && must_be_read(field->getType()))
			if (const auto *name = dyn_cast<DeclRefExpr>(bare(member->getBase())))
				if (const auto *variable = dyn_cast<VarDecl>(name->getDecl());
				    variable && variable->hasLocalStorage() && !isa<ParmVarDecl>(variable) &&
				    variable->getType()->isRecordType())
					keep(variable, field, call->getArg(1));
		return true;
	}
	bool VisitMemberExpr(MemberExpr *member) override
	{
		const auto *name = dyn_cast<DeclRefExpr>(bare(member->getBase()));
		const auto *field = dyn_cast<FieldDecl>(member->getMemberDecl());

		if (name && field) {
			bases_.insert(name);
			if (!written_.contains(member))
				read_.insert({ name->getDecl(), field });
		}
		return true;
	}
	bool VisitDeclRefExpr(DeclRefExpr *name) override
	{
		if (const auto *part = dyn_cast<BindingDecl>(name->getDecl())) {
			const auto *member = dyn_cast_or_null<MemberExpr>(part->getBinding());

			if (member)
				read_.insert(
					{ part->getDecomposedDecl(), dyn_cast<FieldDecl>(member->getMemberDecl()) });
		} else if (!bases_.contains(name)) {
			whole_.insert(name->getDecl());
		}
		return true;
	}

private:
	void keep(const VarDecl *variable, const FieldDecl *field, const Expr *value)
	{
		if (isa<CallExpr>(bare(value)))
			kept_.push_back({ variable, field, bare(value) });
	}

	const std::set<const Expr *> &written_;
	std::set<const Expr *> bases_;
	std::vector<Kept> kept_;
	std::set<const ValueDecl *> whole_;
	std::set<std::pair<const ValueDecl *, const FieldDecl *>> read_;
};

/// Whether the function returns a negative errno for failure.
bool returns_errno(const FunctionDecl *function, ASTContext &context)
{
	if (!function || !function->getReturnType()->isSignedIntegerType())
		return false;
	if (is_bound(function))
		return function->getReturnType()->isSpecificBuiltinType(BuiltinType::Int);
	const FunctionDecl *definition = definition_of(function);
	if (!definition)
		return false;
	for (const Expr *value : returned_by(definition)) {
		if (auto number = constant_of(value, context); number && number->isNegative())
			return true;
		if (const auto *call = dyn_cast<CallExpr>(bare(value)))
			if (const Expr *object = object_of(call); object && is_error_type(object->getType()))
				return true;
	}
	return false;
}

class Flow final : public Dataflow<State> {
public:
	Flow(Unit &unit, const FunctionDecl *function) : Dataflow(unit, function)
	{
		finder_.TraverseStmt(function->getBody());
		written_ = loans::unread_of(function).written;
	}

	void check()
	{
		run();
		for (const auto &[call, why] : found_)
			unit_.report({ "dropped-error", Level::Error, unit_.place(call->getBeginLoc()),
				       name_of(function_), "the error of this call is " + why.first,
				       "pass it on with TRY, test it, or say with .ignore() that it does not matter",
				       why.second });
		for (const Members::Kept &one : Members(function_, written_).unread())
			if (unit_.is_users(one.value->getBeginLoc()))
				unit_.report(
					{ "dropped-error",
					  Level::Error,
					  unit_.place(one.value->getBeginLoc()),
					  name_of(function_),
					  "the error in '" + one.field->getNameAsString() +
						  "' is kept, and nobody reads it",
					  "pass it on with TRY, test it, or say with .ignore() that it does not "
					  "matter",
					  { unit_.step(one.field->getLocation(), "the member is declared here") } });
		for (const auto &[call, why] : finder_.dropped)
			if (unit_.is_users(call->getBeginLoc()))
				unit_.report({ "dropped-error",
					       Level::Error,
					       unit_.place(call->getBeginLoc()),
					       name_of(function_),
					       why,
					       "pass it on with TRY or CO_TRY, or write .ignore() and say why it does "
					       "not matter",
					       {} });
	}

private:
	const Expr *source(const Expr *value)
	{
		value = bare(value);
		if (const auto *wait = dyn_cast<CoawaitExpr>(value))
			return must_be_read(wait->getType()) ? wait : nullptr;
		const auto *call = dyn_cast<CallExpr>(value);
		if (!call)
			return nullptr;
		if (must_be_read(call->getType()) || returns_errno(call->getDirectCallee(), unit_.context()))
			return call;
		return nullptr;
	}

	void store(const VarDecl *variable, const Expr *value, const Stmt *at, State &state)
	{
		if (auto old = state.unread.find(variable); old != state.unread.end()) {
			drop(old->second, "overwritten before anybody reads it",
			     unit_.step(at->getBeginLoc(),
					"'" + variable->getNameAsString() + "' is overwritten here"));
			state.unread.erase(old);
		}
		if (!variable->hasLocalStorage() || variable->getType()->isReferenceType())
			return;
		if (const Expr *from = source(value))
			state.unread[variable] = { from };
	}

	void drop(const std::set<const Expr *> &calls, std::string why, Step step)
	{
		if (reporting())
			for (const Expr *call : calls)
				if (unit_.is_users(call->getBeginLoc()))
					found_.emplace(call, std::pair(why, std::vector{ step }));
	}

	void declare(const VarDecl *variable, State &state) override
	{
		state.unread.erase(variable);
		if (variable->getInit())
			store(variable, variable->getInit(), variable->getInit(), state);
	}

	void statement(const Stmt *statement, State &state) override
	{
		if (const auto *name = dyn_cast<DeclRefExpr>(statement)) {
			const auto *variable = dyn_cast<VarDecl>(name->getDecl());

			if (variable && !written_.contains(name) && !finder_.silenced.contains(name))
				state.unread.erase(variable);
		} else if (const auto *lambda = dyn_cast<LambdaExpr>(statement)) {
			for (const LambdaCapture &capture : lambda->captures())
				if (capture.capturesVariable())
					state.unread.erase(dyn_cast<VarDecl>(capture.getCapturedVar()));
		} else if (const auto *binary = dyn_cast<BinaryOperator>(statement)) {
			if (binary->getOpcode() == BO_Assign)
				assign(binary->getLHS(), binary->getRHS(), binary, state);
		} else if (const auto *call = dyn_cast<CXXOperatorCallExpr>(statement)) {
			if (call->getOperator() == OO_Equal)
				assign(call->getArg(0), call->getArg(1), call, state);
		} else if (const auto *done = dyn_cast<ReturnStmt>(statement)) {
			leave_with(done->getRetValue(), state);
		} else if (const auto *done = dyn_cast<CoreturnStmt>(statement)) {
			leave_with(done->getOperand(), state);
		}
	}

	void assign(const Expr *to, const Expr *value, const Stmt *at, State &state)
	{
		if (const auto *name = dyn_cast<DeclRefExpr>(bare(to)))
			if (const auto *variable = dyn_cast<VarDecl>(name->getDecl()))
				store(variable, value, at, state);
	}

	/// Another error goes to the caller: it had to choose one.
	void leave_with(const Expr *value, State &state)
	{
		const auto *name = value ? dyn_cast<DeclRefExpr>(made_of(value)) : nullptr;

		if (value && (is_failure(value, unit_.context()) ||
			      (name && state.failed.contains(dyn_cast<VarDecl>(name->getDecl())))))
			state.unread.clear();
	}

	/// What a Result that is returned is made of.
	static const Expr *made_of(const Expr *value)
	{
		value = bare(value);
		while (const auto *made = dyn_cast<CXXConstructExpr>(value)) {
			if (made->getNumArgs() < 1)
				break;
			value = bare(made->getArg(0));
		}
		return value;
	}

	void refine(const Expr *atom, bool truth, State &state) override
	{
		const auto *call = dyn_cast<CallExpr>(bare(atom));
		const Expr *object = call ? object_of(call) : nullptr;
		const auto *name = object ? dyn_cast<DeclRefExpr>(bare(object)) : nullptr;

		if (name && is_error_type(object->getType()) && asked_by(atom).truth_is_failure == truth)
			if (const auto *variable = dyn_cast<VarDecl>(name->getDecl()))
				state.failed.insert(variable);
	}

	void destroyed(const VarDecl *variable, State &state) override { gone(variable, state); }
	void gone(const VarDecl *variable, State &state) override
	{
		auto old = state.unread.find(variable);

		if (old == state.unread.end())
			return;
		drop(old->second, "not read on every path",
		     unit_.step(variable->getLocation(),
				"'" + variable->getNameAsString() + "' ends unread on a path that leaves from here"));
		state.unread.erase(old);
	}

	Finder finder_;
	std::set<const Expr *> written_;
	std::map<const Expr *, std::pair<std::string, std::vector<Step>>> found_;
};

class Results final : public Analysis {
public:
	void check_file(Unit &unit) override
	{
		for (const FunctionDecl *function : unit.users_functions())
			Flow(unit, function).check();
	}
};

} // namespace

std::unique_ptr<Analysis> make_results()
{
	return std::make_unique<Results>();
}

} // namespace kxx::check
