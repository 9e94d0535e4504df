// SPDX-License-Identifier: GPL-2.0
#include "values/writes.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <clang/AST/StmtCXX.h>

#include "loans/types.hpp"
#include "unit.hpp"
#include "values/dataflow.hpp"

namespace kxx::check {
namespace {

using namespace clang;
using namespace values;

/// What was written of a variable that began without a value.
struct Content {
	/// The parts that were written on every path, and those that were written on some path. What some path writes is
	/// used under a condition that this analysis does not know: only what no path writes is a fault.
	std::set<Spot> written, maybe_written;
	/// Elements of arrays that were written on every path, by constant index.
	std::set<std::pair<Spot, long>> elements;
	/// Arrays that something was written into, nobody knows how much.
	std::set<Spot> touched;
	/// A call that was to write it has failed.
	bool failed = false;
	/// The switch before had no case for the value, and nothing was asked since.
	bool no_case = false;
	/// Nobody follows who writes it.
	bool escaped = false;

	bool operator==(const Content &) const = default;
};

struct State {
	bool reached = false;
	/// Variables that began without a value.
	std::map<const VarDecl *, Content> open;
	/// Calls that write the variable if they succeed.
	std::map<const VarDecl *, std::set<const CallExpr *>> pending;

	bool operator==(const State &) const = default;
	void join(const State &other)
	{
		reached |= other.reached;
		for (const auto &[variable, content] : other.open) {
			auto [at, fresh] = open.emplace(variable, content);

			if (fresh)
				continue;
			std::erase_if(at->second.written,
				      [&](const Spot &spot) { return !content.written.contains(spot); });
			std::erase_if(at->second.elements,
				      [&](const auto &element) { return !content.elements.contains(element); });
			at->second.maybe_written.insert(content.maybe_written.begin(), content.maybe_written.end());
			at->second.touched.insert(content.touched.begin(), content.touched.end());
			at->second.failed |= content.failed;
			at->second.no_case |= content.no_case;
			at->second.escaped |= content.escaped;
		}
		for (const auto &[variable, calls] : other.pending)
			pending[variable].insert(calls.begin(), calls.end());
	}
};

constexpr std::size_t most_leaves = 64;

/// The scalars and arrays that an object of the type consists of. False if it has other things.
bool leaves_of(QualType type, const Spot &place, std::vector<Spot> &leaves)
{
	if (type->isScalarType() || type->isConstantArrayType()) {
		leaves.push_back(place);
		return leaves.size() <= most_leaves;
	}
	const CXXRecordDecl *record = type->getAsCXXRecordDecl();
	if (!record || !record->hasDefinition() || record->isUnion() || record->getNumBases() ||
	    !record->hasTrivialDefaultConstructor() || !record->isTriviallyCopyable())
		return false;
	for (const FieldDecl *field : record->fields())
		if (!field->isUnnamedBitField() &&
		    !leaves_of(field->getType(), place.plus({ Hop::Field, field }), leaves))
			return false;
	return true;
}

/// Whether the declaration leaves the variable without a value.
bool is_open(const VarDecl *variable)
{
	QualType type = variable->getType();
	const Expr *init = variable->getInit();
	std::vector<Spot> leaves;

	if (!variable->hasLocalStorage() || isa<ParmVarDecl>(variable) || type->isReferenceType() ||
	    variable->isCXXForRangeDecl() || type.isVolatileQualified())
		return false;
	if (init) {
		const auto *made = dyn_cast<CXXConstructExpr>(init->IgnoreImplicit());

		if (!made || !made->getConstructor()->isDefaultConstructor() || !made->getConstructor()->isTrivial() ||
		    made->requiresZeroInitialization() || made->isListInitialization())
			return false;
	}
	QualType element = type;
	while (const clang::ArrayType *array = element->getAsArrayTypeUnsafe())
		element = array->getElementType();
	std::vector<Spot> inner;
	return leaves_of(type, Spot{ variable }, leaves) && !leaves.empty() && leaves_of(element, {}, inner);
}

/// The array that a view's expression is about, and whether the view is of all of it.
struct Viewed {
	std::optional<Spot> place;
	bool whole = true;
};

Viewed viewed_by(const Expr *expression)
{
	const Expr *value = bare(expression);

	while (const auto *made = dyn_cast<CXXConstructExpr>(value)) {
		if (made->getNumArgs() < 1)
			return {};
		value = bare(made->getArg(0));
	}
	const auto *call = dyn_cast<CallExpr>(value);
	if (!call || !loans::is_view(call->getType()))
		return {};
	if (const Expr *object = object_of(call)) {
		bool converts = isa_and_nonnull<CXXConversionDecl>(call->getDirectCallee());

		return { viewed_by(object).place, converts };
	}
	return call->getNumArgs() == 1 ? Viewed{ place_of(call->getArg(0)), true } : Viewed{};
}

/// Whether the elements of the view cannot be changed through it.
bool views_const(QualType type)
{
	const auto *record =
		dyn_cast_or_null<ClassTemplateSpecializationDecl>(type.getNonReferenceType()->getAsCXXRecordDecl());

	return !record || record->getTemplateArgs().size() == 0 ||
	       record->getTemplateArgs()[0].getKind() != TemplateArgument::Type ||
	       record->getTemplateArgs()[0].getAsType().isConstQualified();
}

/// Which of a function's ways out leave a parameter written that it got by reference.
enum class Fills { Always, OnSuccess };

class Flow;
class Fillers {
public:
	explicit Fillers(Unit &unit) : unit_(unit) {}

