// SPDX-License-Identifier: GPL-2.0
#include "calls/collect.hpp"

#include <algorithm>
#include <optional>

#include <clang/AST/Attr.h>
#include <clang/AST/DynamicRecursiveASTVisitor.h>
#include <clang/AST/ExprCXX.h>
#include <clang/AST/Mangle.h>
#include <clang/AST/StmtCXX.h>

#include "loans/types.hpp"

namespace kxx::check::calls {
namespace {

using clang::dyn_cast;
using clang::isa;

/// The expression without what only wraps it: casts, parentheses, the place of a template's argument.
const clang::Expr *bare(const clang::Expr *expression)
{
	for (;;) {
		const clang::Expr *inner = expression->IgnoreParenCasts();

		if (const auto *substituted = dyn_cast<clang::SubstNonTypeTemplateParmExpr>(inner))
			inner = substituted->getReplacement();
		if (inner == expression)
			return expression;
		expression = inner;
	}
}

/// The function that a constant expression names: `&Class::method` or `function`.
const clang::FunctionDecl *named_function(const clang::Expr *expression)
{
	expression = bare(expression);
	if (const auto *address = dyn_cast<clang::UnaryOperator>(expression);
	    address && (address->getOpcode() == clang::UO_AddrOf || address->getOpcode() == clang::UO_Deref))
		return named_function(address->getSubExpr());
	if (const auto *name = dyn_cast<clang::DeclRefExpr>(expression))
		return dyn_cast<clang::FunctionDecl>(name->getDecl());
	return nullptr;
}

const clang::FunctionDecl *callee_of(const clang::CallExpr *call)
{
	if (const clang::FunctionDecl *callee = call->getDirectCallee())
		return callee;
	const clang::Expr *target = bare(call->getCallee());

	if (const auto *pointer = dyn_cast<clang::BinaryOperator>(target); pointer && pointer->isPtrMemOp())
		return named_function(pointer->getRHS());
	return named_function(target);
}

const clang::CXXRecordDecl *class_to_destroy(clang::QualType type)
{
	while (const clang::ArrayType *array = type->getAsArrayTypeUnsafe())
		type = array->getElementType();
	const clang::CXXRecordDecl *record = type->getAsCXXRecordDecl();

	record = record ? record->getDefinition() : nullptr;
	return record && !record->isDependentContext() && !record->hasTrivialDestructor() ? record : nullptr;
}

std::string name_of_class(const clang::CXXRecordDecl *record)
{
	return record->isLambda() ? "a lambda" : record->getQualifiedNameAsString();
}

class Collector;

/// Looks at one body.
class Body final : public clang::ConstDynamicRecursiveASTVisitor {
public:
	Body(Collector &collector, int number, const clang::FunctionDecl *function)
		: collector_(collector), number_(number), function_(function)
	{
		ShouldVisitImplicitCode = true;
		ShouldVisitLambdaBody = false;
	}

	void look();

	bool TraverseStmt(const clang::Stmt *statement) override;
	bool TraverseTypeLoc(clang::TypeLoc, bool) override { return true; }
	bool TraverseCXXRecordDecl(const clang::CXXRecordDecl *) override { return true; }
	bool TraverseUnaryExprOrTypeTraitExpr(const clang::UnaryExprOrTypeTraitExpr *) override { return true; }
	bool TraverseCXXNoexceptExpr(const clang::CXXNoexceptExpr *) override { return true; }
	bool TraverseRequiresExpr(const clang::RequiresExpr *) override { return true; }
	bool TraverseConceptSpecializationExpr(const clang::ConceptSpecializationExpr *) override { return true; }
	// Only its value is left at run time.
	bool TraverseConstantExpr(const clang::ConstantExpr *) override { return true; }
	bool TraverseStaticAssertDecl(const clang::StaticAssertDecl *) override { return true; }

