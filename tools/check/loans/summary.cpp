// SPDX-License-Identifier: GPL-2.0
#include "loans/summary.hpp"

#include <utility>

#include <clang/AST/DeclTemplate.h>

#include "loans/flow.hpp"
#include "unit.hpp"

namespace kxx::check::loans {

const Summary &Summaries::of(const clang::FunctionDecl *function)
{
	static const Summary unknown;
	const clang::FunctionDecl *definition = nullptr;

	if (!function || !function->hasBody(definition) || definition->isDependentContext() ||
	    definition->isDefaulted() || !unit_.is_users(definition->getLocation()))
		return unknown;
	auto [at, fresh] = made_.emplace(definition, nullptr);
	if (fresh) {
		at->second = std::make_unique<Summary>();
		Flow flow(unit_, *this, definition);
		Summary made = flow.summarise();
		made.known = true;
		// The map may have moved while other functions were summarised.
		*made_[definition] = std::move(made);
	}
	return *made_[definition];
}

const Summary *Summaries::of_closure(clang::QualType type)
{
	const clang::CXXRecordDecl *record = type.getNonReferenceType()->getAsCXXRecordDecl();

	if (!record || !record->isLambda())
		return nullptr;
	auto [at, fresh] = closures_.emplace(record, nullptr);
	if (!fresh)
		return at->second.get();
	auto all = std::make_unique<Summary>();

	bool first = true;

	auto include = [&](const clang::FunctionDecl *body) {
		const Summary &one = of(body);

		if (std::exchange(first, false))
			all->set = one.set;
		else
			std::erase_if(all->set, [&](const clang::ValueDecl *each) { return !one.set.contains(each); });
		all->known |= one.known;
		all->changed.insert(one.changed.begin(), one.changed.end());
		all->read.insert(one.read.begin(), one.read.end());
		all->stored.insert(one.stored.begin(), one.stored.end());
	};
	if (const clang::CXXMethodDecl *call = record->getLambdaCallOperator()) {
		if (clang::FunctionTemplateDecl *pattern = call->getDescribedFunctionTemplate())
			for (const clang::FunctionDecl *instance : pattern->specializations())
				include(instance);
		else
			include(call);
	}
	return (closures_[record] = std::move(all)).get();
}

} // namespace kxx::check::loans