	Fills fills(const FunctionDecl *function, unsigned index);

private:
	Unit &unit_;
	std::map<std::pair<const FunctionDecl *, unsigned>, Fills> known_;
};

class Flow final : public Dataflow<State> {
public:
	/// With a parameter: finds out whether the function fills it, and reports nothing.
	Flow(Unit &unit, Fillers &fillers, const FunctionDecl *function, const ParmVarDecl *filled = nullptr)
		: Dataflow(unit, function), fillers_(fillers), filled_(filled)
	{
	}

	bool open_on_failure = false;
	bool open_on_success = false;

private:
	void enter(State &state) override
	{
		if (filled_)
			state.open[filled_] = {};
	}

	void statement(const Stmt *statement, State &state) override
	{
		if (state.open.empty())
			return;
		if (const auto *binary = dyn_cast<BinaryOperator>(statement)) {
			if (binary->isAssignmentOp())
				assign(binary->getLHS(), state);
		} else if (const auto *unary = dyn_cast<UnaryOperator>(statement)) {
			if (unary->getOpcode() == UO_AddrOf)
				close(unary->getSubExpr(), state);
			else if (unary->isIncrementDecrementOp())
				read(unary->getSubExpr(), state);
		} else if (const auto *cast = dyn_cast<CastExpr>(statement)) {
			if (cast->getCastKind() == CK_LValueToRValue)
				read(cast->getSubExpr(), state);
		} else if (const auto *call = dyn_cast<CallExpr>(statement)) {
			pass(call, state);
		} else if (const auto *construct = dyn_cast<CXXConstructExpr>(statement)) {
			if (!loans::is_view(construct->getType()))
				for (const Expr *argument : construct->arguments())
					use(argument, false, state);
		} else if (const auto *lambda = dyn_cast<LambdaExpr>(statement)) {
			for (const LambdaCapture &capture : lambda->captures())
				if (capture.capturesVariable())
					close(dyn_cast<VarDecl>(capture.getCapturedVar()), state);
		} else if (isa<AsmStmt>(statement)) {
			for (const Stmt *operand : statement->children())
				if (const auto *expression = dyn_cast_or_null<Expr>(operand))
					close(expression, state);
		} else if (const auto *done = dyn_cast<ReturnStmt>(statement)) {
			if (reporting() && filled_ && !is_full(filled_, state.open[filled_]))
				(is_failing(done) ? open_on_failure : open_on_success) = true;
		}
	}

	bool is_failing(const ReturnStmt *done)
	{
		const Expr *value = done->getRetValue();

		if (!value || done->getBeginLoc().isMacroID())
			return true;
		if (value->getType()->isBooleanType()) {
			auto constant = constant_of(value, unit_.context());
			return constant && *constant == 0;
		}
		return is_failure(value, unit_.context());
	}

	const VarDecl *root_of(const std::optional<Spot> &place, const State &state)
	{
		const auto *variable = place ? dyn_cast_or_null<VarDecl>(place->root) : nullptr;

		if (!variable || place->passes(Hop::Pointee))
			return nullptr;
		auto known = state.open.find(variable);
		return known != state.open.end() && !known->second.escaped ? variable : nullptr;
	}

