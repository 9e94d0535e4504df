// SPDX-License-Identifier: GPL-2.0
//! Where objects cross to other tasks: wherever the library asserts that a type is shareable or sendable, or borrows
//! nothing, and where a queue gets an owner.
#include "tasks/crossings.hpp"

#include <set>

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/DynamicRecursiveASTVisitor.h>
#include <clang/AST/ExprCXX.h>

#include "loans/types.hpp"
#include "tasks/callbacks.hpp"
#include "tasks/sharing.hpp"
#include "values/expressions.hpp"

namespace kxx::check::tasks {

using namespace clang;

namespace {

struct Asked {
	Question question;
	QualType type;

	bool operator<(const Asked &other) const
	{
		return std::pair(question, type.getAsOpaquePtr()) <
		       std::pair(other.question, other.type.getAsOpaquePtr());
	}
};
using Questions = std::set<Asked>;

/// Collects what an asserted condition asks for.
void collect(const Expr *condition, bool negated, Questions &asked, const ASTContext &context, unsigned depth = 0)
{
	condition = condition->IgnoreParenImpCasts();
	if (const auto *constant = dyn_cast<ConstantExpr>(condition))
		return collect(constant->getSubExpr(), negated, asked, context, depth);
	if (const auto *substituted = dyn_cast<SubstNonTypeTemplateParmExpr>(condition))
		return collect(substituted->getReplacement(), negated, asked, context, depth);
	if (const auto *unary = dyn_cast<UnaryOperator>(condition)) {
		if (unary->getOpcode() == UO_LNot)
			collect(unary->getSubExpr(), !negated, asked, context, depth);
		return;
	}
	if (const auto *binary = dyn_cast<BinaryOperator>(condition)) {
		if (!binary->isLogicalOp())
			return;
		// What another reason makes true is not asked for.
		for (const Expr *side : { binary->getLHS(), binary->getRHS() }) {
			Questions own;
			bool value = false;

			collect(side, negated, own, context, depth);
			if (own.empty() && !side->isValueDependent() &&
			    side->EvaluateAsBooleanCondition(value, context) &&
			    value == (binary->getOpcode() == BO_LOr))
				return;
		}
		collect(binary->getLHS(), negated, asked, context, depth);
		collect(binary->getRHS(), negated, asked, context, depth);
		return;
	}
	const auto *name = dyn_cast<DeclRefExpr>(condition);
	const auto *variable = name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
	if (!variable)
		return;
	if (const auto *made = dyn_cast<VarTemplateSpecializationDecl>(variable);
	    made && made->getTemplateArgs().size() == 1 &&
	    made->getTemplateArgs()[0].getKind() == TemplateArgument::Type) {
		QualType type = made->getTemplateArgs()[0].getAsType().getCanonicalType();

		if (made->getName() == "sendable" && !negated)
			asked.insert({ Question::Sendable, type });
		else if (made->getName() == "shareable" && !negated)
			asked.insert({ Question::Shareable, type });
		else if (made->getName() == "borrows" && negated)
			asked.insert({ Question::Owning, type });
		return;
	}
	if (variable->isConstexpr() && variable->getInit() && depth < 4)
		collect(variable->getInit(), negated, asked, context, depth + 1);
}

/// Finds what the library asserts, with the function or class in which it does.
struct Assertions : DynamicRecursiveASTVisitor {
	Unit &unit;
	std::map<const Decl *, Questions> asked;

	explicit Assertions(Unit &unit) : unit(unit) { ShouldVisitTemplateInstantiations = true; }

	bool VisitStaticAssertDecl(StaticAssertDecl *assertion) override
	{
		const DeclContext *place = assertion->getDeclContext();

		if (!unit.in_library(assertion->getLocation()) || place->isDependentContext() ||
		    assertion->getAssertExpr()->isValueDependent())
			return true;
		Questions own;
		collect(assertion->getAssertExpr(), false, own, unit.context());
		if (!own.empty())
			asked[cast<Decl>(place)->getCanonicalDecl()].insert(own.begin(), own.end());
		return true;
	}
};

/// The calls in a body.
struct CallFinder : DynamicRecursiveASTVisitor {
	std::vector<const CallExpr *> calls;

	bool VisitCallExpr(CallExpr *call) override
	{
		calls.push_back(call);
		return true;
	}
};

std::vector<const CallExpr *> calls_in(const FunctionDecl *function)
{
	CallFinder finder;

	finder.TraverseStmt(function->getBody());
	return std::move(finder.calls);
}

class Crossings {
public:
	explicit Crossings(Unit &unit) : unit_(unit), sharing_(unit), assertions_(unit) {}

