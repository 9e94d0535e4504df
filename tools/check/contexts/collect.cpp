// SPDX-License-Identifier: GPL-2.0
#include "contexts/collect.hpp"

#include <algorithm>
#include <deque>
#include <set>

#include <clang/AST/Attr.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/DynamicRecursiveASTVisitor.h>
#include <clang/AST/ExprCXX.h>
#include <clang/AST/Mangle.h>

#include "contexts/declared.hpp"
#include "contexts/flags.hpp"
#include "loans/flow.hpp"
#include "loans/types.hpp"
#include "tasks/callbacks.hpp"
#include "unit.hpp"

namespace kxx::check::contexts {

using namespace clang;

namespace {

class Collector {
public:
	Collector(Unit &unit, Facts &facts) : unit_(unit), facts_(facts), names_(unit.context()), summaries_(unit) {}

	void run()
	{
		find_addresses();
		for (const FunctionDecl *function : unit_.users_functions())
			reach(function);
		// Those of the members run in those that the compiler writes.
		for (const CXXRecordDecl *record : unit_.users_classes())
			for (const CXXConstructorDecl *constructor : record->ctors())
				if (!constructor->isCopyOrMoveConstructor())
					reach(constructor);
		for (const FunctionDecl *function : unit_.functions())
			if (!runs_in(function).empty())
				reach(function);
		while (!waiting_.empty()) {
			const FunctionDecl *next = waiting_.front();

			waiting_.pop_front();
			add(next);
		}
		find_flags_members(unit_, facts_, [this](const FunctionDecl *function) { return id(function); });
	}

private:
	/// The same text for one function in all files of the module, and only for that.
	const std::string &id(const FunctionDecl *function)
	{
		function = function->getCanonicalDecl();
		if (const auto known = ids_.find(function); known != ids_.end())
			return known->second;
		std::string name = linked_name(function);
		// Of two lambdas in one function, or two functions of one name in unnamed namespaces.
		if (!function->isExternallyVisible() || name.find('$') != std::string::npos) {
			const Place place = unit_.place(function->getLocation());

			name += "@" + place.file + ":" + std::to_string(place.line) + ":" +
				std::to_string(place.column);
		}
		return ids_[function] = std::move(name);
	}

	/// The name for the linker. That of a lambda is made of the function around it: clang's own may crash (22.1).
	std::string linked_name(const FunctionDecl *function)
	{
		const auto *method = dyn_cast<CXXMethodDecl>(function);
		const DeclContext *around = method && method->getParent()->isLambda()
						    ? method->getParent()->getDeclContext()->getNonTransparentContext()
						    : nullptr;

		if (around)
			return (isa<FunctionDecl>(around) ? id(cast<FunctionDecl>(around)) : std::string()) +
			       "$lambda " + function->getType().getAsString();
		std::string name = names_.getName(function);
		return name.empty() ? function->getQualifiedNameAsString() : name;
	}

	void reach(const FunctionDecl *function)
	{
		if (!function)
			return;
		const FunctionDecl *definition = nullptr;
		bool implicit = isa<CXXDestructorDecl>(function) && !function->isUserProvided();

		if (!implicit && !function->hasBody(definition))
			return;
		if (!definition)
			definition = function;
		if (definition->isDependentContext() || !seen_.insert(definition->getCanonicalDecl()).second)
			return;
		waiting_.push_back(definition);
	}