	void close(const VarDecl *variable, State &state)
	{
		if (auto known = state.open.find(variable); known != state.open.end())
			known->second.escaped = true;
	}
	void close(const Expr *expression, State &state)
	{
		while (const auto *index = dyn_cast<ArraySubscriptExpr>(bare(expression)))
			expression = index->getBase();
		if (auto place = place_of(expression))
			if (const VarDecl *variable = root_of(place, state))
				close(variable, state);
	}

	void declare(const VarDecl *variable, State &state) override
	{
		state.open.erase(variable);
		state.pending.erase(variable);
		if (is_open(variable))
			state.open[variable] = {};
		// Nobody follows what pointers and views do.
		QualType type = variable->getType();
		if (variable->getInit() && (type->isPointerType() || loans::is_view(type)))
			each_part(variable->getInit(), [&](const Expr *part) {
				if (isa<DeclRefExpr>(part))
					close(part, state);
			});
	}

	// Writing.

	void write(const Spot &place, const VarDecl *variable, State &state)
	{
		state.open[variable].written.insert(place);
		state.open[variable].maybe_written.insert(place);
	}

	static bool is_full(const VarDecl *variable, const Content &content)
	{
		std::vector<Spot> leaves;

		leaves_of(variable->getType().getNonReferenceType(), Spot{ variable }, leaves);
		return content.escaped ||
		       std::ranges::all_of(leaves, [&](const Spot &leaf) { return is_written(content, leaf); });
	}

	static bool is_written(const Content &content, const Spot &leaf)
	{
		for (const Spot &written : content.written)
			if (written.contains(leaf))
				return true;
		return false;
	}

	void assign(const Expr *to, State &state)
	{
		const auto *index = dyn_cast<ArraySubscriptExpr>(bare(to));
		auto place = place_of(index ? index->getBase() : to);
		const VarDecl *variable = root_of(place, state);

		if (!variable) {
			// An element of an array of structs: any part of it counts for the whole.
			for (const Expr *inner = bare(to); const auto *member = dyn_cast<MemberExpr>(inner);
			     inner = bare(member->getBase()))
				if (const auto *base = dyn_cast<ArraySubscriptExpr>(bare(member->getBase())))
					return assign(base, state);
			return;
		}
		if (!index)
			return write(*place, variable, state);
		Content &content = state.open[variable];
		content.touched.insert(*place);
		const Expr *at = bare(index->getIdx());
		if (auto constant = constant_of(index->getIdx(), unit_.context())) {
			content.elements.emplace(*place, constant->getExtValue());
			const auto *type = unit_.context().getAsConstantArrayType(bare(index->getBase())->getType());
			auto count = std::ranges::count_if(content.elements,
							   [&](const auto &one) { return one.first == *place; });
			if (type && type->getSize().ule(static_cast<std::uint64_t>(count)))
				write(*place, variable, state);
		} else if (const auto *cursor = dyn_cast<UnaryOperator>(at);
			   !cursor || !cursor->isIncrementDecrementOp()) {
			// A loop over all elements, as far as anybody knows. A cursor fills a part.
			write(*place, variable, state);
		}
	}

	// Calls.

	void pass(const CallExpr *call, State &state)
	{
		const FunctionDecl *callee = call->getDirectCallee();
		const auto *method = dyn_cast_or_null<CXXMethodDecl>(callee);

		if (loans::is_std(callee, "move") || loans::is_std(callee, "forward"))
			return;
		if (const auto *assigned = dyn_cast<CXXOperatorCallExpr>(call);
		    assigned && assigned->getOperator() == OO_Equal) {
			use(assigned->getArg(1), false, state);
			if (auto place = place_of(assigned->getArg(0)))
				if (const VarDecl *variable = root_of(place, state))
					write(*place, variable, state);
			return;
		}
		if (const Expr *object = object_of(call); object && method && !method->isConst())
			close(object, state);
		// It makes a view: what that is used for shows who gets it.
		if (viewed_by(call).place)
			return;
		for (const Argument &argument : arguments_of(call))
			hand_over(call, argument, state);
	}