	bool VisitCallExpr(const clang::CallExpr *call) override;
	bool VisitCXXConstructExpr(const clang::CXXConstructExpr *construct) override;
	bool VisitCXXBindTemporaryExpr(const clang::CXXBindTemporaryExpr *temporary) override;
	bool VisitMaterializeTemporaryExpr(const clang::MaterializeTemporaryExpr *temporary) override;
	bool VisitCXXDefaultInitExpr(const clang::CXXDefaultInitExpr *initial) override;
	bool VisitCXXDefaultArgExpr(const clang::CXXDefaultArgExpr *argument) override;
	bool VisitVarDecl(const clang::VarDecl *variable) override;
	bool VisitBinaryOperator(const clang::BinaryOperator *operation) override;
	bool VisitUnaryOperator(const clang::UnaryOperator *operation) override;
	bool VisitIfStmt(const clang::IfStmt *branch) override;
	bool VisitConditionalOperator(const clang::ConditionalOperator *choice) override;
	bool VisitGCCAsmStmt(const clang::GCCAsmStmt *assembler) override;

private:
	Function &own();
	void add(Call call);
	void destroys(clang::QualType type, clang::SourceLocation at);
	void uses_stack(clang::QualType type, const std::string &what, bool temporary);
	/// Notes that the expression is compared with something. `tested` is for the parameters.
	void test(const clang::Expr *expression, std::set<unsigned> &tested);
	void test_for_zero(const clang::Expr *condition) { test(condition, own().tested_for_zero); }
	/// The parameter of the function that an expression is calculated from, and how.
	std::optional<std::pair<unsigned, Change>> parameter(const clang::Expr *expression, unsigned depth = 0);
	void stops(const clang::Stmt *at, std::string what);

	Collector &collector_;
	int number_;
	const clang::FunctionDecl *function_;
	std::uint64_t variables_ = 0;
	std::uint64_t temporaries_ = 0;
	unsigned expressions_ = 0;
	unsigned loops_ = 0;
	std::set<const clang::FieldDecl *> tested_fields_;
	std::set<const clang::FieldDecl *> counted_fields_;
};

/// Collects the functions of one file.
class Collector {
public:
	Collector(Unit &unit, unsigned file_number, Graph &graph)
		: unit_(unit), graph_(graph), names_(unit.context()), prefix_(std::to_string(file_number) + ":")
	{
	}

	void collect()
	{
		find_named();
		for (const clang::FunctionDecl *function : unit_.users_functions())
			number(function);
		for (const clang::CXXRecordDecl *record : unit_.users_classes())
			if (!record->hasTrivialDestructor())
				destruction(record);
		while (!waiting_.empty()) {
			auto [function, at] = waiting_.back();

			waiting_.pop_back();
			Body(*this, at, function).look();
		}
	}

	/// The number of a function with a body here, or -1.
	int number(const clang::FunctionDecl *function)
	{
		const clang::FunctionDecl *definition = nullptr;

		if (const auto *destructor = dyn_cast<clang::CXXDestructorDecl>(function))
			return destruction(destructor->getParent());
		if (!function->isDefined(definition) || !definition->getBody() || definition->isDependentContext())
			return -1;
		auto [at, fresh] = numbers_.try_emplace(definition->getCanonicalDecl(), 0);
		if (!fresh)
			return at->second;
		const int number = at->second = static_cast<int>(graph_.functions.size());

		graph_.functions.push_back({ .name = name_of(definition),
					     .link_name = link_name(definition),
					     .overrides = overrides(definition),
					     .place = unit_.place(definition->getLocation()),
					     .users = unit_.is_users(definition->getLocation()),
					     .largest = {},
					     .calls = {},
					     .stops = {},
					     .tested = {} });
		if (const auto *constructor = dyn_cast<clang::CXXConstructorDecl>(definition))
			graph_.functions[number].makes = class_key(constructor->getParent());
		waiting_.push_back({ definition, number });
		return number;
	}

