// SPDX-License-Identifier: GPL-2.0
#include "stock/guards.hpp"

#include <algorithm>

#include <clang/AST/Attr.h>
#include <clang/AST/DynamicRecursiveASTVisitor.h>
#include <clang/AST/ExprCXX.h>

#include "loans/expressions.hpp"
#include "loans/types.hpp"
#include "unit.hpp"

namespace kxx::check {
namespace {

using namespace clang;

/// The guards in a body that other functions than a lock's own made.
struct Finder : ConstDynamicRecursiveASTVisitor {
	std::set<std::string> variables;

	bool VisitVarDecl(const VarDecl *variable) override
	{
		const auto *call = variable->getInit() && loans::is_guard(variable->getType())
					   ? dyn_cast<CallExpr>(loans::strip(variable->getInit()))
					   : nullptr;

		if (call && !(call->getDirectCallee() && call->getDirectCallee()->hasAttr<AcquireCapabilityAttr>()))
			variables.insert(variable->getNameAsString());
		return true;
	}
};

} // namespace

void ReturnedGuards::look(Unit &unit)
{
	for (const FunctionDecl *function : unit.users_functions()) {
		Finder finder;

		finder.TraverseStmt(function->getBody());
		const bool returns_guard = loans::is_guard(function->getReturnType());
		if (returns_guard || !finder.variables.empty())
			functions_.push_back({ unit.place(function->getBeginLoc()), unit.place(function->getEndLoc()),
					       returns_guard, std::move(finder.variables) });
	}
}

bool ReturnedGuards::explains(const ClangWarning &warning) const
{
	auto says = [&](const std::string &text) { return warning.message.find(text) != std::string::npos; };
	const bool kept = says("is still held at the end of function");

	return std::ranges::any_of(functions_, [&](const Function &function) {
		if (warning.place.file != function.first.file || warning.place < function.first ||
		    function.last < warning.place)
			return false;
		return (function.returns_guard && kept) ||
		       std::ranges::any_of(function.variables, [&](const std::string &name) {
			       return says("'" + name + "' that was not held");
		       });
	});
}

} // namespace kxx::check
