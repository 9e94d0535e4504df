// SPDX-License-Identifier: GPL-2.0
#include "unit.hpp"

#include <set>

#include <clang/AST/DynamicRecursiveASTVisitor.h>

namespace kxx::check {
namespace {

/// Collects what has a body.
struct Collector : clang::DynamicRecursiveASTVisitor {
	std::vector<const clang::FunctionDecl *> functions;
	std::vector<const clang::CXXRecordDecl *> classes;

	Collector()
	{
		ShouldVisitTemplateInstantiations = true;
		ShouldVisitLambdaBody = true;
	}

	void add(const clang::FunctionDecl *function)
	{
		if (function->doesThisDeclarationHaveABody() && !function->isDependentContext() &&
		    !function->isInvalidDecl() && function->getBody())
			functions.push_back(function);
	}
	bool VisitFunctionDecl(clang::FunctionDecl *function) override
	{
		add(function);
		return true;
	}
	bool VisitLambdaExpr(clang::LambdaExpr *lambda) override
	{
		if (lambda->getCallOperator())
			add(lambda->getCallOperator());
		return true;
	}
	bool VisitCXXRecordDecl(clang::CXXRecordDecl *record) override
	{
		if (record->isThisDeclarationADefinition() && !record->isDependentContext() && !record->isInvalidDecl())
			classes.push_back(record);
		return true;
	}
};

} // namespace

Unit::Unit(clang::CompilerInstance &compiler, const Job &job, Answer &answer)
	: compiler_(compiler), context_(compiler.getASTContext()), job_(job), answer_(answer)
{
	collect();
}

void Unit::collect()
{
	Collector collector;

	collector.TraverseDecl(context_.getTranslationUnitDecl());
	std::set<const void *> seen;
	for (const clang::FunctionDecl *function : collector.functions) {
		if (!seen.insert(function).second)
			continue;
		functions_.push_back(function);
		if (is_users(function->getLocation()))
			users_functions_.push_back(function);
	}
	for (const clang::CXXRecordDecl *record : collector.classes)
		if (seen.insert(record).second && is_users(record->getLocation()))
			users_classes_.push_back(record);
	answer_.functions += users_functions_.size();
}

Unit::Area Unit::area(clang::SourceLocation location)
{
	clang::SourceManager &sources = context_.getSourceManager();
	clang::FileID file = sources.getFileID(sources.getExpansionLoc(location));

	if (auto known = areas_.find(file); known != areas_.end())
		return known->second;
	auto entry = sources.getFileEntryRefForID(file);
	Area area = Area::Other;

	if (entry) {
		std::string path = entry->getFileEntry().tryGetRealPathName().str();

		if (path.starts_with(job_.library + "/"))
			area = Area::Library;
		else if (sources.isInMainFile(sources.getExpansionLoc(location)) ||
			 !sources.isInSystemHeader(sources.getExpansionLoc(location)))
			area = Area::Users;
	}
	return areas_[file] = area;
}

bool Unit::is_users(clang::SourceLocation location)
{
	Area where = location.isValid() ? area(location) : Area::Other;

	return where == Area::Users || (job_.check_library && where == Area::Library);
}

bool Unit::in_library(clang::SourceLocation location)
{
	return location.isValid() && area(location) == Area::Library;
}

clang::CFG *Unit::graph(const clang::FunctionDecl *function)
{
	std::unique_ptr<clang::AnalysisDeclContext> &made = graphs_[function];

	if (!made) {
		made = std::make_unique<clang::AnalysisDeclContext>(nullptr, function);
		clang::CFG::BuildOptions &options = made->getCFGBuildOptions();
		options.AddLifetime = options.AddImplicitDtors = options.AddInitializers = true;
		options.AddTemporaryDtors = true;
		options.PruneTriviallyFalseEdges = true;
		options.AddCXXNewAllocator = false;
		options.setAllAlwaysAdd();
	}
	return made->getCFG();
}

Place Unit::place(clang::SourceLocation location)
{
	clang::SourceManager &sources = context_.getSourceManager();
	clang::SourceLocation at = sources.getExpansionLoc(location);

	// An argument of a macro, such as TRY's, is where the user wrote it.
	if (location.isMacroID() && sources.isMacroArgExpansion(location))
		at = sources.getFileLoc(location);
	auto entry = sources.getFileEntryRefForID(sources.getFileID(at));
	if (!entry)
		return {};
	return { entry->getFileEntry().tryGetRealPathName().str(), sources.getSpellingLineNumber(at),
		 sources.getSpellingColumnNumber(at) };
}

void Unit::report(Finding finding)
{
	for (const Finding &other : answer_.findings)
		if (other.rule == finding.rule && other.place.file == finding.place.file &&
		    other.place.line == finding.place.line)
			return;
	answer_.findings.push_back(std::move(finding));
}

void Unit::count_unsafe(std::string file, unsigned count)
{
	for (const Census &known : answer_.census)
		if (known.file == file)
			return;
	answer_.census.push_back({ std::move(file), count });
}

std::string name_of(const clang::FunctionDecl *function)
{
	if (const auto *method = clang::dyn_cast<clang::CXXMethodDecl>(function);
	    method && method->getParent()->isLambda()) {
		const clang::DeclContext *outer = method->getParent()->getDeclContext();

		while (outer && !clang::isa<clang::FunctionDecl>(outer))
			outer = outer->getParent();
		return "a lambda" + (outer ? " in " + name_of(clang::cast<clang::FunctionDecl>(outer)) : std::string());
	}
	return function->getQualifiedNameAsString();
}

} // namespace kxx::check