	/// The number of the destruction of a class: its destructor, and what destroys its members and bases.
	int destruction(const clang::CXXRecordDecl *record)
	{
		record = record->getDefinition();
		if (!record || record->isDependentContext())
			return -1;
		auto [at, fresh] = destructions_.try_emplace(record, 0);
		if (!fresh)
			return at->second;
		const int number = at->second = static_cast<int>(graph_.functions.size());
		const clang::CXXDestructorDecl *destructor = record->getDestructor();
		const clang::FunctionDecl *definition = nullptr;

		if (!destructor || !destructor->isDefined(definition))
			definition = nullptr;
		graph_.functions.push_back(
			{ .name = name_of_class(record) + "::~" + record->getNameAsString(),
			  .link_name = definition ? link_name(destructor) : std::string(),
			  .overrides = destructor ? overrides(destructor) : std::vector<std::string>(),
			  .place = unit_.place(definition ? definition->getLocation() : record->getLocation()),
			  .users = unit_.is_users(record->getLocation()),
			  .largest = {},
			  .calls = {},
			  .stops = {},
			  .tested = {} });
		graph_.functions[number].ends = class_key(record);
		if (definition && definition->getBody())
			waiting_.push_back({ definition, number });
		std::vector<Call> calls;
		// Another file has the body.
		if (destructor && !definition && !destructor->isImplicit() && !destructor->isDefaulted())
			calls.push_back({ .name = link_name(destructor), .place = {}, .stepped = {} });
		auto ends = [&](clang::QualType type, clang::SourceLocation location) {
			if (const clang::CXXRecordDecl *part = class_to_destroy(type))
				calls.push_back({ .callee = destruction(part),
						  .name = {},
						  .place = unit_.place(location),
						  .users = unit_.is_users(location),
						  .destroys_member = true,
						  .stepped = {} });
		};

		// A member of a union is destroyed by what the user writes.
		if (!record->isUnion())
			for (const clang::FieldDecl *field : record->fields())
				ends(field->getType(), field->getLocation());
		for (const clang::CXXBaseSpecifier &base : record->bases())
			ends(base.getType(), base.getBaseTypeLoc());
		std::vector<Call> &own = graph_.functions[number].calls;

		own.insert(own.end(), calls.begin(), calls.end());
		return number;
	}

	/// The same text for a class in all files of the module, and for no other class.
	std::string class_key(const clang::CXXRecordDecl *record)
	{
		return (record->isExternallyVisible() ? "" : prefix_) +
		       clang::QualType(unit_.context().getCanonicalTagType(record)).getAsString();
	}

	/// Functions whose address is taken: callbacks, and what pointers call.
	void find_named()
	{
		struct Visitor : clang::DynamicRecursiveASTVisitor {
			std::set<const clang::FunctionDecl *> named;
			std::set<const clang::Expr *> called;

			Visitor() { ShouldVisitTemplateInstantiations = true; }
			bool VisitCallExpr(clang::CallExpr *call) override
			{
				called.insert(call->getCallee()->IgnoreParenImpCasts());
				return true;
			}
			bool VisitDeclRefExpr(clang::DeclRefExpr *name) override
			{
				if (const auto *function = dyn_cast<clang::FunctionDecl>(name->getDecl());
				    function && !called.contains(name))
					named.insert(function);
				return true;
			}
		} visitor;

		for (clang::Decl *declaration : unit_.context().getTranslationUnitDecl()->decls())
			if (unit_.is_users(declaration->getLocation()))
				visitor.TraverseDecl(declaration);
		for (const clang::FunctionDecl *function : visitor.named)
			if (std::string name = link_name(function); !name.empty())
				graph_.named_only.insert(std::move(name));
	}

	/// The name by which a function is called from other files, or through a vtable.
	std::string link_name(const clang::FunctionDecl *function)
	{
		if (function->isDependentContext())
			return {};
		if (const auto *method = dyn_cast<clang::CXXMethodDecl>(function);
		    method && method->getParent()->isLambda())
			return {};
		return (function->isExternallyVisible() ? "" : prefix_) + names_.getName(function);
	}