	void add(const FunctionDecl *function)
	{
		FunctionFact fact;
		Declared declared = declared_effect(unit_, function);

		const auto *destructor = dyn_cast<CXXDestructorDecl>(function);
		const auto *method = dyn_cast<CXXMethodDecl>(function);
		bool is_written = !destructor || destructor->isUserProvided();

		fact.id = id(function);
		fact.name = name_of(function);
		fact.place = unit_.place(function->getLocation());
		fact.is_users = is_written && unit_.is_users(function->getLocation());
		fact.is_lambda = method && method->getParent()->isLambda();
		fact.is_constructor = isa<CXXConstructorDecl>(function);
		fact.is_destructor = destructor;
		fact.declared = declared.effect;
		fact.promises = (declared.effect == Effect::Atomic && declared.by_attribute) ||
				promising_.contains(function->getCanonicalDecl());
		fact.runs_in = runs_in(function);
		if (const TemplateArgumentList *arguments = function->getTemplateSpecializationArgs();
		    arguments && !fact.runs_in.empty() && arguments->size() > 1 &&
		    arguments->get(1).getKind() == TemplateArgument::Declaration)
			fact.callback_of = arguments->get(1).getAsDecl()->getQualifiedNameAsString();
		if (method)
			for (const CXXMethodDecl *base : method->overridden_methods())
				fact.overrides.push_back(id(base));
		if (addressed_.count(function->getCanonicalDecl()))
			fact.pointer_type = function->getType().getCanonicalType().getUnqualifiedType().getAsString();
		if (!is_written) {
			destroy_parts(destructor->getParent(), fact);
		} else if (function->getBody()) {
			function_ = function;
			loans::Flow(unit_, summaries_, function)
				.watch([&](const loans::Call &call, const loans::State &state) {
					note(call, state, fact);
				});
			destroy_parameters(function, fact);
			if (const auto *constructor = dyn_cast<CXXConstructorDecl>(function))
				note_defaults(constructor, fact);
		}
		facts_.functions.emplace(fact.id, std::move(fact));
	}

	/// The members' own initialisers are no part of a constructor's graph.
	void note_defaults(const CXXConstructorDecl *constructor, FunctionFact &fact)
	{
		struct Visitor : ConstDynamicRecursiveASTVisitor {
			std::vector<loans::Call> calls;

			bool VisitCXXConstructExpr(const CXXConstructExpr *made) override
			{
				calls.push_back({ .at = made,
						  .callee = made->getConstructor(),
						  .arguments = { made->arg_begin(), made->arg_end() } });
				return true;
			}
			bool VisitCallExpr(const CallExpr *call) override
			{
				if (const FunctionDecl *callee = call->getDirectCallee())
					calls.push_back({ .at = call,
							  .callee = callee,
							  .arguments = { call->arg_begin(), call->arg_end() } });
				return true;
			}
			bool TraverseLambdaExpr(const LambdaExpr *) override { return true; }
		} visitor;

		for (const CXXCtorInitializer *initializer : constructor->inits())
			if (const auto *given = dyn_cast<CXXDefaultInitExpr>(initializer->getInit()))
				visitor.TraverseStmt(given->getExpr());
		for (const loans::Call &call : visitor.calls)
			note(call, {}, fact);
	}

	/// Parameters by value end with the function, unless it moves them away.
	void destroy_parameters(const FunctionDecl *function, FunctionFact &fact)
	{
		struct Visitor : ConstDynamicRecursiveASTVisitor {
			std::set<const ValueDecl *> moved;

			bool VisitCallExpr(const CallExpr *call) override
			{
				if (const FunctionDecl *callee = call->getDirectCallee();
				    callee && loans::is_std(callee, "move") && call->getNumArgs() == 1)
					if (const auto *name = dyn_cast<DeclRefExpr>(loans::strip(call->getArg(0))))
						moved.insert(name->getDecl());
				return true;
			}
		} visitor;

		if (const auto *constructor = dyn_cast<CXXConstructorDecl>(function))
			for (const CXXCtorInitializer *initializer : constructor->inits())
				visitor.TraverseStmt(initializer->getInit());
		visitor.TraverseStmt(function->getBody());
		for (const ParmVarDecl *parameter : function->parameters())
			if (!visitor.moved.contains(parameter))
				destroy(parameter->getType(), unit_.place(parameter->getLocation()), fact);
	}

	void destroy(QualType type, Place place, FunctionFact &fact, const FieldDecl *member = nullptr)
	{
		while (const clang::ArrayType *array = type->getAsArrayTypeUnsafe())
			type = array->getElementType();
		const CXXRecordDecl *part = type->getAsCXXRecordDecl();

		if (!part || !part->hasDefinition() || part->hasTrivialDestructor() || !part->getDestructor() ||
		    loans::is_guard(type))
			return;
		CallFact call;

		call.callee = id(part->getDestructor());
		call.callee_name = part->getNameAsString() + "'s destructor";
		call.place = std::move(place);
		call.declared = declared_effect(unit_, part->getDestructor()).effect;
		if (member)
			note_destroyed(member, part->getDestructor(), call);
		fact.calls.push_back(std::move(call));
		reach(part->getDestructor());
	}

	static void note_destroyed(const FieldDecl *member, const FunctionDecl *destructor, CallFact &made)
	{
		made.destroys_member = member->getQualifiedNameAsString();
		if (loans::has_word(destructor, "waits_for_callback"))
			made.waits_for = made.destroys_member;
	}

