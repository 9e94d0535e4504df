// SPDX-License-Identifier: GPL-2.0
//! Walks over what the user wrote, and knows for each place whether it is marked `unsafe`.
#pragma once

#include <vector>

#include <clang/AST/DynamicRecursiveASTVisitor.h>

#include "boundary/comments.hpp"
#include "unit.hpp"

namespace kxx::check::boundary {

/// Whether the type is the tag `kernel::unsafe_t`.
bool is_unsafe_tag(clang::QualType type);
/// Whether callers of the function must name `unsafe`.
bool takes_unsafe(const clang::FunctionDecl *function);

/// Finds what is below the safe subset, uses of `unsafe` without a reason, and what lacks a comment.
///
/// Code is marked if it is in the body of a function that takes `unsafe_t`, or if the full expression that it belongs
/// to names `unsafe`. A comment alone marks nothing: the word can be searched for and counted.
class Walker final : public clang::DynamicRecursiveASTVisitor {
public:
	explicit Walker(Unit &unit);

	void walk();

	bool TraverseStmt(clang::Stmt *statement) override;
	bool TraverseDecl(clang::Decl *declaration) override;
	bool TraverseConstructorInitializer(clang::CXXCtorInitializer *initializer) override;
	// Types and requirements evaluate nothing.
	bool TraverseTypeLoc(clang::TypeLoc, bool) override { return true; }
	bool TraverseConceptRequirement(clang::concepts::Requirement *) override { return true; }

	// safety.cpp
	bool VisitExpr(clang::Expr *expression) override;

	// docs.cpp
	bool VisitFunctionDecl(clang::FunctionDecl *function) override;
	bool VisitCXXRecordDecl(clang::CXXRecordDecl *record) override;

	// below.cpp
	bool VisitDeclRefExpr(clang::DeclRefExpr *name) override;
	bool VisitCallExpr(clang::CallExpr *call) override;
	bool VisitCXXReinterpretCastExpr(clang::CXXReinterpretCastExpr *cast) override;
	bool VisitCXXConstCastExpr(clang::CXXConstCastExpr *cast) override;
	bool VisitExplicitCastExpr(clang::ExplicitCastExpr *cast) override;
	bool VisitBinaryOperator(clang::BinaryOperator *operation) override;
	bool VisitUnaryOperator(clang::UnaryOperator *operation) override;
	bool VisitArraySubscriptExpr(clang::ArraySubscriptExpr *subscript) override;
	bool VisitMemberExpr(clang::MemberExpr *member) override;
	bool VisitGCCAsmStmt(clang::GCCAsmStmt *assembler) override;
	bool VisitFileScopeAsmDecl(clang::FileScopeAsmDecl *assembler) override;
	bool VisitCXXNewExpr(clang::CXXNewExpr *expression) override;
	bool VisitCXXDeleteExpr(clang::CXXDeleteExpr *expression) override;
	bool VisitCXXMemberCallExpr(clang::CXXMemberCallExpr *call) override;
	bool VisitVAArgExpr(clang::VAArgExpr *argument) override;
	bool VisitDeclaratorDecl(clang::DeclaratorDecl *declaration) override;
	bool VisitVarDecl(clang::VarDecl *variable) override;

private:
	/// What the walk is inside of; exactly one is set.
	struct Level {
		const clang::Stmt *statement = nullptr;
		const clang::Decl *declaration = nullptr;
		const clang::CXXCtorInitializer *initializer = nullptr;
	};

	// walker.cpp
	bool is_users_own(clang::SourceLocation location);
	const clang::FunctionDecl *unsafe_function() const;
	bool expression_is_marked() const;
	const clang::FunctionDecl *function() const;
	/// The SAFETY comment above the innermost statement or declaration.
	Comments::Argument argument(clang::SourceLocation location);

	// docs.cpp
	/// Whether the place is in a header that other modules include as well: one that is neither below the directory of
	/// the module's file nor below one next to it.
	bool is_for_others(clang::SourceLocation location);
	void undocumented(clang::SourceLocation location, std::string message, const char *help);

	// below.cpp
	/// Reports something below, unless it is marked.
	void below(clang::SourceLocation location, std::string what, const char *help);

	// safety.cpp
	void report_argument(clang::SourceLocation location, Comments::Argument argument, const std::string &what);

	Unit &unit_;
	Comments comments_;
	std::vector<Level> levels_;
};

/// Counts how often each of the user's files names `unsafe`.
void take_census(Unit &unit);

} // namespace kxx::check::boundary
