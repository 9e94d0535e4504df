// SPDX-License-Identifier: GPL-2.0
#include "loans/expressions.hpp"

#include <clang/AST/DynamicRecursiveASTVisitor.h>
#include <clang/AST/ExprCXX.h>

namespace kxx::check::loans {

static bool keeps_object(clang::CastKind kind)
{
	switch (kind) {
	case clang::CK_NoOp:
	case clang::CK_UserDefinedConversion:
	case clang::CK_ConstructorConversion:
	case clang::CK_DerivedToBase:
	case clang::CK_UncheckedDerivedToBase:
	case clang::CK_BaseToDerived:
	case clang::CK_BitCast:
		return true;
	default:
		return false;
	}
}

const clang::Expr *strip(const clang::Expr *e)
{
	using namespace clang;

	for (;;) {
		if (const auto *full = dyn_cast<FullExpr>(e))
			e = full->getSubExpr();
		else if (const auto *paren = dyn_cast<ParenExpr>(e))
			e = paren->getSubExpr();
		else if (const auto *made = dyn_cast<MaterializeTemporaryExpr>(e))
			e = made->getSubExpr();
		else if (const auto *bound = dyn_cast<CXXBindTemporaryExpr>(e))
			e = bound->getSubExpr();
		else if (const auto *argument = dyn_cast<SubstNonTypeTemplateParmExpr>(e))
			e = argument->getReplacement();
		else if (const auto *cast = dyn_cast<ImplicitCastExpr>(e); cast && keeps_object(cast->getCastKind()))
			e = cast->getSubExpr();
		else if (const auto *cast = dyn_cast<ExplicitCastExpr>(e);
			 cast && cast->getCastKind() != CK_LValueToRValue && cast->getCastKind() != CK_ToVoid)
			e = cast->getSubExpr();
		else if (const auto *unary = dyn_cast<UnaryOperator>(e); unary && unary->getOpcode() == UO_Extension)
			e = unary->getSubExpr();
		else if (const auto *given = dyn_cast<CXXDefaultArgExpr>(e))
			e = given->getExpr();
		else if (const auto *given = dyn_cast<CXXDefaultInitExpr>(e))
			e = given->getExpr();
		else if (const auto *opaque = dyn_cast<OpaqueValueExpr>(e); opaque && opaque->getSourceExpr())
			e = opaque->getSourceExpr();
		else
			return e;
	}
}

bool binds_temporary(const clang::Expr *e)
{
	using namespace clang;

	for (;;) {
		if (isa<MaterializeTemporaryExpr>(e))
			return true;
		if (const auto *full = dyn_cast<FullExpr>(e))
			e = full->getSubExpr();
		else if (const auto *paren = dyn_cast<ParenExpr>(e))
			e = paren->getSubExpr();
		else if (const auto *cast = dyn_cast<ImplicitCastExpr>(e))
			e = cast->getSubExpr();
		else
			return e->isPRValue();
	}
}

static void collect_results(const clang::Expr *e, std::vector<const clang::CXXBindTemporaryExpr *> &found)
{
	using namespace clang;

	if (const auto *bound = dyn_cast<CXXBindTemporaryExpr>(e)) {
		found.push_back(bound);
		collect_results(bound->getSubExpr(), found);
	} else if (const auto *full = dyn_cast<FullExpr>(e)) {
		collect_results(full->getSubExpr(), found);
	} else if (const auto *paren = dyn_cast<ParenExpr>(e)) {
		collect_results(paren->getSubExpr(), found);
	} else if (const auto *made = dyn_cast<MaterializeTemporaryExpr>(e)) {
		collect_results(made->getSubExpr(), found);
	} else if (const auto *cast = dyn_cast<CastExpr>(e)) {
		collect_results(cast->getSubExpr(), found);
	} else if (const auto *unary = dyn_cast<UnaryOperator>(e)) {
		collect_results(unary->getSubExpr(), found);
	} else if (const auto *choice = dyn_cast<AbstractConditionalOperator>(e)) {
		collect_results(choice->getTrueExpr(), found);
		collect_results(choice->getFalseExpr(), found);
	} else if (const auto *block = dyn_cast<StmtExpr>(e)) {
		const CompoundStmt *body = block->getSubStmt();

		if (!body->body_empty())
			if (const auto *last = dyn_cast<Expr>(body->body_back()))
				collect_results(last, found);
	}
}

std::vector<const clang::CXXBindTemporaryExpr *> result_temporaries(const clang::Expr *expression)
{
	std::vector<const clang::CXXBindTemporaryExpr *> found;

	collect_results(expression, found);
	return found;
}

bool is_within(const clang::Stmt *part, const clang::Stmt *whole)
{
	return whole && (part == whole || llvm::any_of(whole->children(), [&](const clang::Stmt *child) {
				 return is_within(part, child);
			 }));
}

bool leaves_before(const clang::VarDecl *variable, const clang::Stmt *leaving)
{
	return leaving && (clang::isa<clang::ReturnStmt>(leaving) || clang::isa<clang::CoreturnStmt>(leaving)) &&
	       is_within(leaving, variable->getInit());
}

const clang::VarDecl *returned_variable(const clang::Expr *result)
{
	using namespace clang;

	for (;;) {
		result = strip(result);
		const auto *made = dyn_cast<CXXConstructExpr>(result);

		if (!made || made->getNumArgs() != 1)
			break;
		result = made->getArg(0);
	}
	const auto *name = dyn_cast<DeclRefExpr>(result);
	const auto *variable = name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;

	return variable && variable->hasLocalStorage() && !variable->getType()->isReferenceType() ? variable : nullptr;
}

namespace {

struct UnreadFinder : clang::DynamicRecursiveASTVisitor {
	Unread unread;