	void hand_over(const CallExpr *call, const Argument &argument, State &state)
	{
		const FunctionDecl *callee = call->getDirectCallee();
		bool of_library = callee && unit_.in_library(callee->getLocation());
		QualType type = argument.parameter ? argument.parameter->getType() : QualType();

		if (Viewed viewed = viewed_by(argument.value); viewed.place) {
			const VarDecl *variable = root_of(viewed.place, state);

			if (!variable)
				return;
			if (!type.isNull() && loans::is_view(type) && views_const(type)) {
				if (viewed.whole && of_library)
					judge(*viewed.place, variable, argument.value->getExprLoc(), true, state);
			} else if (!viewed.whole ||
				   (argument.parameter && loans::has_word(argument.parameter, "filled_in_part"))) {
				state.open[variable].touched.insert(*viewed.place);
			} else {
				write(*viewed.place, variable, state);
			}
			return;
		}
		auto place = place_of(argument.value);
		const VarDecl *variable = root_of(place, state);
		if (!variable)
			return;
		bool decays = bare(argument.value)->getType()->isArrayType() && !type.isNull() && type->isPointerType();
		if (type.isNull() || decays ||
		    (type->isReferenceType() && !type->isRValueReferenceType() &&
		     !type->getPointeeType().isConstQualified())) {
			bool answers = call->getType()->isBooleanType() || is_error_type(call->getType()) ||
				       call->getType()->isIntegerType();

			if (answers && argument.parameter && callee && !of_library && !decays &&
			    fillers_.fills(callee, argument.parameter->getFunctionScopeIndex()) == Fills::OnSuccess)
				state.pending[variable].insert(call);
			else
				write(*place, variable, state);
			return;
		}
		if (of_library)
			use(argument.value, false, state);
	}

	// Reading.

	void read(const Expr *expression, State &state)
	{
		const auto *index = dyn_cast<ArraySubscriptExpr>(bare(expression));
		auto place = place_of(index ? index->getBase() : expression);
		const VarDecl *variable = root_of(place, state);

		if (variable)
			judge(*place, variable, expression->getExprLoc(), false, state);
	}

	/// The whole object is copied, or somebody gets it to read it.
	void use(const Expr *expression, bool strict, State &state)
	{
		auto place = place_of(expression);
		const VarDecl *variable = root_of(place, state);

		if (variable && bare(expression)->isGLValue())
			judge(*place, variable, expression->getExprLoc(), strict, state);
	}

	void judge(const Spot &place, const VarDecl *variable, SourceLocation at, bool strict, State &state)
	{
		const Content &content = state.open[variable];

		if (filled_ || !reporting() || reported_.contains(variable) ||
		    (state.pending.contains(variable) && !content.failed))
			return;
		std::vector<Spot> leaves;

		leaves_of(variable->getType(), Spot{ variable }, leaves);
		for (const Spot &leaf : leaves) {
			if ((!place.contains(leaf) && !leaf.contains(place)) || is_written(content, leaf) ||
			    (!strict && content.touched.contains(leaf)) ||
			    (!content.failed && !content.no_case &&
			     std::ranges::any_of(content.maybe_written, [&](const Spot &written) {
				     return written.contains(leaf) || leaf.contains(written);
			     })))
				continue;
			bool part = content.touched.contains(leaf);

			say("uninitialised", at,
			    part ? "all of '" + leaf.name() + "' is used, but only a part of it was written"
				 : "'" + leaf.name() + "' is used here, but a path leads here on which it has no value",
			    part ? "use only the part that was written: `.first(size)`"
				 : "give it a value where it is declared: `" + variable->getNameAsString() + " = {}`",
			    { unit_.step(variable->getLocation(), "it is declared here, without a value") });
			reported_.insert(variable);
			return;
		}
	}

	void refine(const Expr *atom, bool truth, State &state) override
	{
		Asked asked = asked_by(atom);
		const auto *call = dyn_cast_or_null<CallExpr>(asked.call);

		for (auto &[variable, content] : state.open)
			content.no_case = false;
		if (!call)
			return;
		for (const auto &[variable, calls] : state.pending)
			if (calls.contains(call)) {
				if (truth == asked.truth_is_failure)
					state.open[variable].failed = true;
				else
					write(Spot{ variable }, variable, state);
			}
	}

	void refine_switch(const Expr *, const Stmt *label, State &state) override
	{
		for (auto &[variable, content] : state.open)
			content.no_case = !label;
	}