	/// An implicit destructor destroys the members and bases.
	void destroy_parts(const CXXRecordDecl *record, FunctionFact &fact)
	{
		for (const FieldDecl *field : record->fields())
			destroy(field->getType(), fact.place, fact, field);
		for (const CXXBaseSpecifier &base : record->bases())
			destroy(base.getType(), fact.place, fact);
	}

	/// The function that a call through a constant pointer calls: `(owner->*function)()` in a template.
	static const FunctionDecl *constant_callee(const Expr *callee)
	{
		callee = loans::strip(callee->IgnoreParenImpCasts());
		if (const auto *through = dyn_cast<BinaryOperator>(callee);
		    through && (through->getOpcode() == BO_PtrMemI || through->getOpcode() == BO_PtrMemD))
			callee = loans::strip(through->getRHS()->IgnoreParenImpCasts());
		if (const auto *unary = dyn_cast<UnaryOperator>(callee))
			callee = loans::strip(unary->getSubExpr()->IgnoreParenImpCasts());
		if (const auto *name = dyn_cast<DeclRefExpr>(callee)) {
			if (const auto *function = dyn_cast<FunctionDecl>(name->getDecl()))
				return function;
			if (const auto *variable = dyn_cast<VarDecl>(name->getDecl());
			    variable && variable->isConstexpr() && variable->getInit())
				return constant_callee(variable->getInit());
		}
		return nullptr;
	}

	static std::string describe(const loans::Place &place)
	{
		std::string text;

		if (place.root)
			text = std::to_string(reinterpret_cast<std::uintptr_t>(place.root));
		for (const loans::Step &step : place.steps)
			text += step.field ? "." + step.field->getNameAsString()
					   : (step.kind == loans::Step::Content ? "[]" : "->");
		return text.empty() ? "this" : text;
	}

	void note(const loans::Call &call, const loans::State &state, FunctionFact &fact)
	{
		const FunctionDecl *callee = call.callee;
		CallFact made;

		if (call.destroyed && (loans::is_guard(call.destroyed->getType()) ||
				       state.hollow.contains(loans::Place{ call.destroyed })))
			return;
		// They destroy only what was moved from.
		if (loans::is_std(callee, "swap") || loans::is_std(callee, "exchange"))
			return;
		if (!callee)
			if (const auto *expression = dyn_cast_or_null<CallExpr>(call.at)) {
				callee = constant_callee(expression->getCallee());
				if (!callee) {
					QualType type = function_type(expression->getCallee()->getType());

					if (promises(type))
						return;
					made.pointer_type = type.getCanonicalType().getUnqualifiedType().getAsString();
					made.callee_name = "a function that a pointer names";
				}
			}
		if (!callee && made.pointer_type.empty())
			return;
		SourceLocation at = call.at ? call.at->getBeginLoc() : SourceLocation();
		if (const auto *member = dyn_cast_or_null<CXXMemberCallExpr>(call.at);
		    member && member->getExprLoc().isValid() && !member->getExprLoc().isMacroID())
			at = member->getExprLoc();
		if (call.destroyed && isa_and_nonnull<CompoundStmt>(call.at))
			at = cast<CompoundStmt>(call.at)->getRBracLoc();
		if (at.isInvalid())
			at = function_->getLocation();
		made.place = unit_.place(at);
		made.is_written = !call.destroyed_member && unit_.is_users(at);
		if (callee) {
			if (callee->getBuiltinID() || callee->isTrivial())
				return;
			made.callee = id(callee);
			made.callee_name = "'" + name_of(callee) + "'";
			if (isa<CXXDestructorDecl>(callee))
				made.callee_name = "the destructor of '" +
						   cast<CXXDestructorDecl>(callee)->getParent()->getNameAsString() +
						   "'";
			const Declared declared = declared_effect(unit_, callee);
			made.declared = declared.effect;
			made.source = declared.source;
			if (const auto *method = dyn_cast<CXXMethodDecl>(callee);
			    method && method->isVirtual() && call.object && !method->hasAttr<FinalAttr>())
				made.is_virtual = true;
			note_flags(call, callee, made);
			note_passed(call, made);
			note_handed(call, made);
			if (auto taken = taking(unit_.context(), callee)) {
				Acquisition acquisition{ .lock_class = taken->lock.lock_class,
							 .name = taken->lock.name,
							 .instances = {},
							 .irqs_off = taken->irqs_off,
							 .softirqs_off = taken->softirqs_off,
							 .tries = taken->tries,
							 .interruptible = taken->interruptible,
							 .shared = taken->shared,
							 .retries = taken->retries };

				for (const loans::Loan &loan : call.object_places)
					acquisition.instances.insert(describe(loan.place));
				made.acquires.push_back(std::move(acquisition));
			}
			if (call.destroyed_member)
				note_destroyed(call.destroyed_member, callee, made);
			if (const auto *member = member_of(call)) {
				if (loans::has_word(callee, "waits_for_callback"))
					made.waits_for = member->getQualifiedNameAsString();
				note_waiting(member, callee, made);
				note_items(member, call);
				if (loans::has_word(callee, "empties") && isa<CXXDestructorDecl>(function_) &&
				    isa<MemberExpr>(loans::strip(call.object)))
					facts_.emptied_members.insert(member->getQualifiedNameAsString());
			}
			if (loans::has_word(callee, "waits_for_guards"))
				note_waits_for_guards(call, state);
			if (const auto *method = dyn_cast<CXXMethodDecl>(callee);
			    method && loans::is_kernel_class(method->getParent(), "Kthread"))
				note_thread(call);
			reach(callee);
		}
		for (const auto &[alive, since] : state.alive)
			note_held(alive, since, call, state, made);
		fact.calls.push_back(std::move(made));
	}

