// SPDX-License-Identifier: GPL-2.0
#include "parse/types.hpp"

#include "parse/spelling.hpp"

#include <utility>

namespace kxx::bindgen {

Types::Types(Unit &unit)
	: unit_(unit), tags_(unit.model()), typedefs_(unit, *this), enums_(unit, *this), records_(unit, *this)
{
}

std::string qualifiers(clang::Qualifiers quals)
{
	std::string text;

	if (quals.hasConst())
		text += "const ";
	if (quals.hasVolatile())
		text += "volatile ";
	return text;
}

std::string Types::print(clang::QualType type, const std::string &inner, Scope &scope)
{
	clang::SplitQualType split = type.split();
	std::string quals = qualifiers(split.Quals);
	const clang::Type *t = split.Ty;

	switch (t->getTypeClass()) {
	case clang::Type::Elaborated:
		return print(requalify(clang::cast<clang::ElaboratedType>(t)->desugar(), split.Quals), inner, scope);
	case clang::Type::Attributed:
		return print(requalify(clang::cast<clang::AttributedType>(t)->getModifiedType(), split.Quals), inner,
			     scope);
	case clang::Type::Decayed:
		// A va_list is an array of an unnamed type; as a parameter it also keeps this type.
		if (clang::QualType original = clang::cast<clang::DecayedType>(t)->getOriginalType();
		    is_va_list(original))
			return print(original, inner, scope);
		[[fallthrough]];
	case clang::Type::Adjusted:
		return print(requalify(clang::cast<clang::AdjustedType>(t)->getAdjustedType(), split.Quals), inner,
			     scope);
	case clang::Type::Typedef:
		return print_typedef(clang::cast<clang::TypedefType>(t), split.Quals, inner, scope);
	case clang::Type::Builtin: {
		clang::PrintingPolicy policy(unit_.context().getLangOpts());
		policy.Bool = true;
		std::string name = clang::cast<clang::BuiltinType>(t)->getName(policy).str();
		return join(quals + name, inner);
	}
	case clang::Type::Pointer:
		return print_pointer(clang::cast<clang::PointerType>(t)->getPointeeType(), split.Quals, inner, scope);
	case clang::Type::ConstantArray: {
		const auto *array = clang::cast<clang::ConstantArrayType>(t);
		return print(requalify(array->getElementType(), split.Quals),
			     inner + "[" + std::to_string(array->getSize().getZExtValue()) + "]", scope);
	}
	case clang::Type::IncompleteArray:
		return print(requalify(clang::cast<clang::IncompleteArrayType>(t)->getElementType(), split.Quals),
			     inner + "[]", scope);
	case clang::Type::FunctionProto:
	case clang::Type::FunctionNoProto:
		return print_function(clang::cast<clang::FunctionType>(t), nullptr, inner, scope, Parameters::Unnamed);
	case clang::Type::Record:
	case clang::Type::Enum:
		return print_tag(clang::cast<clang::TagType>(t)->getDecl(), quals, inner, scope);
	case clang::Type::Vector: {
		const auto *vector = clang::cast<clang::VectorType>(t);
		return print(requalify(vector->getElementType(), split.Quals),
			     join("__attribute__((vector_size(" +
					  std::to_string(unit_.context().getTypeSizeInChars(type).getQuantity()) +
					  ")))",
				  inner),
			     scope);
	}
	case clang::Type::Complex:
		return "__complex__ " +
		       print(requalify(clang::cast<clang::ComplexType>(t)->getElementType(), split.Quals), inner,
			     scope);
	case clang::Type::VariableArray:
		throw Unrepresentable("array of variable size");
	default: {
		clang::QualType once = clang::QualType(t, 0).getSingleStepDesugaredType(unit_.context());
		if (once.getTypePtr() == t)
			throw Unrepresentable(std::string("type class ") + t->getTypeClassName());
		return print(requalify(once, split.Quals), inner, scope);
	}
	}
}

std::string Types::print_pointer(clang::QualType pointee, clang::Qualifiers quals, const std::string &inner,
				 Scope &scope)
{
	std::string text = "*";

	if (quals.hasConst())
		text += "const";
	if (quals.hasVolatile())
		text += text.size() > 1 ? " volatile" : "volatile";
	if (text.size() > 1 && !inner.empty())
		text += " ";
	text += inner;
	const clang::Type *bare = strip(pointee);
	const bool to_array = clang::isa<clang::ArrayType>(bare);
	if (to_array || clang::isa<clang::FunctionType>(bare))
		text = "(" + text + ")";
	// In C++ the elements of an array must be complete even behind a pointer to the array.
	const bool complete = std::exchange(scope.complete, to_array);
	std::string result = print(pointee, text, scope);
	scope.complete = complete;
	return result;
}

bool Types::is_va_list(clang::QualType type) const
{
	return unit_.context().hasSameUnqualifiedType(type, unit_.context().getBuiltinVaListType());
}

clang::QualType Types::requalify(clang::QualType type, clang::Qualifiers quals) const
{
	return unit_.context().getQualifiedType(type, quals);
}

const clang::Type *Types::strip(clang::QualType type) const
{
	for (;;) {
		const clang::Type *t = type.getTypePtr();

		if (clang::isa<clang::TypedefType>(t)) {
			const auto *def = clang::cast<clang::TypedefType>(t);
			if (!is_builtin_type(def->getDecl()->getName().str()))
				return t;
		}
		clang::QualType once = type.getSingleStepDesugaredType(unit_.context());
		if (once.getTypePtr() == t)
			return t;
		type = once;
	}
}

std::string Types::print_typedef(const clang::TypedefType *type, clang::Qualifiers quals, const std::string &inner,
				 Scope &scope)
{
	const clang::TypedefNameDecl *def = type->getDecl()->getCanonicalDecl();
	std::string name = def->getName().str();

	if (def->isImplicit() || is_builtin_type(name)) {
		if (name == "__builtin_va_list")
			return join(qualifiers(quals) + name, inner);
		if (name == "__int128_t")
			return join(qualifiers(quals) + "__int128", inner);
		if (name == "__uint128_t")
			return join(qualifiers(quals) + "unsigned __int128", inner);
		return print(requalify(def->getUnderlyingType(), quals), inner, scope);
	}
	if (const clang::TagDecl *tag = named_tag(def))
		return print_tag(tag, qualifiers(quals), inner, scope);
	int entity = typedefs_.entity(def);
	if (entity < 0)
		return print(requalify(def->getUnderlyingType(), quals), inner, scope);
	if (scope.needs)
		scope.needs->insert(entity);
	// If a typedef of a record is used by value, it counts as the record.
	if (scope.complete)
		if (const auto *record = value_of(def->getUnderlyingType())->getAs<clang::RecordType>())
			need_record(record->getDecl(), scope);
	std::string spelled = cxx_name(name);
	if (scope.fields && scope.fields->count(name))
		spelled = "::" + spelled;
	return join(qualifiers(quals) + spelled, inner);
}

clang::QualType Types::value_of(clang::QualType type) const
{
	while (const clang::ArrayType *array = unit_.context().getAsArrayType(type))
		type = array->getElementType();
	return type.getCanonicalType();
}

std::string Types::print_tag(const clang::TagDecl *tag, const std::string &quals, const std::string &inner,
			     Scope &scope)
{
	// The type that a va_list consists of; GCC also has it, without a name.
	if (tag->isImplicit())
		throw Unrepresentable("type of the compiler's own that has no name");
	if (const auto *record = clang::dyn_cast<clang::RecordDecl>(tag)) {
		if (scope.complete || !record->getIdentifier())
			need_record(record, scope);
	} else {
		int entity = enums_.entity(clang::cast<clang::EnumDecl>(tag), scope.hint);
		if (entity >= 0 && scope.needs)
			scope.needs->insert(entity);
	}
	return join(quals + tag_keyword(tag) + " " + tags_.name(tag, scope.hint), inner);
}

void Types::need_record(const clang::RecordDecl *record, Scope &scope)
{
	int entity = records_.entity(record, scope.hint);

	if (entity >= 0 && scope.needs && scope.complete)
		scope.needs->insert(entity);
}

std::string Types::print_function(const clang::FunctionDecl *decl, const std::string &inner, Scope &scope,
				  Parameters parameters)
{
	return print_function(decl->getType()->castAs<clang::FunctionType>(), decl, inner, scope, parameters);
}

std::string Types::print_function(const clang::FunctionType *type, const clang::FunctionDecl *decl,
				  const std::string &inner, Scope &scope, Parameters parameters)
{
	const bool complete = std::exchange(scope.complete, false);
	std::string text = inner + "(";

	if (const auto *proto = clang::dyn_cast<clang::FunctionProtoType>(type)) {
		for (unsigned i = 0; i < proto->getNumParams(); ++i) {
			clang::QualType param = proto->getParamType(i);
			std::string name;

			if (decl && i < decl->getNumParams()) {
				const clang::ParmVarDecl *parm = decl->getParamDecl(i);
				param = parm->getType();
				if (parameters == Parameters::Numbered)
					name = "kxx_a" + std::to_string(i);
				else if (parameters == Parameters::Named)
					name = cxx_name(parm->getName().str());
			}
			// Qualifiers of a parameter itself mean nothing to callers.
			if (!param->isArrayType() && !clang::isa<clang::DecayedType>(param))
				param = param.getUnqualifiedType();
			text += (i ? ", " : "") + print(param, name, scope);
		}
		if (proto->isVariadic())
			text += proto->getNumParams() ? ", ..." : "...";
	}
	text += ")";
	std::string result = print(type->getReturnType().getUnqualifiedType(), text, scope);
	scope.complete = complete;
	return result;
}

} // namespace kxx::bindgen