	std::vector<std::string> overrides(const clang::FunctionDecl *function)
	{
		std::vector<std::string> names;
		std::set<const clang::CXXMethodDecl *> seen;
		const auto *method = dyn_cast<clang::CXXMethodDecl>(function);
		std::vector<const clang::CXXMethodDecl *> waiting;

		if (method)
			waiting.push_back(method);
		while (!waiting.empty()) {
			const clang::CXXMethodDecl *one = waiting.back();

			waiting.pop_back();
			for (const clang::CXXMethodDecl *base : one->overridden_methods())
				if (seen.insert(base).second) {
					names.push_back(link_name(base));
					waiting.push_back(base);
				}
		}
		return names;
	}

	Unit &unit() { return unit_; }
	Graph &graph() { return graph_; }

private:
	Unit &unit_;
	Graph &graph_;
	clang::ASTNameGenerator names_;
	std::string prefix_;
	std::map<const clang::FunctionDecl *, int> numbers_;
	std::map<const clang::CXXRecordDecl *, int> destructions_;
	std::vector<std::pair<const clang::FunctionDecl *, int>> waiting_;
};

Function &Body::own()
{
	return collector_.graph().functions[number_];
}

void Body::look()
{
	// A coroutine's variables live in its own frame, and its caller only makes that.
	if (isa<clang::CoroutineBodyStmt>(function_->getBody()))
		return;
	if (const auto *constructor = dyn_cast<clang::CXXConstructorDecl>(function_))
		for (const clang::CXXCtorInitializer *initializer : constructor->inits())
			TraverseStmt(initializer->getInit());
	for (const clang::ParmVarDecl *parameter : function_->parameters())
		destroys(parameter->getType(), parameter->getLocation());
	TraverseStmt(function_->getBody());
	own().counts_depth = std::ranges::any_of(
		counted_fields_, [this](const clang::FieldDecl *field) { return tested_fields_.contains(field); });
}

bool Body::TraverseStmt(const clang::Stmt *statement)
{
	if (!statement)
		return true;
	// What lives in a scope gives its place up at its end, and temporary objects at the end of their expression.
	if (isa<clang::Expr>(statement)) {
		const std::uint64_t before = temporaries_;

		expressions_++;
		clang::ConstDynamicRecursiveASTVisitor::TraverseStmt(statement);
		if (!--expressions_)
			temporaries_ = before;
		return true;
	}
	const bool loop = isa<clang::ForStmt, clang::WhileStmt, clang::DoStmt, clang::CXXForRangeStmt>(statement);
	const bool scope = isa<clang::CompoundStmt, clang::IfStmt, clang::ForStmt, clang::WhileStmt, clang::SwitchStmt,
			       clang::CXXForRangeStmt>(statement);
	const std::uint64_t before = variables_;

	loops_ += loop;
	clang::ConstDynamicRecursiveASTVisitor::TraverseStmt(statement);
	loops_ -= loop;
	if (scope)
		variables_ = before;
	return true;
}

void Body::uses_stack(clang::QualType type, const std::string &what, bool temporary)
{
	clang::ASTContext &context = collector_.unit().context();

	if (type->isReferenceType())
		type = context.getPointerType(type->getPointeeType());
	if (type->isDependentType() || type->isIncompleteType() || type->isFunctionType() ||
	    type->isVariableArrayType())
		return;
	const auto size = static_cast<std::uint64_t>(context.getTypeSizeInChars(type).getQuantity());
	Function &function = own();

	(temporary ? temporaries_ : variables_) += size;
	function.frame = std::max(function.frame, variables_ + temporaries_);
	if (size > function.largest_size) {
		function.largest_size = size;
		function.largest = what;
	}
}

void Body::add(Call call)
{
	call.in_loop = loops_;
	own().calls.push_back(std::move(call));
}

void Body::destroys(clang::QualType type, clang::SourceLocation at)
{
	const clang::CXXRecordDecl *record = class_to_destroy(type);

	if (!record)
		return;
	Unit &unit = collector_.unit();
	const int callee = collector_.destruction(record);

	add({ .callee = callee,
	      .name = {},
	      .place = unit.place(at),
	      .users = at.isValid() && unit.is_users(at),
	      .stepped = {} });
}

std::optional<std::pair<unsigned, Change>> Body::parameter(const clang::Expr *expression, unsigned depth)
{
	if (depth > 8)
		return std::nullopt;
	expression = bare(expression);
	if (const auto *construct = dyn_cast<clang::CXXConstructExpr>(expression);
	    construct && construct->getNumArgs() == 1)
		return parameter(construct->getArg(0), depth + 1);
	if (const auto *list = dyn_cast<clang::InitListExpr>(expression); list && list->getNumInits() == 1)
		return parameter(list->getInit(0), depth + 1);
	if (const auto *operation = dyn_cast<clang::BinaryOperator>(expression)) {
		for (const clang::Expr *side : { operation->getLHS(), operation->getRHS() })
			if (auto found = parameter(side, depth + 1); found && operation->isAdditiveOp())
				return std::pair(found->first,
						 operation->getOpcode() == clang::BO_Sub && side == operation->getLHS()
							 ? Change::Smaller
							 : Change::Other);
		if (operation->isShiftOp() || operation->isMultiplicativeOp())
			if (auto found = parameter(operation->getLHS(), depth + 1))
				return std::pair(found->first, operation->getOpcode() == clang::BO_Div ||
									       operation->getOpcode() == clang::BO_Shr
								       ? Change::Smaller
								       : Change::Other);
		return std::nullopt;
	}
	if (const auto *operation = dyn_cast<clang::UnaryOperator>(expression);
	    operation && operation->isIncrementDecrementOp()) {
		auto found = parameter(operation->getSubExpr(), depth + 1);

		if (!found || !operation->isPrefix())
			return std::nullopt;
		return std::pair(found->first, operation->isDecrementOp() ? Change::Smaller : Change::Other);
	}
	const auto *name = dyn_cast<clang::DeclRefExpr>(expression);

	if (!name || !name->getType()->isIntegralOrEnumerationType())
		return std::nullopt;
	if (const auto *given = dyn_cast<clang::ParmVarDecl>(name->getDecl())) {
		for (unsigned i = 0; i < function_->getNumParams(); i++)
			if (function_->getParamDecl(i) == given)
				return std::pair(i, Change::None);
		return std::nullopt;
	}
	const auto *local = dyn_cast<clang::VarDecl>(name->getDecl());

	return local && local->isLocalVarDecl() && local->getInit() ? parameter(local->getInit(), depth + 1)
								    : std::nullopt;
}

void Body::test(const clang::Expr *expression, std::set<unsigned> &tested)
{
	if (auto found = parameter(expression))
		tested.insert(found->first);
	const clang::Expr *inner = bare(expression);

	if (const auto *step = dyn_cast<clang::UnaryOperator>(inner); step && step->isIncrementDecrementOp())
		inner = bare(step->getSubExpr());
	if (const auto *member = dyn_cast<clang::MemberExpr>(inner))
		if (const auto *field = dyn_cast<clang::FieldDecl>(member->getMemberDecl());
		    field && field->getType()->isIntegralOrEnumerationType())
			tested_fields_.insert(field);
}

bool Body::VisitBinaryOperator(const clang::BinaryOperator *operation)
{
	if (operation->getOpcode() == clang::BO_AddAssign)
		if (const auto *member = dyn_cast<clang::MemberExpr>(bare(operation->getLHS())))
			if (const auto *field = dyn_cast<clang::FieldDecl>(member->getMemberDecl()))
				counted_fields_.insert(field);
	if (!operation->isComparisonOp() || operation->isValueDependent())
		return true;
	const clang::ASTContext &context = collector_.unit().context();
	auto is_limit = [&](const clang::Expr *side) {
		return side->isEvaluatable(context) || isa<clang::MemberExpr>(bare(side));
	};

	if (is_limit(operation->getRHS()))
		test(operation->getLHS(), own().tested);
	if (is_limit(operation->getLHS()))
		test(operation->getRHS(), own().tested);
	return true;
}

bool Body::VisitUnaryOperator(const clang::UnaryOperator *operation)
{
	if (operation->getOpcode() == clang::UO_LNot)
		test_for_zero(operation->getSubExpr());
	if (operation->isIncrementOp())
		if (const auto *member = dyn_cast<clang::MemberExpr>(bare(operation->getSubExpr())))
			if (const auto *field = dyn_cast<clang::FieldDecl>(member->getMemberDecl()))
				counted_fields_.insert(field);
	return true;
}

bool Body::VisitIfStmt(const clang::IfStmt *branch)
{
	if (branch->getCond())
		test_for_zero(branch->getCond());
	return true;
}

bool Body::VisitConditionalOperator(const clang::ConditionalOperator *choice)
{
	test_for_zero(choice->getCond());
	return true;
}

void Body::stops(const clang::Stmt *at, std::string what)
{
	Unit &unit = collector_.unit();
	// The compiler drops what is behind a condition that it knows to be false.
	clang::AnalysisDeclContext made(nullptr, function_);
	clang::CFG::BuildOptions &options = made.getCFGBuildOptions();

	options.PruneTriviallyFalseEdges = true;
	// A value of an enumeration need not be one of its names.
	options.AssumeReachableDefaultInSwitchStatements = true;
	options.setAllAlwaysAdd();
	clang::CFG *graph = made.getCFG();
	bool reached = !graph;

	if (graph) {
		std::set<const clang::CFGBlock *> seen{ &graph->getEntry() };
		std::vector<const clang::CFGBlock *> waiting{ &graph->getEntry() };

		while (!waiting.empty() && !reached) {
			const clang::CFGBlock *block = waiting.back();

			waiting.pop_back();
			for (const clang::CFGElement &element : *block)
				if (auto statement = element.getAs<clang::CFGStmt>())
					reached |= statement->getStmt() == at;
			for (const clang::CFGBlock *next : block->succs())
				if (next && seen.insert(next).second)
					waiting.push_back(next);
		}
	}
	if (reached)
		own().stops.push_back({ unit.place(at->getBeginLoc()), std::move(what),
					unit.is_users(unit.sources().getSpellingLoc(at->getBeginLoc())) });
}

bool Body::VisitGCCAsmStmt(const clang::GCCAsmStmt *assembler)
{
	const std::string text = assembler->getAsmString();

	for (const char *instruction : { "ud2", "ud1", "int3", "hlt" })
		if (llvm::StringRef(text).contains(instruction)) {
			stops(assembler, std::string("the instruction ") + instruction);
			break;
		}
	return true;
}

bool Body::VisitCallExpr(const clang::CallExpr *call)
{
	const clang::FunctionDecl *callee = callee_of(call);
	Unit &unit = collector_.unit();

	if (!callee || callee->isImmediateFunction())
		return true;
	const bool is_operator = isa<clang::CXXOperatorCallExpr>(call);
	const auto *method = dyn_cast<clang::CXXMethodDecl>(callee);

	if (callee->getIdentifier()) {
		const llvm::StringRef name = callee->getName();

		if (callee->getBuiltinID() &&
		    (name == "__builtin_trap" || name == "__builtin_debugtrap" || name == "__builtin_verbose_trap"))
			stops(call, name.str() + "()");
		else if (callee->isNoReturn() && !callee->isDefined() && !callee->getBuiltinID() && callee->isExternC())
			stops(call, "'::" + name.str() + "', which never returns,");
		else if (callee->isInStdNamespace() && (name == "abort" || name == "terminate"))
			stops(call, "std::" + name.str() + "()");
	}
	Call made{ .callee = collector_.number(callee),
		   .name = {},
		   .place = unit.place(call->getExprLoc()),
		   .users = unit.is_users(unit.sources().getSpellingLoc(call->getExprLoc())),
		   .stepped = {} };

	if (made.callee < 0)
		made.name = collector_.link_name(callee);
	if (const auto *member = dyn_cast<clang::MemberExpr>(bare(call->getCallee()));
	    method && method->isVirtual() && member && !member->hasQualifier() &&
	    !method->getDevirtualizedMethod(member->getBase(), false)) {
		made.is_virtual = true;
		made.name = collector_.link_name(method);
	}
	// An operator's first argument is its object, unless the operator is static or no member.
	const unsigned skipped = is_operator && method && !method->isStatic() ? 1 : 0;

	for (unsigned i = skipped; i < call->getNumArgs(); i++) {
		const clang::Expr *argument = call->getArg(i);

		if (auto found = parameter(argument); found && found->second != Change::None)
			made.stepped.push_back({ found->first, i - skipped, found->second });
		if (argument->isPRValue() && argument->getType()->isRecordType() &&
		    i - skipped < callee->getNumParams() &&
		    callee->getParamDecl(i - skipped)->getType()->isRecordType() &&
		    unit.context().getTypeSizeInChars(argument->getType()).getQuantity() > 16)
			uses_stack(argument->getType(), "an argument of '" + name_of(callee) + "'", true);
	}
	// Making a coroutine only makes its frame.
	const clang::FunctionDecl *definition = nullptr;
	if (callee->isDefined(definition) && definition->getBody() &&
	    isa<clang::CoroutineBodyStmt>(definition->getBody()))
		return true;
	add(std::move(made));
	return true;
}

bool Body::VisitCXXConstructExpr(const clang::CXXConstructExpr *construct)
{
	const clang::CXXConstructorDecl *constructor = construct->getConstructor();

	if (constructor->isTrivial())
		return true;
	Unit &unit = collector_.unit();
	Call made{ .callee = collector_.number(constructor),
		   .name = {},
		   .place = unit.place(construct->getExprLoc()),
		   .users = unit.is_users(unit.sources().getSpellingLoc(construct->getExprLoc())),
		   .stepped = {} };

	if (made.callee < 0)
		made.name = collector_.link_name(constructor);
	add(std::move(made));
	return true;
}

bool Body::VisitCXXBindTemporaryExpr(const clang::CXXBindTemporaryExpr *temporary)
{
	destroys(temporary->getType(), temporary->getBeginLoc());
	return true;
}

bool Body::VisitMaterializeTemporaryExpr(const clang::MaterializeTemporaryExpr *temporary)
{
	uses_stack(temporary->getType(), "a temporary object", true);
	return true;
}

bool Body::VisitCXXDefaultInitExpr(const clang::CXXDefaultInitExpr *initial)
{
	return TraverseStmt(initial->getExpr());
}

bool Body::VisitCXXDefaultArgExpr(const clang::CXXDefaultArgExpr *argument)
{
	return TraverseStmt(argument->getExpr());
}

bool Body::VisitVarDecl(const clang::VarDecl *variable)
{
	if (!variable->isLocalVarDecl() || variable->isStaticLocal() || variable->isConstexpr())
		return true;
	uses_stack(variable->getType(), "'" + variable->getNameAsString() + "'", false);
	destroys(variable->getType(), variable->getLocation());
	return true;
}

} // namespace

void collect(Unit &unit, unsigned file_number, Graph &graph)
{
	Collector(unit, file_number, graph).collect();
}

} // namespace kxx::check::calls