	/// The member that a method is called on, also through an accessor or an owner; or null.
	static const ValueDecl *member_of(const loans::Call &call)
	{
		if (!call.object)
			return nullptr;
		if (const auto *member = dyn_cast<MemberExpr>(loans::strip(call.object)))
			return member->getMemberDecl();
		if (call.object_places.size() != 1)
			return nullptr;
		const std::vector<loans::Step> &steps = call.object_places.begin()->place.steps;
		auto last = std::find_if(steps.rbegin(), steps.rend(),
					 [](const loans::Step &step) { return step.kind == loans::Step::Field; });

		return last == steps.rend() ? nullptr : last->field;
	}

	/// Waiting for somebody's signal, and giving it.
	static void note_waiting(const ValueDecl *member, const FunctionDecl *callee, CallFact &made)
	{
		const auto *method = dyn_cast<CXXMethodDecl>(callee);

		if (!method || !method->getIdentifier() ||
		    !(loans::is_kernel_class(method->getParent(), "Completion") ||
		      loans::is_kernel_class(method->getParent(), "WaitQueue")))
			return;
		const StringRef name = method->getName();
		if (name.starts_with("wait") && !name.contains("timeout") && !name.contains("interruptible") &&
		    !name.contains("killable") && !name.contains("freezable"))
			made.awaits = member->getQualifiedNameAsString();
		else if (name.starts_with("complete") || name.starts_with("wake"))
			made.wakes = member->getQualifiedNameAsString();
	}

	/// A queue that gets the items of a member, or of what a parameter refers to.
	void note_items(const ValueDecl *queue, const loans::Call &call)
	{
		Items &items = facts_.items[queue->getQualifiedNameAsString()];

		for (unsigned i = 0; i < call.arguments.size(); i++) {
			if (!tasks::parameter_starts(call.callee, i))
				continue;
			const Expr *item = loans::strip(call.arguments[i]);
			if (const auto *member = dyn_cast<MemberExpr>(item))
				items.members.insert(member->getMemberDecl()->getQualifiedNameAsString());
			else if (const auto *name = dyn_cast<DeclRefExpr>(item))
				if (const auto *parameter = dyn_cast<ParmVarDecl>(name->getDecl());
				    parameter &&
				    parameter->getDeclContext() == static_cast<const DeclContext *>(function_))
					items.parameters.emplace(id(function_), parameter->getFunctionScopeIndex());
		}
	}

	/// Callback members that the callee gets references to.
	static void note_handed(const loans::Call &call, CallFact &made)
	{
		for (unsigned i = 0; i < call.arguments.size(); i++)
			if (const auto *member = dyn_cast<MemberExpr>(loans::strip(call.arguments[i]));
			    member && tasks::is_callback_member(member->getType()))
				made.handed[i] = member->getMemberDecl()->getQualifiedNameAsString();
	}