	void left_side(const clang::Expr *e)
	{
		e = strip(e);
		if (const auto *name = clang::dyn_cast<clang::DeclRefExpr>(e)) {
			// To assign through a reference uses the object that it names.
			if (!name->getDecl()->getType()->isReferenceType())
				unread.written.insert(e);
		} else if (const auto *member = clang::dyn_cast<clang::MemberExpr>(e)) {
			unread.written.insert(e);
			if (!member->isArrow())
				left_side(member->getBase());
		}
	}
	/// An object that the expression makes is used further.
	void becomes(const clang::Expr *result)
	{
		for (const clang::Expr *temporary : result_temporaries(result))
			unread.taken.insert(temporary);
	}
	/// The callee's parameters begin at the argument `first`.
	void take(const clang::FunctionDecl *callee, llvm::ArrayRef<clang::Expr *> arguments, std::size_t first = 0)
	{
		for (std::size_t i = 0; callee && i < callee->getNumParams() && first + i < arguments.size(); i++)
			if (!callee->getParamDecl(i)->getType()->isLValueReferenceType())
				becomes(arguments[first + i]);
	}
	bool VisitCallExpr(clang::CallExpr *call) override
	{
		const auto *method = clang::dyn_cast_or_null<clang::CXXMethodDecl>(call->getDirectCallee());
		bool has_object = clang::isa<clang::CXXOperatorCallExpr>(call) && method && !method->isStatic();

		take(call->getDirectCallee(), { call->getArgs(), call->getNumArgs() }, has_object);
		// To destroy an object that was moved from is right.
		if (method && clang::isa<clang::CXXDestructorDecl>(method))
			if (const auto *named = clang::dyn_cast<clang::CXXMemberCallExpr>(call))
				left_side(named->getImplicitObjectArgument());
		return true;
	}
	bool VisitCXXConstructExpr(clang::CXXConstructExpr *construct) override
	{
		take(construct->getConstructor(), { construct->getArgs(), construct->getNumArgs() });
		return true;
	}
	bool VisitCXXNewExpr(clang::CXXNewExpr *made) override
	{
		// `new (&result_) Result(...)` only names the place.
		for (unsigned i = 0; i < made->getNumPlacementArgs(); i++)
			if (const auto *address =
				    clang::dyn_cast<clang::UnaryOperator>(made->getPlacementArg(i)->IgnoreParenCasts());
			    address && address->getOpcode() == clang::UO_AddrOf)
				left_side(address->getSubExpr());
		return true;
	}
	bool VisitStmtExpr(clang::StmtExpr *block) override
	{
		becomes(block);
		return true;
	}
	bool VisitReturnStmt(clang::ReturnStmt *done) override
	{
		if (done->getRetValue())
			becomes(done->getRetValue());
		return true;
	}
	bool VisitVarDecl(clang::VarDecl *variable) override
	{
		if (variable->getType()->isReferenceType() && variable->getInit())
			unread.bound.insert(strip(variable->getInit()));
		else if (variable->getInit())
			becomes(variable->getInit());
		return true;
	}
	bool VisitBinaryOperator(clang::BinaryOperator *binary) override
	{
		if (binary->getOpcode() == clang::BO_Assign)
			left_side(binary->getLHS());
		return true;
	}
	bool VisitCXXOperatorCallExpr(clang::CXXOperatorCallExpr *call) override
	{
		if (call->getOperator() == clang::OO_Equal)
			left_side(call->getArg(0));
		return true;
	}
};

} // namespace

Unread unread_of(const clang::FunctionDecl *function)
{
	UnreadFinder finder;

	finder.TraverseStmt(function->getBody());
	return std::move(finder.unread);
}

} // namespace kxx::check::loans
