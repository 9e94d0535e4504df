// SPDX-License-Identifier: GPL-2.0
//! Calls of pure virtual functions on an object that is not complete: the vtable's entry stops the machine.
#include <clang/AST/CXXInheritance.h>
#include <clang/AST/DynamicRecursiveASTVisitor.h>
#include <clang/AST/ExprCXX.h>

#include "calls/collect.hpp"

namespace kxx::check::calls {
namespace {

/// Finds the calls that a function makes on its own object.
struct OwnCalls final : clang::ConstDynamicRecursiveASTVisitor {
	std::vector<const clang::CXXMemberCallExpr *> calls;

	OwnCalls() { ShouldVisitLambdaBody = false; }
	bool VisitCXXMemberCallExpr(const clang::CXXMemberCallExpr *call) override
	{
		if (call->getMethodDecl() &&
		    clang::isa<clang::CXXThisExpr>(call->getImplicitObjectArgument()->IgnoreParenImpCasts()))
			calls.push_back(call);
		return true;
	}
};

/// Looks for a pure virtual call from a function that runs while the object's class is `record`.
class Search {
public:
	Search(Unit &unit, const clang::CXXRecordDecl *record) : unit_(unit), record_(record) {}

	/// The calls that lead to a pure virtual one, if there is one.
	bool visit(const clang::FunctionDecl *function)
	{
		const clang::FunctionDecl *definition = nullptr;

		if (!function->isDefined(definition) || !seen_.insert(definition).second || !definition->getBody())
			return false;
		OwnCalls own;

		if (const auto *constructor = clang::dyn_cast<clang::CXXConstructorDecl>(definition))
			for (const clang::CXXCtorInitializer *initializer : constructor->inits())
				own.TraverseStmt(initializer->getInit());
		own.TraverseStmt(definition->getBody());
		for (const clang::CXXMemberCallExpr *call : own.calls) {
			const clang::CXXMethodDecl *method = call->getMethodDecl();
			const auto *member = clang::dyn_cast<clang::MemberExpr>(call->getCallee()->IgnoreParens());

			path.push_back(call);
			if (method->isVirtual() && member && !member->hasQualifier()) {
				const clang::CXXMethodDecl *last = method->getCorrespondingMethodInClass(record_, true);

				if (last && last->isPureVirtual()) {
					pure = last;
					return true;
				}
				if (last && visit(last))
					return true;
			} else if (visit(method)) {
				return true;
			}
			path.pop_back();
		}
		return false;
	}

	std::vector<const clang::CXXMemberCallExpr *> path;
	const clang::CXXMethodDecl *pure = nullptr;

private:
	Unit &unit_;
	const clang::CXXRecordDecl *record_;
	std::set<const clang::FunctionDecl *> seen_;
};

void check(Unit &unit, const clang::CXXRecordDecl *record, const clang::FunctionDecl *function, const char *when)
{
	Search search(unit, record);

	if (!function || !search.visit(function))
		return;
	std::vector<Step> trace;

	for (const clang::CXXMemberCallExpr *call : search.path)
		trace.push_back(
			unit.step(call->getExprLoc(), "'" + name_of(call->getMethodDecl()) + "' is called here"));
	unit.report({ .rule = "trap",
		      .place = unit.place(search.path.front()->getExprLoc()),
		      .function = name_of(function),
		      .message = "'" + name_of(search.pure) + "' is called while '" +
				 record->getQualifiedNameAsString() + "' is being " + when +
				 ": no derived class implements it at that time, so it stops the machine",
		      .help = "call it when the object is complete, from the code that makes it",
		      .trace = std::move(trace) });
}

} // namespace

void check_pure_calls(Unit &unit)
{
	for (const clang::CXXRecordDecl *record : unit.users_classes()) {
		if (!record->isAbstract())
			continue;
		for (const clang::CXXConstructorDecl *constructor : record->ctors())
			check(unit, record, constructor, "constructed");
		check(unit, record, record->getDestructor(), "destroyed");
	}
}

} // namespace kxx::check::calls