	Fillers &fillers_;
	const ParmVarDecl *filled_;
	/// Of one variable, the first use is enough.
	std::set<const VarDecl *> reported_;
};

Fills Fillers::fills(const FunctionDecl *function, unsigned index)
{
	const FunctionDecl *definition = definition_of(function);

	if (!definition || index >= definition->getNumParams())
		return Fills::Always;
	auto [known, fresh] = known_.emplace(std::pair(definition, index), Fills::Always);
	if (!fresh)
		return known->second;
	Flow flow(unit_, *this, definition, definition->getParamDecl(index));
	flow.run();
	return known_[{ definition, index }] =
		       flow.open_on_failure && !flow.open_on_success ? Fills::OnSuccess : Fills::Always;
}

/// Constructors that leave a member without a value.
class Constructors {
public:
	explicit Constructors(Unit &unit) : unit_(unit) {}

	void check(const CXXRecordDecl *record)
	{
		for (const CXXConstructorDecl *constructor : record->ctors()) {
			const FunctionDecl *definition = nullptr;

			if (!constructor->isUserProvided() || constructor->isCopyOrMoveConstructor() ||
			    constructor->isDelegatingConstructor() || constructor->isInvalidDecl() ||
			    !constructor->hasBody(definition) || definition->isDependentContext())
				continue;
			for (const FieldDecl *field : record->fields())
				if (is_forgotten(field, cast<CXXConstructorDecl>(definition)))
					unit_.report({ "uninitialised",
						       Level::Error,
						       unit_.place(definition->getLocation()),
						       name_of(definition),
						       "this constructor leaves '" + field->getNameAsString() +
							       "' without a value",
						       "give the member a value where it is declared: `" +
							       field->getNameAsString() + " = …;`",
						       { unit_.step(field->getLocation(), "it is declared here") } });
		}
	}

private:
	static bool is_forgotten(const FieldDecl *field, const CXXConstructorDecl *constructor)
	{
		if (!field->getType()->isScalarType() || field->hasInClassInitializer() || field->isUnnamedBitField() ||
		    field->isAnonymousStructOrUnion() || field->getParent()->isUnion())
			return false;
		for (const CXXCtorInitializer *initializer : constructor->inits())
			if (initializer->getAnyMember() == field)
				return false;
		bool maybe = false;
		each_part(constructor->getBody(), [&](const Expr *part) {
			if (const auto *member = dyn_cast<MemberExpr>(part)) {
				const auto *method = dyn_cast<CXXMethodDecl>(member->getMemberDecl());

				maybe |= member->getMemberDecl() == field;
				// A method of the object may do it.
				maybe |= method && !method->isConst() && !method->isStatic() &&
					 isa<CXXThisExpr>(bare(member->getBase()));
			} else if (const auto *call = dyn_cast<CallExpr>(part)) {
				for (const Expr *argument : call->arguments())
					maybe |= isa<CXXThisExpr>(bare(argument)) ||
						 (isa<UnaryOperator>(bare(argument)) &&
						  isa<CXXThisExpr>(
							  bare(cast<UnaryOperator>(bare(argument))->getSubExpr())));
			} else if (isa<LambdaExpr>(part)) {
				maybe = true;
			}
		});
		return !maybe;
	}

	Unit &unit_;
};

class Writes final : public Analysis {
public:
	std::vector<std::string> clang_arguments() const override
	{
		return { "-Wuninitialized", "-Wsometimes-uninitialized", "-Wuninitialized-const-reference" };
	}

	void check_file(Unit &unit) override
	{
		Fillers fillers(unit);

		for (const FunctionDecl *function : unit.users_functions())
			Flow(unit, fillers, function).run();
		for (const CXXRecordDecl *record : unit.users_classes())
			Constructors(unit).check(record);
	}

	bool take_warning(const ClangWarning &warning, std::vector<Finding> &findings) override
	{
		if (warning.group != "uninitialized" && warning.group != "sometimes-uninitialized" &&
		    warning.group != "uninitialized-const-reference")
			return false;
		Finding found{ "uninitialised", Level::Error, warning.place, {}, warning.message, {}, {} };

		// Clang names the branch that forgets the value; the fault shows where it is used.
		for (const Step &note : warning.notes)
			if (note.message.find("use occurs here") != std::string::npos) {
				found.place = note.place;
				found.trace.push_back({ warning.place, "the value is missing when this happens" });
			}
		for (const Finding &other : findings)
			if (other.rule == found.rule && other.place.file == found.place.file &&
			    other.place.line == found.place.line)
				return true;
		found.help = "give the variable a value where it is declared, or on every path";
		findings.push_back(std::move(found));
		return true;
	}
};

} // namespace

std::unique_ptr<Analysis> make_writes()
{
	return std::make_unique<Writes>();
}

} // namespace kxx::check
