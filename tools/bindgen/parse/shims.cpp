// SPDX-License-Identifier: GPL-2.0
#include "parse/shims.hpp"

#include "parse/spelling.hpp"

#include <clang/AST/PrettyPrinter.h>

namespace kxx::bindgen {

bool by_shim(const clang::FunctionDecl *decl)
{
	return decl->getStorageClass() == clang::SC_Static ||
	       decl->getCanonicalDecl()->getStorageClass() == clang::SC_Static;
}

std::string shim_symbol(ShimOf of, const std::string &name)
{
	return (of == ShimOf::InlineFunction ? "kxx_i_" : "kxx_m_") + name;
}

/// A declaration of `name` as C writes it.
static std::string c_type(const clang::ASTContext &context, clang::QualType type, const std::string &name)
{
	clang::PrintingPolicy policy(context.getLangOpts());
	std::string text = name;

	type.getAsStringInternal(text, policy);
	return text;
}

/// The head of a C++ function with the same signature, for tools that write callers.
static std::string caller(Types &types, const clang::FunctionDecl *decl, const std::string &name)
{
	Scope scope;

	return types.print_function(decl, "kxx_call_" + name, scope, Parameters::Numbered) +
	       " { return ::" + cxx_name(name) + "(";
}

Shim make_shim(const Unit &unit, Types &types, const clang::FunctionDecl *decl, ShimOf of, const std::string &name,
	       const std::string &header)
{
	const clang::ASTContext &context = unit.context();
	Shim shim;

	shim.name = shim_symbol(of, name);
	shim.header = header;
	shim.is_macro = of != ShimOf::InlineFunction;
	if (decl->isVariadic())
		throw Unrepresentable("inline function with variable arguments");
	for (unsigned i = 0; i < decl->getNumParams(); ++i) {
		clang::QualType type = decl->getParamDecl(i)->getType();
		std::string arg = "kxx_a" + std::to_string(i);

		if (anonymous_record(type))
			throw Unrepresentable("parameter of an anonymous type");
		if (const auto *decayed = type->getAs<clang::DecayedType>())
			if (!decayed->getOriginalType()->isFunctionType())
				type = types.is_va_list(decayed->getOriginalType()) ? decayed->getOriginalType()
										    : decayed->getDecayedType();
		shim.parameters += (i ? ", " : "") + c_type(context, type, arg);
		shim.arguments += (i ? ", " : "") + arg;
	}
	if (shim.parameters.empty())
		shim.parameters = "void";
	clang::QualType result = decl->getReturnType();
	shim.result = c_type(context, result.getUnqualifiedType(), "");
	if (result->isFunctionPointerType())
		shim.result = "__typeof__(" + shim.result + ")";
	switch (of) {
	case ShimOf::InlineFunction:
		shim.call = "(" + name + ")(" + shim.arguments + ")";
		break;
	case ShimOf::Macro:
		shim.call = name + "(" + shim.arguments + ")";
		break;
	case ShimOf::Value:
		shim.call = name;
		break;
	}
	shim.text = "__attribute__((always_inline)) " + shim.result + " " + shim.name + "(" + shim.parameters + ") { " +
		    (result->isVoidType() ? "" : "return ") + shim.call + "; }";
	shim.cxx_caller = caller(types, decl, name);
	return shim;
}

} // namespace kxx::bindgen