	/// The function of a new thread, and the member that will be the thread: the one of the class that makes it, or
	/// else the only one of the file.
	void note_thread(const loans::Call &call)
	{
		const FieldDecl *thread = nullptr;

		if (!call.callee->getIdentifier() || !call.callee->getName().starts_with("run"))
			return;
		for (const DeclContext *place = function_; place && !thread; place = place->getParent())
			if (const auto *record = dyn_cast<CXXRecordDecl>(place))
				thread = only_thread({ record });
		if (!thread)
			thread = only_thread(unit_.users_classes());
		if (!thread)
			return;
		for (const Expr *argument : call.arguments) {
			const auto *name = dyn_cast<DeclRefExpr>(loans::strip(argument->IgnoreParenImpCasts()));
			const FunctionDecl *run = name ? dyn_cast<FunctionDecl>(name->getDecl()) : nullptr;

			if (const CXXRecordDecl *closure = argument->getType()->getAsCXXRecordDecl();
			    closure && closure->isLambda())
				run = closure->getLambdaCallOperator();
			if (run)
				facts_.threads[thread->getQualifiedNameAsString()].insert(id(run));
		}
	}
	static const FieldDecl *only_thread(const std::vector<const CXXRecordDecl *> &records)
	{
		const FieldDecl *found = nullptr;

		for (const CXXRecordDecl *record : records)
			for (const FieldDecl *field : record->fields()) {
				if (!loans::is_kernel_class(field->getType()->getAsCXXRecordDecl(), "Kthread"))
					continue;
				if (found)
					return nullptr;
				found = field;
			}
		return found;
	}

	void note_flags(const loans::Call &call, const FunctionDecl *callee, CallFact &made)
	{
		// What the declaration says of flags that are not among the parameters.
		made.flags.sleep = made.declared == Effect::AsFlags;
		for (unsigned i = 0; i < callee->getNumParams() && i < call.arguments.size(); i++)
			if (holds_flags(callee->getParamDecl(i)->getType())) {
				Flags flags = flags_of(unit_, call.arguments[i], function_);

				if (made.given.empty())
					made.flags = flags;
				made.given.emplace(i, std::move(flags));
			}
	}

	/// Functions that the kernel is told to call later.
	void note_passed(const loans::Call &call, CallFact &made)
	{
		for (const Expr *argument : call.arguments)
			if (const auto *name = dyn_cast<DeclRefExpr>(loans::strip(argument->IgnoreParenImpCasts())))
				if (const auto *function = dyn_cast<FunctionDecl>(name->getDecl());
				    function && !runs_in(function).empty())
					made.passes.push_back(id(function));
	}

	/// Whether the callee may unlock the guard: it is the object, or passed to be changed.
	static bool is_handed(const ValueDecl *guard, const loans::Call &call)
	{
		auto names = [&](const Expr *expression) {
			const auto *name = dyn_cast<DeclRefExpr>(loans::strip(expression));

			return name && name->getDecl() == guard;
		};

		if (const auto *method = dyn_cast_or_null<CXXMethodDecl>(call.callee);
		    call.object && names(call.object) && method && !method->isConst())
			return true;
		for (std::size_t i = 0; call.callee && i < call.arguments.size() && i < call.callee->getNumParams();
		     i++) {
			QualType type = call.callee->getParamDecl(i)->getType();

			if (type->isReferenceType() && !type->getPointeeType().isConstQualified() &&
			    names(call.arguments[i]))
				return true;
		}
		return false;
	}

	void note_held(const loans::Alive &alive, const Stmt *since, const loans::Call &call, const loans::State &state,
		       CallFact &made)
	{
		QualType type = alive.variable ? alive.variable->getType() : alive.temporary->getType();
		std::vector<GuardKind> kinds;

		if (alive.variable && is_handed(alive.variable, call))
			return;
		// The call that makes the guard does not run under it.
		if (alive.temporary && loans::strip(alive.temporary) == call.at)
			return;
		guard_kinds(unit_.context(), type, kinds);
		for (const GuardKind &kind : kinds) {
			Held held;

			held.lock_class = kind.lock.lock_class;
			held.name = kind.lock.name;
			held.atomic = !kind.lock.sleeps;
			held.irqs_off = kind.irqs_off;
			held.softirqs_off = kind.softirqs_off;
			held.since = unit_.place(since->getBeginLoc());
			if (alive.variable) {
				if (auto borrowed = state.held.find(loans::Place{ alive.variable });
				    borrowed != state.held.end())
					for (const loans::Loan &loan : borrowed->second)
						held.instances.insert(describe(loan.place));
			} else if (auto value = state.values.find(loans::strip(alive.temporary));
				   value != state.values.end()) {
				for (const loans::Loan &loan : value->second.points)
					held.instances.insert(describe(loan.place));
			}
			made.held.push_back(std::move(held));
		}
	}

