// SPDX-License-Identifier: GPL-2.0
//! A parsed file, as analyses see it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <clang/AST/ASTContext.h>
#include <clang/AST/Decl.h>
#include <clang/Analysis/AnalysisDeclContext.h>
#include <clang/Analysis/CFG.h>
#include <clang/Frontend/CompilerInstance.h>

#include "finding.hpp"
#include "job.hpp"

namespace kxx::check {

/// A file that compiled without errors, the functions in it, and the findings in it.
class Unit {
public:
	Unit(clang::CompilerInstance &compiler, const Job &job, Answer &answer);

	clang::ASTContext &context() { return context_; }
	clang::SourceManager &sources() { return context_.getSourceManager(); }
	clang::CompilerInstance &compiler() { return compiler_; }

	/// Every function with a body, also of headers, instantiated templates and lambdas. Templates themselves, and
	/// what the compiler writes on its own (implicit copy constructors), are not among them.
	const std::vector<const clang::FunctionDecl *> &functions() const { return functions_; }
	/// The functions among them in which faults are reported.
	const std::vector<const clang::FunctionDecl *> &users_functions() const { return users_functions_; }
	/// Classes and class template instantiations that are complete, of the module's own files.
	const std::vector<const clang::CXXRecordDecl *> &users_classes() const { return users_classes_; }

	/// Whether the place is in the module's own files: neither in the library, nor in the bindings, nor in a header
	/// of the system. A macro counts as where it is used.
	bool is_users(clang::SourceLocation location);
	/// Whether the place is in the library.
	bool in_library(clang::SourceLocation location);

	/// The graph of a function, with destructors, initialisers and the ends of lifetimes. Null if clang cannot build
	/// it. It lives as long as the unit.
	clang::CFG *graph(const clang::FunctionDecl *function);

	/// The line and column where the user sees `location`: that of the use, for a macro.
	Place place(clang::SourceLocation location);
	/// A step of a trace.
	Step step(clang::SourceLocation location, std::string message)
	{
		return { place(location), std::move(message) };
	}
	/// Adds a finding, unless the same rule has reported the line already: each instantiation of a template finds
	/// its faults again.
	void report(Finding finding);
	/// Says how often a file of the module names `unsafe`. A header that several files include counts once.
	void count_unsafe(std::string file, unsigned count);

private:
	void collect();

	clang::CompilerInstance &compiler_;
	clang::ASTContext &context_;
	const Job &job_;
	Answer &answer_;
	std::vector<const clang::FunctionDecl *> functions_;
	std::vector<const clang::FunctionDecl *> users_functions_;
	std::vector<const clang::CXXRecordDecl *> users_classes_;
	enum class Area { Users, Library, Other };
	Area area(clang::SourceLocation location);
	std::map<clang::FileID, Area> areas_;
	std::map<const clang::FunctionDecl *, std::unique_ptr<clang::AnalysisDeclContext>> graphs_;
};

/// The name of a function with its namespaces and classes, for messages.
std::string name_of(const clang::FunctionDecl *function);

} // namespace kxx::check
