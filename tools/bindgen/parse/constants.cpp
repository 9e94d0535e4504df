// SPDX-License-Identifier: GPL-2.0
#include "parse/constants.hpp"

#include "parse/spelling.hpp"

#include <cstdlib>
#include <cstring>
#include <unordered_set>

#include <clang/AST/Expr.h>

namespace kxx::bindgen {
namespace {

/// Words that cannot be the name of a C++ constant; some are C keywords that macros replace.
bool reserved(const std::string &name)
{
	static const std::unordered_set<std::string> more = {
		"inline", "const",  "static", "signed", "int",	 "char",   "volatile",
		"extern", "sizeof", "if",     "for",	"while", "switch",
	};

	return is_keyword(name) || more.count(name);
}

/// The value as a C++ expression that has the type.
std::string integer_text(const llvm::APSInt &value, clang::QualType type, const clang::ASTContext &context)
{
	llvm::SmallString<64> digits;

	value.toString(digits, 10);
	std::string text(digits.str());
	if (type->isBooleanType())
		return value.getBoolValue() ? "true" : "false";
	unsigned width = context.getTypeSize(type);
	// No literal has 128 bits.
	if (width == 128) {
		std::string words;
		for (unsigned at : { 64, 0 }) {
			llvm::SmallString<64> word;
			value.extractBits(64, at).toStringUnsigned(word);
			words += word.str().str() + (at ? "UL << 64 | " : "UL");
		}
		return (value.isSigned() ? "(__int128)((unsigned __int128)" : "((unsigned __int128)") + words + ")";
	}
	if (width <= 32 && value.isSigned() && value.isMinSignedValue() && width == 32)
		return "-2147483647 - 1";
	if (width == 64 && value.isSigned() && value.isMinSignedValue())
		return "-9223372036854775807L - 1";
	if (width >= 32 && value.isUnsigned())
		text += "U";
	if (width == 64)
		text += "L";
	if (width == 64 && (type->isSpecificBuiltinType(clang::BuiltinType::LongLong) ||
			    type->isSpecificBuiltinType(clang::BuiltinType::ULongLong)))
		text += "L";
	return text;
}

/// Clang folds a constant variable with a known value; C does not. Unevaluated operands do not count: ioctl numbers
/// name a variable for types of a wrong size.
bool reads_variable(const clang::ASTContext &context, const clang::Stmt *expr)
{
	bool known = false;

	if (const auto *choice = clang::dyn_cast<clang::ConditionalOperator>(expr))
		if (choice->getCond()->EvaluateAsBooleanCondition(known, context))
			return reads_variable(context, choice->getCond()) ||
			       reads_variable(context, known ? choice->getTrueExpr() : choice->getFalseExpr());
	if (const auto *cast = clang::dyn_cast<clang::CastExpr>(expr))
		if (cast->getCastKind() == clang::CK_LValueToRValue)
			return true;
	if (clang::isa<clang::UnaryExprOrTypeTraitExpr>(expr))
		return false;
	for (const clang::Stmt *child : expr->children())
		if (child && reads_variable(context, child))
			return true;
	return false;
}

/// True if a pointer type can be named without any declaration.
bool has_plain_target(clang::QualType type)
{
	clang::QualType target = type->getPointeeType();

	while (target->isPointerType())
		target = target->getPointeeType();
	if (const auto *record = target->getAs<clang::RecordType>())
		return has_name(record->getDecl());
	return target->isBuiltinType();
}

Constant constant_of(const Macro &macro)
{
	Constant constant;

	constant.name = macro.name;
	constant.expansion = macro.expansion;
	constant.file = macro.file;
	return constant;
}

} // namespace

void Constants::drop(const Macro &macro, const std::string &reason) const
{
	unit_.drop("macro", macro.name, reason, macro.file);
}

void Constants::add(const clang::VarDecl *decl)
{
	const std::size_t index = std::strtoul(decl->getName().data() + std::strlen("kxx_c_"), nullptr, 10);

	if (index >= appended_.constants.size())
		return;
	const Macro &macro = *appended_.constants[index];
	const clang::Expr *init = decl->getInit();
	seen_.insert(index);
	if (reserved(macro.name))
		return drop(macro, "its name is a keyword");
	if (!init || decl->getType()->isDependentType() || init->containsErrors() || init->isValueDependent()) {
		if (!aliases_.add_type(macro))
			drop(macro, "not an expression at file scope");
		return;
	}
	const clang::Expr *bare = init->IgnoreParenImpCasts();
	if (const auto *binary = clang::dyn_cast<clang::BinaryOperator>(bare); binary && binary->isCommaOp())
		return drop(macro, "a list, not a value");
	if (const auto *string = clang::dyn_cast<clang::StringLiteral>(bare))
		return add_string(macro, string);
	if (const auto *reference = clang::dyn_cast<clang::DeclRefExpr>(bare))
		if (const auto *function = clang::dyn_cast<clang::FunctionDecl>(reference->getDecl()))
			return aliases_.add_function(macro, function);
	add_value(macro, init, decl->getType().getCanonicalType().getUnqualifiedType());
}

void Constants::add_string(const Macro &macro, const clang::StringLiteral *string)
{
	if (!string->isOrdinary())
		return drop(macro, "string of wide characters");
	Constant made = constant_of(macro);
	made.is_string = true;
	made.type = "char";
	made.value = quoted(string->getBytes());
	unit_.model().constants.push_back(made);
}

void Constants::add_value(const Macro &macro, const clang::Expr *init, clang::QualType type)
{
	Constant made = constant_of(macro);
	clang::Expr::EvalResult result;
	Scope scope;

	if (!init->EvaluateAsRValue(result, unit_.context(), true) || result.HasSideEffects ||
	    reads_variable(unit_.context(), init))
		return drop(macro, "not a constant");
	if (type->isEnumeralType())
		type = clang::cast<clang::EnumType>(type)->getDecl()->getIntegerType().getCanonicalType();
	try {
		if (result.Val.isInt() && type->isIntegerType()) {
			made.type = types_.print(type, "", scope);
			made.value = integer_text(result.Val.getInt(), type, unit_.context());
		} else if (result.Val.isLValue() && type->isPointerType() && !result.Val.getLValueBase()) {
			made.type = types_.print(type, "", scope);
			made.is_pointer = true;
			made.value = std::to_string(result.Val.getLValueOffset().getQuantity()) + "L";
			if (!has_plain_target(type))
				made.type = "void *";
		} else {
			return drop(macro, "not an integer, a string or an address");
		}
	} catch (const Unrepresentable &reason) {
		return drop(macro, reason.what());
	}
	unit_.model().constants.push_back(made);
}

void Constants::drop_absent_macros()
{
	for (std::size_t i = 0; i < appended_.constants.size(); ++i)
		if (!seen_.contains(i) && !aliases_.add_type(*appended_.constants[i]))
			drop(*appended_.constants[i], "not an expression");
}

} // namespace kxx::bindgen
