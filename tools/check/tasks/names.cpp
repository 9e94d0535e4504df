// SPDX-License-Identifier: GPL-2.0
//! The library asks with `requires { &T::name }` whether a class has a callback, so a wrong name means that there is
//! none. The names are those that the templates ask for which the class is an argument of.
#include "tasks/names.hpp"

#include <algorithm>

#include <clang/AST/ASTContext.h>
#include <clang/AST/Attr.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/DynamicRecursiveASTVisitor.h>
#include <clang/AST/ExprConcepts.h>
#include <clang/AST/ExprCXX.h>

namespace kxx::check::tasks {

using namespace clang;

namespace {

using NameSet = std::set<std::string>;

/// Collects the names for which templates ask in requires-expressions.
class Asker {
public:
	/// The names that a template's own declaration asks for.
	const NameSet &of(const Decl *pattern)
	{
		auto [at, fresh] = known_.try_emplace(pattern);

		if (!fresh)
			return at->second;
		Finder finder(*this);
		if (const auto *concept_ = dyn_cast<ConceptDecl>(pattern))
			finder.TraverseStmt(concept_->getConstraintExpr());
		else
			finder.TraverseDecl(pattern);
		return known_[pattern] = std::move(finder.names);
	}

private:
	struct Finder : ConstDynamicRecursiveASTVisitor {
		Asker &asker;
		NameSet names;
		unsigned depth = 0;

		explicit Finder(Asker &asker) : asker(asker) {}

		bool TraverseRequiresExpr(const RequiresExpr *requirements) override
		{
			depth++;
			ConstDynamicRecursiveASTVisitor::TraverseRequiresExpr(requirements);
			depth--;
			return true;
		}
		void add(DeclarationName name)
		{
			if (depth && name.isIdentifier())
				names.insert(name.getAsString());
		}
		bool VisitDependentScopeDeclRefExpr(const DependentScopeDeclRefExpr *name) override
		{
			add(name->getDeclName());
			return true;
		}
		bool VisitCXXDependentScopeMemberExpr(const CXXDependentScopeMemberExpr *member) override
		{
			add(member->getMember());
			return true;
		}
		bool VisitConceptSpecializationExpr(const ConceptSpecializationExpr *use) override
		{
			const NameSet &more = asker.of(use->getNamedConcept());

			names.insert(more.begin(), more.end());
			return true;
		}
	};

	std::map<const Decl *, NameSet> known_;
};

/// How many letters are missing, too many, other ones or swapped.
unsigned distance(const std::string &a, const std::string &b)
{
	std::vector<std::vector<unsigned>> rows(a.size() + 1, std::vector<unsigned>(b.size() + 1));

	for (unsigned i = 0; i <= a.size(); i++)
		for (unsigned j = 0; j <= b.size(); j++) {
			if (!i || !j) {
				rows[i][j] = i + j;
				continue;
			}
			rows[i][j] = std::min({ rows[i - 1][j] + 1, rows[i][j - 1] + 1,
						rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]) });
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				rows[i][j] = std::min(rows[i][j], rows[i - 2][j - 2] + 1);
		}
	return rows[a.size()][b.size()];
}

/// The letters alone, in lower case.
std::string letters(const std::string &name)
{
	std::string text;

	for (char letter : name)
		if (letter != '_')
			text += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
	return text;
}

class Finder {
public:
	explicit Finder(Unit &unit) : unit_(unit) {}

	/// The names that the library asks each of the user's classes for.
	void find()
	{
		for (const FunctionDecl *function : unit_.functions()) {
			if (!unit_.in_library(function->getLocation()))
				continue;
			if (const TemplateArgumentList *arguments = function->getTemplateSpecializationArgs())
				ask(*arguments, function->getTemplateInstantiationPattern());
			for (const DeclContext *outer = function->getParent(); outer; outer = outer->getParent())
				if (const auto *instance = dyn_cast<ClassTemplateSpecializationDecl>(outer)) {
					ask(instance->getTemplateArgs(), instance->getTemplateInstantiationPattern());
					ask(instance->getTemplateArgs(), function->getTemplateInstantiationPattern());
				}
		}
	}

	const std::map<const CXXRecordDecl *, NameSet> &asked() const { return asked_; }

private:
	void ask(const TemplateArgumentList &arguments, const Decl *pattern)
	{
		std::set<const CXXRecordDecl *> classes;

		if (!pattern)
			return;
		for (const TemplateArgument &argument : arguments.asArray())
			collect(argument, classes);
		for (const CXXRecordDecl *record : classes) {
			const NameSet &names = asker_.of(pattern);

			asked_[record].insert(names.begin(), names.end());
		}
	}

	void collect(const TemplateArgument &argument, std::set<const CXXRecordDecl *> &classes)
	{
		if (argument.getKind() == TemplateArgument::Pack) {
			for (const TemplateArgument &one : argument.pack_elements())
				collect(one, classes);
		} else if (argument.getKind() == TemplateArgument::Type) {
			const CXXRecordDecl *record = argument.getAsType()->getAsCXXRecordDecl();

			record = record ? record->getDefinition() : nullptr;
			if (record && !record->isLambda() && !isa<ClassTemplateSpecializationDecl>(record) &&
			    !unit_.in_library(record->getLocation()) && unit_.is_users(record->getLocation()))
				classes.insert(record);
		}
	}

	Unit &unit_;
	Asker asker_;
	std::map<const CXXRecordDecl *, NameSet> asked_;
};

/// Whether the first parameter is an object of the library, as those of most callbacks are.
bool takes_library_object(Unit &unit, const CXXMethodDecl *method)
{
	if (method->getNumParams() == 0)
		return false;
	const CXXRecordDecl *record = method->getParamDecl(0)->getType().getNonReferenceType()->getAsCXXRecordDecl();

	return record && unit.in_library(record->getLocation());
}

bool is_near(Unit &unit, const CXXMethodDecl *method, const std::string &asked)
{
	const std::string name = method->getNameAsString();

	if (asked.size() < 4 || (asked.size() < 6 && !takes_library_object(unit, method)))
		return false;
	return letters(name) == letters(asked) || distance(name, asked) <= (asked.size() < 8 ? 1u : 2u);
}

bool has_member(const CXXRecordDecl *record, const std::string &name)
{
	return !record->lookup(&record->getASTContext().Idents.get(name)).empty();
}

} // namespace

void Names::look(Unit &unit)
{
	Finder finder(unit);

	finder.find();
	for (const auto &[record, names] : finder.asked())
		for (const CXXMethodDecl *method : record->methods()) {
			if (!method->getIdentifier() || method->isImplicit() || method->isVirtual() ||
			    method->getAccess() != AS_public || method->hasAttr<UnusedAttr>())
				continue;
			Place place = unit.place(method->getLocation());

			if (method->isReferenced() || method->isUsed(false)) {
				used_.insert(place);
				continue;
			}
			if (names.contains(method->getNameAsString()))
				continue;
			for (const std::string &name : names)
				if (is_near(unit, method, name) && !has_member(record, name)) {
					suspects_.emplace(
						place,
						Finding{ "misspelt-callback",
							 Level::Error,
							 place,
							 name_of(method),
							 "nobody calls '" + method->getNameAsString() +
								 "', and its name looks like '" + name +
								 "', for which kxx looks in this class",
							 "write " + name +
								 "() if this is the callback; otherwise rename it, or "
								 "remove it",
							 {} });
					break;
				}
		}
}

void Names::report(std::vector<Finding> &findings) const
{
	for (const auto &[place, finding] : suspects_)
		if (!used_.contains(place))
			findings.push_back(finding);
}

} // namespace kxx::check::tasks
