// SPDX-License-Identifier: GPL-2.0
//! The rule missing-doc: what others call says in a comment what they must know.
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/RawCommentList.h>

#include "boundary/walker.hpp"

namespace kxx::check::boundary {
namespace {

/// The comments of a function: at each of its declarations, or at its template.
std::string comments_of(const clang::FunctionDecl *function)
{
	clang::ASTContext &context = function->getASTContext();
	std::string text;
	auto add = [&](const clang::Decl *declaration) {
		if (const clang::RawComment *comment = context.getRawCommentForDeclNoCache(declaration))
			text += comment->getRawText(context.getSourceManager()).str() + '\n';
	};

	if (const clang::FunctionDecl *pattern = function->getTemplateInstantiationPattern())
		function = pattern;
	for (const clang::FunctionDecl *one : function->redecls()) {
		add(one);
		if (const clang::FunctionTemplateDecl *described = one->getDescribedFunctionTemplate())
			add(described);
	}
	return text;
}

/// Whether no other declaration of the function comes before. That of a friend only grants access.
bool is_first(const clang::FunctionDecl *function)
{
	auto is_friend = [](const clang::FunctionDecl *one) {
		return one->getFriendObjectKind() != clang::Decl::FOK_None && !one->isThisDeclarationADefinition();
	};

	if (is_friend(function))
		return false;
	while ((function = function->getPreviousDecl()))
		if (!is_friend(function))
			return false;
	return true;
}

/// Whether a template says what its members promise, of which these are the special ones for a type.
bool is_specialised(const clang::CXXMethodDecl *method)
{
	const auto *owner = clang::dyn_cast<clang::ClassTemplateSpecializationDecl>(method->getParent());

	return owner && owner->isExplicitSpecialization();
}

/// Whether users of a header see the declaration.
bool is_public(const clang::Decl *declaration)
{
	const clang::DeclContext *context = nullptr;

	for (const clang::Decl *at = declaration; at;
	     context = at->getDeclContext(), at = context ? clang::Decl::castFromDeclContext(context) : nullptr) {
		if (at->getAccess() == clang::AS_private || at->getAccess() == clang::AS_protected)
			return false;
		if (const auto *space = clang::dyn_cast<clang::NamespaceDecl>(at);
		    space && (space->isAnonymousNamespace() || space->getName() == "detail"))
			return false;
		if (at != declaration && clang::isa<clang::FunctionDecl>(at))
			return false;
	}
	return true;
}

} // namespace

bool Walker::is_for_others(clang::SourceLocation location)
{
	clang::SourceManager &sources = unit_.sources();
	auto directory = [&](clang::FileID file) {
		const auto entry = sources.getFileEntryRefForID(file);
		const std::string path = entry ? entry->getFileEntry().tryGetRealPathName().str() : std::string();

		return path.substr(0, path.rfind('/') + 1);
	};
	const clang::FileID file = sources.getFileID(sources.getExpansionLoc(location));

	std::string own = directory(sources.getMainFileID());

	// Directories such as src/ and include/ are next to each other.
	own.resize(own.size() > 1 ? own.rfind('/', own.size() - 2) + 1 : own.size());
	return !directory(file).starts_with(own);
}

void Walker::undocumented(clang::SourceLocation location, std::string message, const char *help)
{
	unit_.report({ .rule = "missing-doc",
		       .level = check::Level::Warning,
		       .place = unit_.place(location),
		       .function = {},
		       .message = std::move(message),
		       .help = help,
		       .trace = {} });
}

bool Walker::VisitFunctionDecl(clang::FunctionDecl *function)
{
	const auto *method = clang::dyn_cast<clang::CXXMethodDecl>(function);

	// What an overrider promises stands at the function that it overrides.
	if (!is_first(function) || !is_users_own(function->getLocation()) || function->isDeleted() ||
	    function->isDefaulted() ||
	    (method &&
	     (method->size_overridden_methods() || method->getParent()->isLambda() || is_specialised(method))) ||
	    function->isTemplateInstantiation())
		return true;
	const std::string text = comments_of(function);

	if (takes_unsafe(function)) {
		if (text.find("Safety:") == std::string::npos)
			undocumented(function->getLocation(),
				     "'" + name_of(function) +
					     "' takes unsafe_t, and no 'Safety:' section says what its callers promise",
				     "write '/// Safety:' and a list of conditions above the declaration");
	} else if (!method && !function->isOverloadedOperator() && is_public(function) &&
		   is_for_others(function->getLocation()) && text.empty() &&
		   !comments_.in_commented_group(function->getBeginLoc())) {
		undocumented(function->getLocation(), "'" + name_of(function) + "' has no comment that begins with ///",
			     "say in one sentence what it does, and in sections such as 'Errors:' and 'Context:' what "
			     "callers must know");
	}
	return true;
}

bool Walker::VisitCXXRecordDecl(clang::CXXRecordDecl *record)
{
	if (!record->isThisDeclarationADefinition() || record->isLambda() || record->isUnion() ||
	    !record->getIdentifier() || !is_users_own(record->getLocation()) ||
	    clang::isa<clang::ClassTemplateSpecializationDecl>(record) || !is_public(record) ||
	    clang::isa<clang::CXXRecordDecl>(record->getDeclContext()) || !is_for_others(record->getLocation()))
		return true;
	clang::ASTContext &context = unit_.context();
	const clang::Decl *described = record;

	if (const clang::ClassTemplateDecl *pattern = record->getDescribedClassTemplate())
		described = pattern;
	for (const clang::Decl *one : described->redecls())
		if (context.getRawCommentForDeclNoCache(one))
			return true;
	undocumented(record->getLocation(),
		     "'" + record->getQualifiedNameAsString() + "' has no comment that begins with ///",
		     "say in the first sentence what it is, and in the second when not to use it");
	return true;
}

} // namespace kxx::check::boundary