	void check()
	{
		assertions_.TraverseDecl(unit_.context().getTranslationUnitDecl());
		for (const FunctionDecl *function : unit_.users_functions())
			for (const CallExpr *call : calls_in(function))
				crossing(function, call);
		for (const auto &[place, asked] : assertions_.asked)
			for (const Asked &one : asked)
				if (one.question == Question::Shareable ||
				    (one.question == Question::Sendable && isa<CXXDestructorDecl>(place)))
					shared(one);
		for (const CXXRecordDecl *record : unit_.users_classes()) {
			for (const FieldDecl *field : record->fields()) {
				if (loans::is_lock(field->getType()))
					shared({ Question::Shareable, field->getType() });
				if (is_callback_member(field->getType()))
					shared({ Question::Shareable,
						 QualType(unit_.context().getCanonicalTagType(record)) });
			}
		}
	}

private:
	std::string name(QualType type) { return type.getAsString(unit_.context().getPrintingPolicy()); }

	/// "its member 'a.b' is a pointer".
	std::string reason(const Fault &fault)
	{
		std::string path;

		for (const FieldDecl *field : fault.path)
			path += (path.empty() ? "" : ".") +
				(field->getIdentifier() ? field->getNameAsString() : "a capture");
		return (path.empty() ? "it " : "its member '" + path + "' ") + fault.what;
	}

	/// What the library asserts in the function and in those that it calls.
	const Questions &asked_by(const FunctionDecl *function)
	{
		auto [at, fresh] = closure_.try_emplace(function->getCanonicalDecl());

		if (!fresh)
			return at->second;
		const FunctionDecl *definition = nullptr;
		Questions asked;
		if (auto own = assertions_.asked.find(function->getCanonicalDecl()); own != assertions_.asked.end())
			asked = own->second;
		if (function->hasBody(definition) && !definition->isDependentContext() &&
		    unit_.in_library(definition->getLocation()) && !isa<CXXDestructorDecl>(definition)) {
			if (auto own = assertions_.asked.find(definition); own != assertions_.asked.end())
				asked.insert(own->second.begin(), own->second.end());
			for (const CallExpr *call : calls_in(definition))
				if (const FunctionDecl *callee = call->getDirectCallee();
				    callee && unit_.in_library(callee->getLocation())) {
					const Questions &more = asked_by(callee);

					asked.insert(more.begin(), more.end());
				}
		}
		return closure_[function->getCanonicalDecl()] = std::move(asked);
	}

	void crossing(const FunctionDecl *function, const CallExpr *call)
	{
		const FunctionDecl *callee = call->getDirectCallee();

		if (!callee || !unit_.in_library(callee->getLocation()) || !unit_.is_users(call->getBeginLoc()))
			return;
		for (const Asked &asked : asked_by(callee))
			if (asked.question != Question::Shareable)
				sent(function, call, asked);
		// A queue's tasks use what it is given.
		const Expr *object = values::object_of(call);
		if (!object || !is_caller(object->getType()->isPointerType() ? object->getType()->getPointeeType()
									     : object->getType()))
			return;
		for (const ParmVarDecl *parameter : callee->parameters())
			if (loans::is_owner(parameter->getType()) && !parameter->getType()->isReferenceType())
				sent(function, call, { Question::Sendable, parameter->getType() });
	}

	void sent(const FunctionDecl *function, const CallExpr *call, const Asked &asked)
	{
		auto fault = sharing_.against(asked.question, asked.type);

		if (!fault)
			return;
		std::vector<Step> trace;
		if (!fault->path.empty())
			trace.push_back(unit_.step(fault->path.back()->getLocation(), "this member " + fault->what));
		unit_.report({ "not-sendable", Level::Error, unit_.place(call->getBeginLoc()), name_of(function),
			       "'" + name(asked.type) + "' goes to another task here: " + reason(*fault),
			       "hand over an owner instead, such as an Arc, a Box or a CString, and lock or open there "
			       "what must be locked or open",
			       std::move(trace) });
	}

	void shared(const Asked &asked)
	{
		auto fault = sharing_.against(asked.question, asked.type);

		if (!fault)
			return;
		for (std::size_t i = fault->path.size(); i-- > 0;) {
			const FieldDecl *field = fault->path[i];

			if (!unit_.is_users(field->getLocation()) || !reported_.insert(field).second)
				continue;
			unit_.report({ asked.question == Question::Shareable ? "not-shareable" : "not-sendable",
				       Level::Error,
				       unit_.place(field->getLocation()),
				       {},
				       "several tasks use '" + name(asked.type) + "': " + reason(*fault),
				       "use an atomic or a lock that owns the data, and an Arc instead of a pointer",
				       {} });
			return;
		}
	}

	Unit &unit_;
	Sharing sharing_;
	Assertions assertions_;
	std::map<const FunctionDecl *, Questions> closure_;
	std::set<const FieldDecl *> reported_;
};

} // namespace

void check_crossings(Unit &unit)
{
	Crossings(unit).check();
}

} // namespace kxx::check::tasks