	/// revoke() while this task has an Access: it would wait for itself.
	void note_waits_for_guards(const loans::Call &call, const loans::State &state)
	{
		if (!unit_.is_users(function_->getLocation()))
			return;
		for (const auto &[alive, since] : state.alive) {
			if (!alive.variable)
				continue;
			auto borrowed = state.held.find(loans::Place{ alive.variable });
			if (borrowed == state.held.end())
				continue;
			for (const loans::Loan &loan : borrowed->second)
				for (const loans::Loan &object : call.object_places)
					if (object.place.contains(loan.place))
						unit_.report(
							{ "held-again",
							  Level::Error,
							  unit_.place(call.at->getBeginLoc()),
							  name_of(function_),
							  "the call waits until '" + alive.variable->getNameAsString() +
								  "' ends, which this task itself holds",
							  "end it first: put it into a block of its own",
							  { unit_.step(since->getBeginLoc(), "it begins here") } });
		}
	}

	/// The type of the function that is called through an expression of this type.
	static QualType function_type(QualType type)
	{
		const auto *pointer = type->getAs<PointerType>();

		return pointer ? pointer->getPointeeType() : type;
	}
	/// Whether a function's type says that it does not sleep.
	static bool promises(QualType type)
	{
		if (const auto *prototype = type->getAs<FunctionProtoType>())
			for (const auto effect : prototype->getFunctionEffects())
				if (effect.Effect.kind() == FunctionEffect::Kind::NonBlocking)
					return true;
		return false;
	}

	/// Functions whose addresses the module takes: calls through pointers may reach them.
	void find_addresses()
	{
		struct Visitor : DynamicRecursiveASTVisitor {
			std::set<const FunctionDecl *> taken;
			/// Those that a pointer names whose type promises more than theirs.
			std::set<const FunctionDecl *> promising;
			std::set<const Expr *> called;

			Visitor() { ShouldVisitTemplateInstantiations = ShouldVisitImplicitCode = true; }
			bool VisitCallExpr(CallExpr *call) override
			{
				called.insert(call->getCallee()->IgnoreParenImpCasts());
				return true;
			}
			bool VisitImplicitCastExpr(ImplicitCastExpr *cast) override
			{
				if (const auto *name = dyn_cast<DeclRefExpr>(cast->IgnoreParenImpCasts());
				    name && promises(function_type(cast->getType())))
					if (const auto *function = dyn_cast<FunctionDecl>(name->getDecl()))
						promising.insert(function->getCanonicalDecl());
				return true;
			}
			bool VisitDeclRefExpr(DeclRefExpr *name) override
			{
				if (const auto *function = dyn_cast<FunctionDecl>(name->getDecl());
				    function && !called.count(name))
					taken.insert(function->getCanonicalDecl());
				return true;
			}
			bool VisitLambdaExpr(LambdaExpr *lambda) override
			{
				if (lambda->capture_begin() == lambda->capture_end() && lambda->getCallOperator())
					taken.insert(lambda->getCallOperator()->getCanonicalDecl());
				return true;
			}
		} visitor;

		for (Decl *declaration : unit_.context().getTranslationUnitDecl()->decls())
			if (unit_.is_users(declaration->getLocation()))
				visitor.TraverseDecl(declaration);
		addressed_ = std::move(visitor.taken);
		promising_ = std::move(visitor.promising);
	}

	Unit &unit_;
	Facts &facts_;
	ASTNameGenerator names_;
	loans::Summaries summaries_;
	std::map<const FunctionDecl *, std::string> ids_;
	std::set<const FunctionDecl *> seen_;
	std::set<const FunctionDecl *> addressed_;
	std::set<const FunctionDecl *> promising_;
	std::deque<const FunctionDecl *> waiting_;
	const FunctionDecl *function_ = nullptr;
};

} // namespace

void collect(Unit &unit, Facts &facts)
{
	Collector(unit, facts).run();
	collect_locks(unit, facts);
}

} // namespace kxx::check::contexts
