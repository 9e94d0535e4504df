// SPDX-License-Identifier: GPL-2.0
//! What is below the safe subset: what can corrupt memory or race whatever the types say.
#include "boundary/walker.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "loans/types.hpp"

namespace kxx::check::boundary {
namespace {

constexpr char mark_it[] = "do it in a function that takes unsafe_t and says in 'Safety:' what its callers promise";

const clang::CXXRecordDecl *definition_of(clang::QualType type)
{
	const clang::CXXRecordDecl *record = type->getAsCXXRecordDecl();

	return record ? record->getDefinition() : nullptr;
}

/// What a pointer or a reference points to.
clang::QualType target_of(clang::QualType type)
{
	if (type->isReferenceType() || type->isAnyPointerType())
		return type->getPointeeType();
	return {};
}

bool has_volatile(clang::QualType type)
{
	while (!type.isNull()) {
		if (type.isVolatileQualified())
			return true;
		if (const clang::ArrayType *array = type->getAsArrayTypeUnsafe())
			type = array->getElementType();
		else
			type = target_of(type);
	}
	return false;
}

/// Whether a value of the type is, or has, an address.
bool has_pointer(clang::QualType type, unsigned depth = 0)
{
	if (type->isAnyPointerType() || type->isReferenceType() || type->isMemberPointerType())
		return true;
	if (const clang::ArrayType *array = type->getAsArrayTypeUnsafe())
		return has_pointer(array->getElementType(), depth + 1);
	const clang::CXXRecordDecl *record = definition_of(type);

	if (!record || depth > 16)
		return false;
	for (const clang::FieldDecl *field : record->fields())
		if (has_pointer(field->getType(), depth + 1))
			return true;
	for (const clang::CXXBaseSpecifier &base : record->bases())
		if (has_pointer(base.getType(), depth + 1))
			return true;
	return false;
}

/// Whether a cast takes away const or volatile of the object.
bool removes_const(clang::QualType from, clang::QualType to)
{
	if (!to->isReferenceType())
		from = target_of(from);
	to = target_of(to);
	while (!from.isNull() && !to.isNull()) {
		if ((from.isConstQualified() && !to.isConstQualified()) ||
		    (from.isVolatileQualified() && !to.isVolatileQualified()))
			return true;
		from = target_of(from);
		to = target_of(to);
	}
	return false;
}

/// Why tasks that use an object of this type at once can race, or null if they cannot. The library's rule is that const
/// means safe from several tasks: what has only const operations is.
const clang::NamedDecl *changed_by(const clang::CXXRecordDecl *record, std::set<const clang::CXXRecordDecl *> &seen);

bool is_plain(clang::QualType type, std::set<const clang::CXXRecordDecl *> &seen, const clang::NamedDecl *&why)
{
	while (const clang::ArrayType *array = type->getAsArrayTypeUnsafe())
		type = array->getElementType();
	if (type.isConstQualified() || type->isReferenceType() || type->isDependentType())
		return false;
	const clang::CXXRecordDecl *record = definition_of(type);

	if (!record)
		return true;
	why = changed_by(record, seen);
	return why;
}

const clang::NamedDecl *changed_by(const clang::CXXRecordDecl *record, std::set<const clang::CXXRecordDecl *> &seen)
{
	if (!seen.insert(record).second || record->isEmpty())
		return nullptr;
	for (const clang::CXXMethodDecl *method : record->methods()) {
		if (method->getAccess() != clang::AS_public || method->isStatic() || method->isConst() ||
		    method->isDeleted() || clang::isa<clang::CXXConstructorDecl, clang::CXXDestructorDecl>(method) ||
		    takes_unsafe(method))
			continue;
		return method;
	}
	for (const clang::FieldDecl *field : record->fields()) {
		const clang::NamedDecl *why = nullptr;

		if (field->getAccess() == clang::AS_public && is_plain(field->getType(), seen, why))
			return why ? why : field;
	}
	for (const clang::CXXBaseSpecifier &base : record->bases())
		if (const clang::CXXRecordDecl *parent = definition_of(base.getType());
		    parent && base.getAccessSpecifier() == clang::AS_public)
			if (const clang::NamedDecl *why = changed_by(parent, seen))
				return why;
	return nullptr;
}

/// Builtins that neither read nor write through the pointers that they take.
bool is_harmless_builtin(llvm::StringRef name)
{
	return name == "__builtin_addressof" || name == "__builtin_constant_p" || name == "__builtin_object_size" ||
	       name == "__builtin_dynamic_object_size" || name == "__builtin_expect" || name == "__builtin_FILE" ||
	       name == "__builtin_FUNCTION" || name == "__builtin_is_constant_evaluated" ||
	       name == "__builtin_bit_cast";
}

/// Whether a builtin reads and writes within arrays of numbers whose sizes are known, such as memcpy between two of them.
bool stays_within_arrays(const clang::CallExpr *call, const clang::ASTContext &context)
{
	std::optional<std::uint64_t> smallest;

	for (const clang::Expr *argument : call->arguments()) {
		if (!argument->getType()->isAnyPointerType())
			continue;
		const clang::QualType type = argument->IgnoreParenImpCasts()->getType();
		const clang::ConstantArrayType *array = context.getAsConstantArrayType(type);

		if (!array || !array->getElementType()->isIntegerType())
			return false;
		const auto size = static_cast<std::uint64_t>(context.getTypeSizeInChars(type).getQuantity());

		smallest = smallest ? std::min(*smallest, size) : size;
	}
	clang::Expr::EvalResult length;

	if (!smallest || !call->getNumArgs())
		return false;
	const clang::Expr *last = call->getArg(call->getNumArgs() - 1);

	return last->getType()->isIntegerType() && !last->isValueDependent() && last->EvaluateAsInt(length, context) &&
	       length.Val.getInt().getLimitedValue() <= *smallest;
}

/// Whether a function is one of the module's own C files: only C headers of the module declare it.
bool is_of_own_c_files(Unit &unit, const clang::FunctionDecl *function)
{
	clang::SourceManager &sources = unit.sources();

	return std::ranges::all_of(function->redecls(), [&](const clang::FunctionDecl *one) {
		return unit.is_users(one->getLocation()) && sources.getFilename(one->getLocation()).ends_with(".h");
	});
}

} // namespace

void Walker::below(clang::SourceLocation location, std::string what, const char *help)
{
	// The library is where this is done, so that others need not.
	if (!is_users_own(location) || unit_.in_library(unit_.sources().getSpellingLoc(location)))
		return;
	if (expression_is_marked())
		return;
	if (const clang::FunctionDecl *outer = unsafe_function()) {
		report_argument(location, argument(location),
				"'" + name_of(outer) + "' takes unsafe_t, and here it " + what);
		return;
	}
	const clang::FunctionDecl *in = function();

	unit_.report({ .rule = "below",
		       .place = unit_.place(location),
		       .function = in ? name_of(in) : std::string(),
		       .message = "this " + what + ", outside of code that is marked unsafe",
		       .help = help,
		       .trace = {} });
}

bool Walker::VisitDeclRefExpr(clang::DeclRefExpr *name)
{
	const clang::ValueDecl *named = name->getDecl();
	const auto *function = clang::dyn_cast<clang::FunctionDecl>(named);
	const auto *variable = clang::dyn_cast<clang::VarDecl>(named);

	if (!(function && function->isExternC()) && !(variable && variable->isExternC()))
		return true;
	if (unit_.in_library(named->getLocation()))
		return true;
	const std::string spelled = "'::" + named->getNameAsString() + "'";

	if (function) {
		if (function->getBuiltinID() && function->isImplicit())
			return true; // VisitCallExpr looks at these
		// A function of the module itself that C may call.
		if (function->isDefined() && unit_.is_users(function->getLocation()))
			return true;
		if (is_of_own_c_files(unit_, function))
			return true;
		below(name->getBeginLoc(), "uses " + spelled + ", a function of C, whose preconditions nobody checks",
		      "use the library's function for it, or call it in a function that takes unsafe_t and says in "
		      "'Safety:' what its callers promise");
	} else if (!variable->getType().isConstQualified() &&
		   !(variable->hasDefinition() == clang::VarDecl::Definition &&
		     unit_.is_users(variable->getLocation()))) {
		below(name->getBeginLoc(), "uses " + spelled + ", a variable of C, which others may change at any time",
		      "use the library's function for it");
	}
	return true;
}

bool Walker::VisitCallExpr(clang::CallExpr *call)
{
	const clang::FunctionDecl *callee = call->getDirectCallee();

	if (!callee)
		return true;
	if (loans::is_std(callee, "bit_cast")) {
		if (has_pointer(call->getType()))
			below(call->getBeginLoc(), "makes an address of other bits with std::bit_cast", mark_it);
		return true;
	}
	if (!callee->getBuiltinID() || !callee->getIdentifier() || !callee->getName().starts_with("__"))
		return true;
	bool touches = callee->getName() == "__builtin_unreachable" || callee->getName() == "__builtin_assume" ||
		       (callee->getReturnType()->isAnyPointerType());

	for (const clang::Expr *argument : call->arguments())
		touches |= argument->IgnoreParenImpCasts()->getType()->isAnyPointerType() ||
			   argument->getType()->isAnyPointerType();
	if (touches && !is_harmless_builtin(callee->getName()) && !stays_within_arrays(call, unit_.context()))
		below(call->getBeginLoc(), "uses " + callee->getNameAsString() + ", which trusts its arguments",
		      mark_it);
	return true;
}

bool Walker::VisitCXXReinterpretCastExpr(clang::CXXReinterpretCastExpr *cast)
{
	below(cast->getBeginLoc(), "takes the bits of one type for another with reinterpret_cast",
	      "copy the value with copy_from_bytes() or as_bytes(), which check the size and the type");
	return true;
}

bool Walker::VisitCXXConstCastExpr(clang::CXXConstCastExpr *cast)
{
	const clang::QualType to = cast->getTypeAsWritten();

	if (cast->isTypeDependent() || to->isDependentType() ||
	    removes_const(cast->getSubExprAsWritten()->getType(), to))
		below(cast->getBeginLoc(), "removes const, which says that several tasks may use the object at once",
		      "put what changes into a lock or an Atomic, whose operations are const");
	return true;
}

bool Walker::VisitExplicitCastExpr(clang::ExplicitCastExpr *cast)
{
	if (clang::isa<clang::CXXReinterpretCastExpr, clang::CXXConstCastExpr, clang::BuiltinBitCastExpr>(cast))
		return true;
	const clang::QualType from = cast->getSubExprAsWritten()->getType();
	const clang::QualType to = cast->getTypeAsWritten();

	switch (cast->getCastKind()) {
	case clang::CK_BitCast:
		if (!target_of(to).isNull() && target_of(to)->isVoidType() && !removes_const(from, to))
			break;
		[[fallthrough]];
	case clang::CK_LValueBitCast:
	case clang::CK_ReinterpretMemberPointer:
	case clang::CK_AddressSpaceConversion:
		below(cast->getBeginLoc(),
		      "casts '" + from.getAsString() + "' to '" + to.getAsString() + "' without a check",
		      "keep the type, or copy the value with copy_from_bytes(), which checks the size and the type");
		break;
	case clang::CK_IntegralToPointer:
	case clang::CK_PointerToIntegral:
		below(cast->getBeginLoc(), "casts between an integer and a pointer",
		      "an address of user space belongs into a UserSlice, and an object's identity needs no number");
		break;
	case clang::CK_BaseToDerived:
	case clang::CK_BaseToDerivedMemberPointer:
		below(cast->getBeginLoc(),
		      "casts '" + from.getAsString() + "' down to '" + to.getAsString() + "' without a check",
		      "use a virtual function, or OneOf for a value of several types");
		break;
	case clang::CK_NoOp:
		if (!to->isDependentType() && removes_const(from, to))
			below(cast->getBeginLoc(),
			      "removes const, which says that several tasks may use the object at once",
			      "put what changes into a lock or an Atomic, whose operations are const");
		break;
	default:
		break;
	}
	return true;
}

bool Walker::VisitBinaryOperator(clang::BinaryOperator *operation)
{
	switch (operation->getOpcode()) {
	case clang::BO_Add:
	case clang::BO_Sub:
	case clang::BO_AddAssign:
	case clang::BO_SubAssign:
		break;
	default:
		return true;
	}
	if (operation->isTypeDependent() || !operation->getType()->isAnyPointerType())
		return true; // the difference of two pointers is a number
	below(operation->getBeginLoc(), "calculates with a pointer, which nobody keeps inside its object",
	      "use a Span and its first(), drop(), sub() and get()");
	return true;
}

bool Walker::VisitUnaryOperator(clang::UnaryOperator *operation)
{
	if (operation->isIncrementDecrementOp() && !operation->isTypeDependent() &&
	    operation->getType()->isAnyPointerType())
		below(operation->getBeginLoc(), "moves a pointer, which nobody keeps inside its object",
		      "use a Span and its first(), drop(), sub() and get()");
	return true;
}

bool Walker::VisitArraySubscriptExpr(clang::ArraySubscriptExpr *subscript)
{
	if (subscript->isTypeDependent() || subscript->getBase()->isTypeDependent())
		return true;
	const clang::Expr *base = subscript->getBase()->IgnoreParenImpCasts();

	// An array has a size, which out-of-bounds looks at.
	if (base->getType()->isConstantArrayType() || !subscript->getBase()->getType()->isAnyPointerType())
		return true;
	// The compiler evaluates a constant, and stays within the object.
	if (!subscript->isValueDependent() && subscript->isCXX11ConstantExpr(unit_.context()))
		return true;
	below(subscript->getBeginLoc(), "indexes a pointer, which knows no size",
	      "use a Span, whose get() returns null outside of its size");
	return true;
}

bool Walker::VisitMemberExpr(clang::MemberExpr *member)
{
	const auto *field = clang::dyn_cast<clang::FieldDecl>(member->getMemberDecl());

	if (field && field->getParent()->isUnion() && !field->isUnnamedBitField() && !field->getName().empty())
		below(member->getMemberLoc(),
		      "uses the member '" + field->getNameAsString() +
			      "' of a union, which may hold another one at the time",
		      "use OneOf for one of several types, and shifts or copy_from_bytes() for the bytes of a number");
	return true;
}

bool Walker::VisitGCCAsmStmt(clang::GCCAsmStmt *assembler)
{
	below(assembler->getBeginLoc(), "is assembler, which the compiler does not check",
	      "use the library's function for it");
	return true;
}

bool Walker::VisitFileScopeAsmDecl(clang::FileScopeAsmDecl *assembler)
{
	below(assembler->getLocation(), "is assembler, which the compiler does not check",
	      "use the library's function for it");
	return true;
}

bool Walker::VisitCXXNewExpr(clang::CXXNewExpr *expression)
{
	if (expression->getNumPlacementArgs())
		below(expression->getBeginLoc(), "makes an object in memory that nobody checks",
		      "keep the object in a Slot, or use make_box() or make_arc()");
	else
		below(expression->getBeginLoc(), "makes an object that nobody owns", "use make_box() or make_arc()");
	return true;
}

bool Walker::VisitCXXDeleteExpr(clang::CXXDeleteExpr *expression)
{
	below(expression->getBeginLoc(), "destroys an object that others may still use",
	      "own the object with a Box, which destroys it");
	return true;
}

bool Walker::VisitCXXMemberCallExpr(clang::CXXMemberCallExpr *call)
{
	if (clang::isa_and_nonnull<clang::CXXDestructorDecl>(call->getMethodDecl()))
		below(call->getExprLoc(), "destroys an object that its owner will destroy again",
		      "keep an object that ends early in a Slot or a Box, and call reset()");
	return true;
}

bool Walker::VisitVAArgExpr(clang::VAArgExpr *argument)
{
	below(argument->getBeginLoc(), "takes an argument whose type nobody checks", "use a template with a pack");
	return true;
}

bool Walker::VisitDeclaratorDecl(clang::DeclaratorDecl *declaration)
{
	if (has_volatile(declaration->getType()) && !clang::isa<clang::FunctionDecl>(declaration))
		below(declaration->getLocation(),
		      "declares '" + declaration->getNameAsString() +
			      "' volatile, which neither makes an access atomic nor orders it",
		      "use Atomic<T>, or IoMem for the registers of a device");
	return true;
}

bool Walker::VisitVarDecl(clang::VarDecl *variable)
{
	if (!variable->hasGlobalStorage() || variable->isConstexpr() || variable->getType()->isDependentType() ||
	    variable->getType().isConstQualified() || variable->getDescribedVarTemplate() ||
	    variable->isThisDeclarationADefinition() == clang::VarDecl::DeclarationOnly)
		return true;
	const clang::NamedDecl *why = nullptr;
	std::set<const clang::CXXRecordDecl *> seen;

	if (!is_plain(variable->getType(), seen, why))
		return true;
	std::string what = "declares '" + variable->getNameAsString() + "', which every task can change at once";

	if (why)
		what += " with '" + why->getNameAsString() + "'";
	below(variable->getLocation(), std::move(what),
	      "make it const or an Atomic, or give it to a lock: Mutex<T, \"class\">; what belongs to the module is "
	      "best a member of the class that KERNEL_MODULE names");
	return true;
}

} // namespace kxx::check::boundary
