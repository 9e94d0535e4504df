// SPDX-License-Identifier: GPL-2.0
#include "boundary/walker.hpp"

#include "loans/types.hpp"

namespace kxx::check::boundary {
namespace {

/// Looks for a use of the tag in an expression; the bodies of lambdas are expressions of their own.
bool names_unsafe(const clang::Stmt *statement)
{
	if (!statement)
		return false;
	if (const auto *expression = clang::dyn_cast<clang::Expr>(statement);
	    expression && !expression->isTypeDependent() && is_unsafe_tag(expression->getType()))
		return true;
	if (const auto *lambda = clang::dyn_cast<clang::LambdaExpr>(statement)) {
		for (const clang::Expr *capture : lambda->capture_inits())
			if (names_unsafe(capture))
				return true;
		return false;
	}
	for (const clang::Stmt *child : statement->children())
		if (names_unsafe(child))
			return true;
	return false;
}

} // namespace

bool is_unsafe_tag(clang::QualType type)
{
	if (type.isNull())
		return false;
	return loans::is_kernel_class(type.getNonReferenceType()->getAsCXXRecordDecl(), "unsafe_t");
}

bool takes_unsafe(const clang::FunctionDecl *function)
{
	for (const clang::ParmVarDecl *parameter : function->parameters())
		if (is_unsafe_tag(parameter->getType()))
			return true;
	return false;
}

Walker::Walker(Unit &unit) : unit_(unit), comments_(unit.sources())
{
	ShouldVisitTemplateInstantiations = true;
}

void Walker::walk()
{
	for (clang::Decl *declaration : unit_.context().getTranslationUnitDecl()->decls())
		if (unit_.is_users(declaration->getLocation()))
			TraverseDecl(declaration);
}

bool Walker::TraverseStmt(clang::Stmt *statement)
{
	if (!statement)
		return true;
	levels_.push_back({ .statement = statement });
	const bool goes_on = clang::DynamicRecursiveASTVisitor::TraverseStmt(statement);
	levels_.pop_back();
	return goes_on;
}

bool Walker::TraverseDecl(clang::Decl *declaration)
{
	if (!declaration || declaration->isImplicit())
		return true;
	levels_.push_back({ .declaration = declaration });
	const bool goes_on = clang::DynamicRecursiveASTVisitor::TraverseDecl(declaration);
	levels_.pop_back();
	return goes_on;
}

bool Walker::TraverseConstructorInitializer(clang::CXXCtorInitializer *initializer)
{
	if (!initializer->isWritten())
		return true;
	levels_.push_back({ .initializer = initializer });
	const bool goes_on = clang::DynamicRecursiveASTVisitor::TraverseConstructorInitializer(initializer);
	levels_.pop_back();
	return goes_on;
}

bool Walker::is_users_own(clang::SourceLocation location)
{
	// What a macro of the library expands to is the library's.
	return unit_.is_users(unit_.sources().getSpellingLoc(location));
}

const clang::FunctionDecl *Walker::function() const
{
	for (auto level = levels_.rbegin(); level != levels_.rend(); ++level) {
		if (const auto *lambda = clang::dyn_cast_or_null<clang::LambdaExpr>(level->statement))
			return lambda->getCallOperator();
		if (const auto *function = clang::dyn_cast_or_null<clang::FunctionDecl>(level->declaration))
			return function;
	}
	return nullptr;
}

const clang::FunctionDecl *Walker::unsafe_function() const
{
	for (const Level &level : levels_) {
		const auto *function = clang::dyn_cast_or_null<clang::FunctionDecl>(level.declaration);

		if (const auto *lambda = clang::dyn_cast_or_null<clang::LambdaExpr>(level.statement))
			function = lambda->getCallOperator();
		if (function && takes_unsafe(function))
			return function;
	}
	return nullptr;
}

bool Walker::expression_is_marked() const
{
	const clang::Stmt *full = nullptr;

	for (auto level = levels_.rbegin(); level != levels_.rend(); ++level) {
		if (!level->statement || !clang::isa<clang::Expr>(level->statement))
			break;
		// An operand of a lambda's body that is no statement is a capture.
		full = level->statement;
	}
	return names_unsafe(full);
}

Comments::Argument Walker::argument(clang::SourceLocation location)
{
	clang::SourceManager &sources = unit_.sources();
	const clang::SourceLocation at = sources.getFileLoc(location);
	const clang::FileID file = sources.getFileID(at);
	const unsigned own_line = sources.getSpellingLineNumber(at);
	Comments::Argument best = Comments::Argument::Missing;

	auto look = [&](clang::SourceLocation begin, clang::SourceLocation end) {
		begin = sources.getExpansionLoc(begin);
		end = sources.getExpansionLoc(end);
		if (begin.isInvalid() || sources.getFileID(begin) != file)
			return;
		const unsigned line = sources.getSpellingLineNumber(begin);
		const unsigned last =
			end.isValid() && sources.getFileID(end) == file ? sources.getSpellingLineNumber(end) : own_line;

		best = std::max(best, comments_.argument(file, line, last));
	};

	look(at, at);
	// The code of the user's own macro: the comment is above its use, or in its definition.
	if (location.isMacroID())
		look(sources.getExpansionLoc(location), sources.getExpansionLoc(location));
	for (auto level = levels_.rbegin(); level != levels_.rend(); ++level) {
		if (clang::isa_and_nonnull<clang::CompoundStmt>(level->statement) ||
		    clang::isa_and_nonnull<clang::NamespaceDecl, clang::TranslationUnitDecl, clang::CXXRecordDecl>(
			    level->declaration))
			break;
		if (level->statement)
			look(level->statement->getBeginLoc(), level->statement->getEndLoc());
		else if (level->initializer)
			look(level->initializer->getSourceLocation(), level->initializer->getRParenLoc());
		else if (level->declaration)
			look(level->declaration->getBeginLoc(), level->declaration->getLocation());
	}
	return best;
}

} // namespace kxx::check::boundary
