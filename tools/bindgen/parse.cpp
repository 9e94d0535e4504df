// SPDX-License-Identifier: GPL-2.0
#include "parse.hpp"

#include "kbuild_flags.hpp"

#include <clang/AST/ASTConsumer.h>
#include <clang/AST/ASTContext.h>
#include <clang/AST/Attr.h>
#include <clang/AST/Decl.h>
#include <clang/AST/Expr.h>
#include <clang/AST/RecordLayout.h>
#include <clang/AST/Type.h>
#include <clang/Basic/DiagnosticIDs.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/CompilerInvocation.h>
#include <clang/Frontend/FrontendActions.h>
#include <clang/Lex/PreprocessorOptions.h>
#include <llvm/Support/MemoryBuffer.h>

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace kxx::bindgen {
namespace {

/// A C construct for which C++ has no declaration.
struct Unrepresentable : std::runtime_error {
	using std::runtime_error::runtime_error;
};

const std::unordered_set<std::string> keywords = {
	"alignas",	 "alignof",	"and",		"and_eq",	"asm",
	"bitand",	 "bitor",	"bool",		"catch",	"char16_t",
	"char32_t",	 "char8_t",	"class",	"co_await",	"co_return",
	"co_yield",	 "compl",	"concept",	"const_cast",	"consteval",
	"constexpr",	 "constinit",	"decltype",	"delete",	"dynamic_cast",
	"explicit",	 "export",	"false",	"friend",	"mutable",
	"namespace",	 "new",		"noexcept",	"not",		"not_eq",
	"nullptr",	 "operator",	"or",		"or_eq",	"private",
	"protected",	 "public",	"register",	"reinterpret_cast", "requires",
	"static_assert", "static_cast", "template",	"this",		"thread_local",
	"throw",	 "true",	"try",		"typeid",	"typename",
	"using",	 "virtual",	"wchar_t",	"xor",		"xor_eq",
	"typeof",
};

/// typedefs of these names are C++ types already.
const std::unordered_set<std::string> builtin_types = { "bool", "wchar_t", "char8_t", "char16_t",
							"char32_t" };

std::string cxx_name(const std::string &name)
{
	return keywords.count(name) ? name + "_" : name;
}

std::string join(const std::string &left, const std::string &right)
{
	return right.empty() ? left : left + " " + right;
}

std::string quoted(llvm::StringRef bytes)
{
	static const char digits[] = "01234567";
	std::string text = "\"";

	for (unsigned char c : bytes) {
		if (c == '"' || c == '\\') {
			text += '\\';
			text += c;
		} else if (c >= 32 && c < 127) {
			text += c;
		} else {
			text += '\\';
			text += digits[c >> 6];
			text += digits[(c >> 3) & 7];
			text += digits[c & 7];
		}
	}
	return text + "\"";
}

class Walker {
public:
	Walker(Model &model, clang::ASTContext &context, unsigned constants_start,
	       const std::vector<Macro *> &constants, unsigned prototypes_start,
	       const std::vector<const MacroPrototype *> &prototypes)
		: model_(model), context_(context), sources_(context.getSourceManager()),
		  constants_start_(constants_start), prototypes_start_(prototypes_start),
		  constant_macros_(constants), prototypes_(prototypes)
	{
		for (std::size_t i = 0; i < model.files.size(); ++i)
			file_of_key_[model.files[i].key] = i;
	}

	void walk()
	{
		const clang::TranslationUnitDecl *unit = context_.getTranslationUnitDecl();

		for (const clang::Decl *decl : unit->decls())
			if (const auto *def = clang::dyn_cast<clang::TypedefNameDecl>(decl))
				note_typedef(def);
		for (const MacroPrototype *prototype : prototypes_)
			macro_names_.insert(prototype->name);
		for (const clang::Decl *decl : unit->decls()) {
			if (decl->isImplicit() || !decl->getLocation().isValid())
				continue;
			top_level(decl);
		}
		for (const MacroPrototype &prototype : model_.prototypes)
			if (!model_.macros.count(prototype.name) &&
			    context_.getTranslationUnitDecl()
				    ->lookup(&context_.Idents.get(prototype.name))
				    .empty())
				drop("macro", prototype.name, "this kernel does not have it",
				     file_of_header(prototype.header));
		for (const MacroPrototype *prototype : prototypes_)
			if (!prototype_seen_.count(prototype->name))
				drop("macro", prototype->name,
				     "its prototype in bindings/macros.h does not parse with this "
				     "kernel's types",
				     file_of_header(prototype->header));
		finish_flexible();
	}

private:
	struct Scope {
		std::set<int> *needs = nullptr;
		/// Field names of the record being written, which hide typedefs.
		const std::unordered_set<std::string> *fields = nullptr;
		std::string hint;
		/// A definition needs by-value records complete; a declaration does not.
		bool complete = false;
	};

	// -- places ---------------------------------------------------------------

	unsigned offset_of(clang::SourceLocation location) const
	{
		return sources_.getFileOffset(sources_.getExpansionLoc(location));
	}

	int file_at(unsigned offset) const
	{
		auto after = std::upper_bound(
			model_.origins.begin(), model_.origins.end(), offset,
			[](unsigned value, const TextOrigin &o) { return value < o.offset; });

		return after == model_.origins.begin() ? -1 : std::prev(after)->file;
	}

	int file_of(const clang::Decl *decl) const { return file_at(offset_of(decl->getLocation())); }

	int file_of_header(const std::string &header) const
	{
		std::string key = header.ends_with(".h") ? header.substr(0, header.size() - 2) :
							   header;
		auto found = file_of_key_.find(key);

		return found == file_of_key_.end() ? -1 : found->second;
	}

	std::string shim_header(int file) const
	{
		if (file < 0 || model_.files[file].root.empty())
			return "linux/module.h";
		return model_.files[file].root;
	}

	void drop(const std::string &kind, const std::string &name, const std::string &reason,
		  int file)
	{
		model_.dropped.push_back({ kind, name, reason, file });
	}

	// -- names ----------------------------------------------------------------

	void note_typedef(const clang::TypedefNameDecl *def)
	{
		const clang::TagDecl *tag = nullptr;

		if (const auto *type = def->getUnderlyingType()->getAs<clang::TagType>())
			if (clang::isa<clang::ElaboratedType>(def->getUnderlyingType()) &&
			    !def->getUnderlyingType().hasQualifiers())
				tag = type->getDecl()->getCanonicalDecl();
		typedef_tags_.try_emplace(def->getName().str(), tag);
	}

	/// The C++ name of a tag; anonymous ones are named after what uses them.
	std::string tag_name(const clang::TagDecl *tag, const std::string &hint)
	{
		tag = tag->getCanonicalDecl();
		auto known = tag_names_.find(tag);
		if (known != tag_names_.end())
			return known->second;

		std::string name;
		if (const clang::IdentifierInfo *id = tag->getIdentifier()) {
			name = cxx_name(id->getName().str());
			auto same = typedef_tags_.find(id->getName().str());
			if (same != typedef_tags_.end() && same->second != tag &&
			    !builtin_types.count(id->getName().str())) {
				name += "_tag";
				++model_.renamed;
			}
		} else if (const clang::TypedefNameDecl *def = tag->getTypedefNameForAnonDecl()) {
			name = cxx_name(def->getName().str());
		} else {
			name = (hint.empty() ? "anonymous" : hint) + "__type";
		}
		while (!tag_names_used_.insert(name).second)
			name += "_";
		return tag_names_[tag] = name;
	}

	static const char *tag_keyword(const clang::TagDecl *tag)
	{
		return tag->isEnum() ? "enum" : tag->isUnion() ? "union" : "struct";
	}

	// -- types ----------------------------------------------------------------

	std::string qualifiers(clang::Qualifiers quals) const
	{
		std::string text;

		if (quals.hasConst())
			text += "const ";
		if (quals.hasVolatile())
			text += "volatile ";
		return text;
	}

	/// Writes a declarator of `type` around `inner`.
	std::string print(clang::QualType type, const std::string &inner, Scope &scope)
	{
		clang::SplitQualType split = type.split();
		std::string quals = qualifiers(split.Quals);
		const clang::Type *t = split.Ty;

		switch (t->getTypeClass()) {
		case clang::Type::Elaborated:
			return print(requalify(clang::cast<clang::ElaboratedType>(t)->desugar(),
					       split.Quals),
				     inner, scope);
		case clang::Type::Attributed:
			return print(requalify(clang::cast<clang::AttributedType>(t)
						       ->getModifiedType(),
					       split.Quals),
				     inner, scope);
		case clang::Type::Decayed:
			// A va_list is an array of an unnamed type; as a parameter it also keeps
			// this type.
			if (clang::QualType original =
				    clang::cast<clang::DecayedType>(t)->getOriginalType();
			    is_va_list(original))
				return print(original, inner, scope);
			[[fallthrough]];
		case clang::Type::Adjusted:
			return print(requalify(clang::cast<clang::AdjustedType>(t)
						       ->getAdjustedType(),
					       split.Quals),
				     inner, scope);
		case clang::Type::Typedef:
			return print_typedef(clang::cast<clang::TypedefType>(t), split.Quals, inner,
					     scope);
		case clang::Type::Builtin: {
			clang::PrintingPolicy policy(context_.getLangOpts());
			policy.Bool = true;
			std::string name =
				clang::cast<clang::BuiltinType>(t)->getName(policy).str();
			return join(quals + name, inner);
		}
		case clang::Type::Pointer: {
			clang::QualType pointee =
				clang::cast<clang::PointerType>(t)->getPointeeType();
			std::string text = "*";

			if (split.Quals.hasConst())
				text += "const";
			if (split.Quals.hasVolatile())
				text += text.size() > 1 ? " volatile" : "volatile";
			if (text.size() > 1 && !inner.empty())
				text += " ";
			text += inner;
			const clang::Type *bare = strip(pointee);
			if (clang::isa<clang::FunctionType>(bare) ||
			    clang::isa<clang::ArrayType>(bare))
				text = "(" + text + ")";
			bool complete = scope.complete;
			// The element type of an array that a pointer points to must be complete in
			// C++.
			scope.complete = complete && clang::isa<clang::ArrayType>(bare);
			if (clang::isa<clang::ArrayType>(bare))
				scope.complete = true;
			std::string result = print(pointee, text, scope);
			scope.complete = complete;
			return result;
		}
		case clang::Type::ConstantArray: {
			const auto *array = clang::cast<clang::ConstantArrayType>(t);
			return print(requalify(array->getElementType(), split.Quals),
				     inner + "[" +
					     std::to_string(array->getSize().getZExtValue()) + "]",
				     scope);
		}
		case clang::Type::IncompleteArray:
			return print(requalify(clang::cast<clang::IncompleteArrayType>(t)
						       ->getElementType(),
					       split.Quals),
				     inner + "[]", scope);
		case clang::Type::FunctionProto:
		case clang::Type::FunctionNoProto:
			return print_function(clang::cast<clang::FunctionType>(t), inner, scope,
					      nullptr, false);
		case clang::Type::Record:
		case clang::Type::Enum:
			return print_tag(clang::cast<clang::TagType>(t)->getDecl(), quals, inner,
					 scope);
		case clang::Type::Vector: {
			const auto *vector = clang::cast<clang::VectorType>(t);
			return print(requalify(vector->getElementType(), split.Quals),
				     join("__attribute__((vector_size(" +
						  std::to_string(context_.getTypeSizeInChars(type)
									 .getQuantity()) +
						  ")))",
					  inner),
				     scope);
		}
		case clang::Type::Complex:
			return "__complex__ " +
			       print(requalify(clang::cast<clang::ComplexType>(t)->getElementType(),
					       split.Quals),
				     inner, scope);
		case clang::Type::VariableArray:
			throw Unrepresentable("array of variable size");
		default: {
			clang::QualType once = clang::QualType(t, 0).getSingleStepDesugaredType(
				context_);
			if (once.getTypePtr() == t)
				throw Unrepresentable(std::string("type class ") +
						      t->getTypeClassName());
			return print(requalify(once, split.Quals), inner, scope);
		}
		}
	}

	/// The compiler's own va_list, under whatever typedef.
	bool is_va_list(clang::QualType type) const
	{
		return context_.hasSameUnqualifiedType(type, context_.getBuiltinVaListType());
	}

	clang::QualType requalify(clang::QualType type, clang::Qualifiers quals) const
	{
		return context_.getQualifiedType(type, quals);
	}

	const clang::Type *strip(clang::QualType type) const
	{
		for (;;) {
			const clang::Type *t = type.getTypePtr();

			if (clang::isa<clang::TypedefType>(t)) {
				const auto *def = clang::cast<clang::TypedefType>(t);
				if (!builtin_types.count(def->getDecl()->getName().str()))
					return t;
			}
			clang::QualType once = type.getSingleStepDesugaredType(context_);
			if (once.getTypePtr() == t)
				return t;
			type = once;
		}
	}

	std::string print_typedef(const clang::TypedefType *type, clang::Qualifiers quals,
				  const std::string &inner, Scope &scope)
	{
		const clang::TypedefNameDecl *def = type->getDecl()->getCanonicalDecl();
		std::string name = def->getName().str();

		if (def->isImplicit() || builtin_types.count(name)) {
			if (name == "__builtin_va_list" || name == "__int128_t" ||
			    name == "__uint128_t")
				return join(qualifiers(quals) + (name == "__int128_t" ?
									 "__int128" :
								 name == "__uint128_t" ?
									 "unsigned __int128" :
									 name),
					    inner);
			return print(requalify(def->getUnderlyingType(), quals), inner, scope);
		}
		if (const clang::TagDecl *tag = named_tag(def))
			return print_tag(tag, qualifiers(quals), inner, scope);
		int entity = typedef_entity(def);
		if (entity < 0)
			return print(requalify(def->getUnderlyingType(), quals), inner, scope);
		if (scope.needs)
			scope.needs->insert(entity);
		// If a typedef of a record is used by value, it counts as the record.
		if (scope.complete)
			if (const auto *record =
				    value_of(def->getUnderlyingType())->getAs<clang::RecordType>())
				need_record(record->getDecl(), scope);
		std::string spelled = cxx_name(name);
		if (scope.fields && scope.fields->count(name))
			spelled = "::" + spelled;
		return join(qualifiers(quals) + spelled, inner);
	}

	clang::QualType value_of(clang::QualType type) const
	{
		while (const clang::ArrayType *array = context_.getAsArrayType(type))
			type = array->getElementType();
		return type.getCanonicalType();
	}

	/// The tag for which a typedef is only the name: `typedef struct {} x`,
	/// `typedef struct x x`.
	const clang::TagDecl *named_tag(const clang::TypedefNameDecl *def) const
	{
		const auto *type = def->getUnderlyingType()->getAs<clang::TagType>();

		if (!type || def->getUnderlyingType().hasQualifiers() ||
		    !clang::isa<clang::ElaboratedType>(def->getUnderlyingType()))
			return nullptr;
		if (def->getUnderlyingType()->getAs<clang::TypedefType>())
			return nullptr;
		const clang::TagDecl *tag = type->getDecl();
		if (!tag->getIdentifier()) {
			const clang::TypedefNameDecl *name = tag->getTypedefNameForAnonDecl();
			return name && name->getCanonicalDecl() == def->getCanonicalDecl() ?
				       tag :
				       nullptr;
		}
		return tag->getName() == def->getName() ? tag : nullptr;
	}

	std::string print_tag(const clang::TagDecl *tag, const std::string &quals,
			      const std::string &inner, Scope &scope)
	{
		// The type that a va_list consists of; GCC also has it, without a name.
		if (tag->isImplicit())
			throw Unrepresentable("type of the compiler's own that has no name");
		if (const auto *record = clang::dyn_cast<clang::RecordDecl>(tag)) {
			if (scope.complete || !record->getIdentifier())
				need_record(record, scope);
		} else {
			int entity = enum_entity(clang::cast<clang::EnumDecl>(tag), scope.hint);
			if (entity >= 0 && scope.needs)
				scope.needs->insert(entity);
		}
		return join(quals + tag_keyword(tag) + " " + tag_name(tag, scope.hint), inner);
	}

	void need_record(const clang::RecordDecl *record, Scope &scope)
	{
		int entity = record_entity(record, scope.hint);

		if (entity >= 0 && scope.needs && scope.complete)
			scope.needs->insert(entity);
	}

	std::string print_function(const clang::FunctionType *type, const std::string &inner,
				   Scope &scope, const clang::FunctionDecl *decl, bool names,
				   bool numbered = false)
	{
		bool complete = scope.complete;
		scope.complete = false;
		std::string text = inner + "(";

		if (const auto *proto = clang::dyn_cast<clang::FunctionProtoType>(type)) {
			for (unsigned i = 0; i < proto->getNumParams(); ++i) {
				clang::QualType param = proto->getParamType(i);
				std::string name;

				if (decl && i < decl->getNumParams()) {
					const clang::ParmVarDecl *parm = decl->getParamDecl(i);
					param = parm->getType();
					if (numbered)
						name = "kxx_a" + std::to_string(i);
					else if (names)
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

	// -- entities ---------------------------------------------------------------

	int add(EntityKind kind, const std::string &name, const clang::Decl *decl)
	{
		Entity entity;

		entity.kind = kind;
		entity.name = name;
		entity.c_name = name;
		if (const auto *tag = clang::dyn_cast<clang::TagDecl>(decl))
			entity.c_name = tag->getIdentifier() || tag->getTypedefNameForAnonDecl() ?
						plain_name(tag) :
						"";
		else if (const auto *def = clang::dyn_cast<clang::TypedefNameDecl>(decl))
			entity.c_name = def->getName().str();
		entity.order = offset_of(decl->getEndLoc());
		entity.files = { file_of(decl) };
		model_.entities.push_back(entity);
		return model_.entities.size() - 1;
	}

	int typedef_entity(const clang::TypedefNameDecl *def)
	{
		def = def->getCanonicalDecl();
		auto [known, fresh] = typedefs_.try_emplace(def, -1);
		if (!fresh)
			return known->second;
		if (named_tag(def) || builtin_types.count(def->getName().str()) ||
		    def->isImplicit() || !def->getDeclContext()->isTranslationUnit())
			return -1;

		std::set<int> needs;
		Scope scope{ .needs = &needs, .hint = def->getName().str() };
		std::string name = cxx_name(def->getName().str());
		std::string text;
		unsigned align = 0;
		if (def->hasAttr<clang::AlignedAttr>())
			align = def->getMaxAlignment() / 8;
		bool heavy = def->getUnderlyingType()->isArrayType() ||
			     (align && value_of(def->getUnderlyingType())->isRecordType());
		scope.complete = heavy;
		try {
			text = "typedef " + print(def->getUnderlyingType(), name, scope);
		} catch (const Unrepresentable &reason) {
			drop("typedef", def->getName().str(), reason.what(), file_of(def));
			return -1;
		}
		if (align)
			text += " __attribute__((aligned(" + std::to_string(align) + ")))";
		int id = add(EntityKind::Typedef, name, def);
		model_.entities[id].text = text + ";\n";
		model_.entities[id].needs = needs;
		for (int need : needs)
			heavy = heavy || model_.entities[need].kind == EntityKind::Record ||
				model_.entities[need].heavy;
		model_.entities[id].heavy = heavy;
		return typedefs_[def] = id;
	}

	int enum_entity(const clang::EnumDecl *decl, const std::string &hint)
	{
		const clang::EnumDecl *canonical = decl->getCanonicalDecl();
		auto [known, fresh] = enums_.try_emplace(canonical, -1);
		if (!fresh)
			return known->second;
		const clang::EnumDecl *def = decl->getDefinition();
		bool named = decl->getIdentifier() || decl->getTypedefNameForAnonDecl() ||
			     !hint.empty();
		std::string name = named ? tag_name(decl, hint) : "";
		std::string text = name.empty() ? "enum" : "enum " + name;

		if (!def) {
			int id = add(EntityKind::Enum, name, canonical);
			model_.entities[id].text = text + " : unsigned int;\n";
			return enums_[canonical] = id;
		}
		clang::QualType integer = def->getIntegerType();
		if (def->hasAttr<clang::PackedAttr>() ||
		    context_.getTypeSize(integer) < context_.getTypeSize(context_.IntTy)) {
			Scope scope;
			text += " : " + print(integer.getCanonicalType(), "", scope);
		}
		text += " {";
		bool any = false;
		for (const clang::EnumConstantDecl *constant : def->enumerators()) {
			std::string item = constant->getName().str();

			if (item == "true" || item == "false")
				continue;
			enumerators_.insert(item);
			llvm::APSInt value = constant->getInitVal();
			llvm::SmallString<32> digits;
			value.toString(digits, 10);
			std::string number(digits.str());
			if (value.isSigned() && value.isMinSignedValue() && value.getBitWidth() >= 32)
				number = value.getBitWidth() == 32 ? "(-2147483647 - 1)" :
								     "(-9223372036854775807L - 1)";
			else if (value.isUnsigned() && value.getActiveBits() > 31)
				number += value.getActiveBits() > 32 ? "UL" : "U";
			else if (value.getSignificantBits() > 32)
				number += "L";
			model_.enumerators.push_back({ item, number, file_of(constant) });
			text += (any ? ", " : " ") + cxx_name(item) + " = " + number;
			any = true;
		}
		if (!any && name.empty())
			return -1;
		int id = add(EntityKind::Enum, name, def);
		model_.entities[id].text = text + " };\n";
		if (decl->getIdentifier() || decl->getTypedefNameForAnonDecl()) {
			TypeLayout layout;

			layout.c_name = c_spelling(def);
			layout.cxx_name = "enum " + name;
			layout.plain_name = plain_name(def);
			layout.kind = 'e';
			layout.file = file_of(def);
			layout.size = context_.getTypeSize(integer) / 8;
			layout.align = context_.getTypeAlign(integer) / 8;
			layout.is_signed = integer->isSignedIntegerType();
			model_.layouts.push_back(layout);
		}
		return enums_[canonical] = id;
	}

	/// Words that cannot be the name of a C++ constant; some are C keywords that macros
	/// replace.
	static bool reserved(const std::string &name)
	{
		static const std::unordered_set<std::string> more = {
			"inline", "const", "static", "signed", "int", "char", "volatile",
			"extern", "sizeof", "if", "for", "while", "switch",
		};

		return keywords.count(name) || more.count(name);
	}

	static std::string c_spelling(const clang::TagDecl *tag)
	{
		if (tag->getIdentifier())
			return std::string(tag_keyword(tag)) + " " + tag->getName().str();
		return tag->getTypedefNameForAnonDecl()->getName().str();
	}

	static std::string plain_name(const clang::TagDecl *tag)
	{
		return tag->getIdentifier() ? tag->getName().str() :
					      tag->getTypedefNameForAnonDecl()->getName().str();
	}

	int record_entity(const clang::RecordDecl *decl, const std::string &hint)
	{
		const clang::RecordDecl *canonical =
			clang::cast<clang::RecordDecl>(decl->getCanonicalDecl());
		auto [known, fresh] = records_.try_emplace(canonical, -1);
		if (!fresh)
			return known->second;
		const clang::RecordDecl *def = decl->getDefinition();
		if (!def || def->isInvalidDecl() || def->isImplicit())
			return -1;

		std::string name = tag_name(decl, hint);
		std::set<int> needs;
		TypeLayout layout;
		bool spelled = decl->getIdentifier() || decl->getTypedefNameForAnonDecl();
		Body body;
		body.layout = &layout;
		body.needs = &needs;
		body.outer = name;
		std::string text;
		try {
			text = record_text(def, name, body, "", "", 0, true);
		} catch (const Unrepresentable &reason) {
			drop(tag_keyword(decl), name, reason.what(), file_of(def));
			return -1;
		}
		int id = add(EntityKind::Record, name, def);
		model_.entities[id].text = text + ";\n";
		model_.entities[id].needs = needs;
		records_[canonical] = id;
		if (spelled) {
			const clang::ASTRecordLayout &place = context_.getASTRecordLayout(def);

			layout.c_name = c_spelling(def);
			layout.cxx_name = std::string(tag_keyword(def)) + " " + name;
			layout.plain_name = plain_name(def);
			layout.kind = def->isUnion() ? 'u' : 's';
			layout.file = file_of(def);
			layout.size = place.getSize().getQuantity();
			layout.align = place.getAlignment().getQuantity();
			model_.layouts.push_back(layout);
		}
		return id;
	}

	struct Body {
		TypeLayout *layout = nullptr;
		std::set<int> *needs = nullptr;
		std::string outer;
		std::unordered_set<std::string> fields;
	};

	static void collect_names(const clang::RecordDecl *def, std::unordered_set<std::string> &names)
	{
		for (const clang::FieldDecl *field : def->fields()) {
			if (!field->getName().empty())
				names.insert(field->getName().str());
			else if (const auto *record = field->getType()->getAs<clang::RecordType>())
				collect_names(record->getDecl()->getDefinition(), names);
		}
	}

	static const clang::RecordDecl *anonymous_record(clang::QualType type)
	{
		for (;;) {
			if (const auto *array = type->getAsArrayTypeUnsafe())
				type = array->getElementType();
			else if (type->isPointerType() && !type->getAs<clang::TypedefType>())
				type = type->getPointeeType();
			else
				break;
		}
		const auto *record = type->getAs<clang::RecordType>();
		if (!record || record->getDecl()->getIdentifier() ||
		    record->getDecl()->getTypedefNameForAnonDecl())
			return nullptr;
		return record->getDecl();
	}

	/// The text of a record from its keyword to the closing brace and attributes.
	/// `c_path` and `cxx_path` are the paths to the record inside the outermost one.
	std::string record_text(const clang::RecordDecl *def, const std::string &name, Body &body,
				const std::string &c_path, const std::string &cxx_path,
				uint64_t base, bool offsets)
	{
		std::string text = tag_keyword(def);
		std::string attributes = record_attributes(def);
		unsigned pack = 0;
		const clang::ASTRecordLayout &place = context_.getASTRecordLayout(def);

		if (const auto *max = def->getAttr<clang::MaxFieldAlignmentAttr>())
			pack = max->getAlignment() / 8;
		if (pack == 1) {
			attributes += attributes.empty() ? "packed" : ", packed";
			pack = 0;
		}
		if (name == body.outer)
			collect_names(def, body.fields);
		if (!attributes.empty())
			text += " __attribute__((" + attributes + "))";
		if (!name.empty())
			text += " " + name;
		text += " {\n";
		// Enumerators and named types inside belong to the file scope in C.
		for (const clang::Decl *inner : def->decls())
			if (const auto *tag = clang::dyn_cast<clang::TagDecl>(inner)) {
				if (!tag->isThisDeclarationADefinition() || tag->isImplicit())
					continue;
				if (const auto *list = clang::dyn_cast<clang::EnumDecl>(tag)) {
					int id = enum_entity(list, enum_hint(def, list, body));
					if (id >= 0)
						body.needs->insert(id);
				} else if (tag->getIdentifier()) {
					record_entity(clang::cast<clang::RecordDecl>(tag), "");
				}
			}
		unsigned index = 0, fields = 0;
		const clang::RecordDecl *previous = nullptr;
		std::vector<const clang::FieldDecl *> all(def->field_begin(), def->field_end());
		for (std::size_t i = 0; i < all.size(); ++i, ++index) {
			const clang::FieldDecl *field = all[i];
			uint64_t at = base + place.getFieldOffset(index);
			const clang::RecordDecl *anonymous = anonymous_record(field->getType());
			bool shared = anonymous &&
				      ((i + 1 < all.size() &&
					anonymous_record(all[i + 1]->getType()) == anonymous) ||
				       previous == anonymous);
			// g++ requires a member with a nonzero size directly before a flexible
			// array.
			bool last = i + 1 == all.size() && !def->isUnion() && index > 0 &&
				    c_path.empty() && name == body.outer &&
				    !context_.getTypeSizeInChars(all[i - 1]->getType()).isZero();

			previous = anonymous;
			text += field_text(field, anonymous && !shared ? anonymous : nullptr, body,
					   c_path, cxx_path, at, offsets, last);
			++fields;
		}
		if (place.getSize().isZero() && def->field_empty())
			text += "\tchar __kxx_empty[0];\n";
		text += "}";
		if (pack)
			text = "\n#pragma pack(push, " + std::to_string(pack) + ")\n" + text +
			       ";\n#pragma pack(pop)\n";
		return text;
	}

	std::string enum_hint(const clang::RecordDecl *def, const clang::EnumDecl *list,
			      const Body &body) const
	{
		if (list->getIdentifier() || list->getTypedefNameForAnonDecl())
			return "";
		for (const clang::FieldDecl *field : def->fields())
			if (const auto *type = value_of(field->getType())->getAs<clang::EnumType>())
				if (type->getDecl()->getCanonicalDecl() == list->getCanonicalDecl())
					return body.outer + "_" + field->getName().str();
		return "";
	}

	std::string record_attributes(const clang::RecordDecl *def) const
	{
		std::string text;

		if (def->hasAttr<clang::PackedAttr>())
			text = "packed";
		unsigned align = def->hasAttr<clang::AlignedAttr>() ? def->getMaxAlignment() / 8 : 0;
		if (const clang::TypedefNameDecl *name = def->getTypedefNameForAnonDecl())
			if (name->hasAttr<clang::AlignedAttr>())
				align = std::max(align, name->getMaxAlignment() / 8);
		if (align)
			text += (text.empty() ? "" : ", ") +
				("aligned(" + std::to_string(align) + ")");
		return text;
	}

	std::string field_text(const clang::FieldDecl *field, const clang::RecordDecl *anonymous,
			       Body &body, const std::string &c_path, const std::string &cxx_path,
			       uint64_t at, bool offsets, bool last)
	{
		std::string raw = field->getName().str();
		std::string name = cxx_name(raw);
		// In C++, members of a class's anonymous unions must not have the name of the
		// class.
		if (name == body.outer && within_anonymous_)
			name += "_";
		std::string declarator = name;
		std::string attributes;
		Scope scope{ .needs = body.needs, .fields = &body.fields,
			     .hint = body.outer + "_" + raw, .complete = true };

		if (field->hasAttr<clang::PackedAttr>())
			attributes = "packed";
		if (field->hasAttr<clang::AlignedAttr>())
			attributes += (attributes.empty() ? "" : ", ") +
				      ("aligned(" + std::to_string(field->getMaxAlignment() / 8) +
				       ")");
		std::string c_field = c_path + raw, cxx_field = cxx_path + name;
		std::string text;
		clang::QualType type = field->getType();
		bool flexible = type->isIncompleteArrayType();
		// Several fields share it, so it becomes a named record, whose fields still count
		// here.
		const clang::RecordDecl *shared = anonymous ? nullptr : anonymous_record(type);
		if (shared && offsets && value_of(type)->isRecordType() && !type->isArrayType())
			record_text(shared->getDefinition(), "", body, c_field + ".",
				    cxx_field + ".", at, true);
		if (flexible)
			declarator += last ? "@[]" : "[0]";
		if (anonymous) {
			// Offsets inside an array of anonymous structs go through its first
			// element; behind a pointer there is no path.
			bool reach = offsets;
			std::string through_c = c_field, through_cxx = cxx_field;
			clang::QualType value = type;
			while (const auto *array = value->getAsArrayTypeUnsafe()) {
				const auto *sized = clang::dyn_cast<clang::ConstantArrayType>(array);
				if (!sized || sized->getSize().isZero())
					reach = false;
				through_c += "[0]";
				through_cxx += "[0]";
				value = array->getElementType();
			}
			if (value->isPointerType())
				reach = false;
			std::string dot_c = raw.empty() ? c_path : through_c + ".";
			std::string dot_cxx = raw.empty() ? cxx_path : through_cxx + ".";
			bool before = std::exchange(within_anonymous_, true);
			std::string inside = record_text(anonymous->getDefinition(), "", body, dot_c,
							 dot_cxx, at, reach);
			within_anonymous_ = before;
			clang::QualType element = flexible ? type->getAsArrayTypeUnsafe()
								     ->getElementType() :
							     type;
			text = qualifiers(value.getQualifiers()) + inside;
			std::string around = print_around(element, declarator);
			if (!around.empty())
				text += " " + around;
			indent(text);
		} else {
			if (flexible)
				type = type->getAsArrayTypeUnsafe()->getElementType();
			text = "\t" + print(type, declarator, scope);
		}
		int width = -1;
		if (field->isBitField()) {
			width = field->getBitWidthValue(context_);
			text += (name.empty() ? ": " : " : ") + std::to_string(width);
		}
		if (!attributes.empty())
			text += " __attribute__((" + attributes + "))";
		text += ";\n";
		if (!raw.empty() && offsets) {
			FieldLayout place;

			place.c_path = c_field;
			place.cxx_path = cxx_field;
			place.offset_bits = at;
			place.width = width;
			place.flexible = field->getType()->isIncompleteArrayType();
			if (!place.flexible)
				place.size = context_.getTypeSizeInChars(field->getType())
						     .getQuantity();
			place.is_signed = field->getType()->isSignedIntegerOrEnumerationType();
			body.layout->fields.push_back(place);
		}
		// A record by value that ends in a flexible array may not end in one in C++.
		if (const auto *record = value_of(field->getType())->getAs<clang::RecordType>())
			embedded_.insert(record_name(record->getDecl()));
		return text;
	}

	std::string record_name(const clang::RecordDecl *record)
	{
		auto known = tag_names_.find(record->getCanonicalDecl());
		return known == tag_names_.end() ? "" : known->second;
	}

	/// Only the declarator, for a type whose innermost part is already written.
	static std::string print_around(clang::QualType type, std::string inner)
	{
		for (;;) {
			if (const auto *array = type->getAsArrayTypeUnsafe()) {
				const auto *sized = clang::dyn_cast<clang::ConstantArrayType>(array);
				inner += "[" +
					 (sized ? std::to_string(sized->getSize().getZExtValue()) :
						  std::string("0")) +
					 "]";
				type = array->getElementType();
			} else if (type->isPointerType()) {
				inner = "*" + inner;
				type = type->getPointeeType();
				if (type->isArrayType())
					inner = "(" + inner + ")";
			} else {
				return inner;
			}
		}
	}

	static void indent(std::string &text)
	{
		std::string result = "\t";

		for (std::size_t i = 0; i < text.size(); ++i) {
			result += text[i];
			if (text[i] == '\n' && i + 1 < text.size() && text[i + 1] != '#')
				result += '\t';
		}
		text = result;
	}

	/// "@[]" marks a flexible array at the end of a top-level record.
	void finish_flexible()
	{
		for (Entity &entity : model_.entities) {
			if (entity.kind != EntityKind::Record)
				continue;
			std::size_t at = entity.text.find("@[]");
			if (at != std::string::npos)
				entity.text.replace(at, 3,
						    embedded_.count(entity.name) ? "[0]" : "[]");
		}
	}

	// -- functions and variables --------------------------------------------------

	std::string function_attributes(const clang::FunctionDecl *decl) const
	{
		std::string text;
		auto attribute = [&](const std::string &name) {
			text += (text.empty() ? "" : ", ") + name;
		};

		if (decl->isNoReturn())
			attribute("noreturn");
		if (decl->hasAttr<clang::ColdAttr>())
			attribute("cold");
		if (decl->hasAttr<clang::ConstAttr>())
			attribute("const");
		if (decl->hasAttr<clang::PureAttr>())
			attribute("pure");
		if (decl->hasAttr<clang::RestrictAttr>())
			attribute("malloc");
		if (decl->hasAttr<clang::ReturnsNonNullAttr>())
			attribute("returns_nonnull");
		if (const auto *size = decl->getAttr<clang::AllocSizeAttr>()) {
			std::string args =
				std::to_string(size->getElemSizeParam().getSourceIndex());
			if (size->getNumElemsParam().isValid())
				args += ", " + std::to_string(
						       size->getNumElemsParam().getSourceIndex());
			attribute("alloc_size(" + args + ")");
		}
		if (const auto *align = decl->getAttr<clang::AllocAlignAttr>())
			attribute("alloc_align(" +
				  std::to_string(align->getParamIndex().getSourceIndex()) + ")");
		if (const auto *format = decl->getAttr<clang::FormatAttr>())
			attribute("format(" + format->getType()->getName().str() + ", " +
				  std::to_string(format->getFormatIdx()) + ", " +
				  std::to_string(format->getFirstArg()) + ")");
		if (const auto *error = decl->getAttr<clang::ErrorAttr>())
			attribute(std::string(error->isError() ? "error" : "warning") + "(" +
				  quoted(error->getUserDiagnostic()) + ")");
		if (decl->hasAttr<clang::WarnUnusedResultAttr>())
			attribute("warn_unused_result");
		if (decl->hasAttr<clang::WeakAttr>())
			attribute("weak");
		return text.empty() ? "" : " __attribute__((" + text + "))";
	}

	static bool has_body(const clang::FunctionDecl *decl)
	{
		for (const clang::FunctionDecl *other : decl->redecls())
			if (other->doesThisDeclarationHaveABody() || other->hasSkippedBody())
				return true;
		return false;
	}

	static bool by_shim(const clang::FunctionDecl *decl)
	{
		return decl->getStorageClass() == clang::SC_Static ||
		       decl->getCanonicalDecl()->getStorageClass() == clang::SC_Static;
	}

	std::string c_type(clang::QualType type, const std::string &name) const
	{
		clang::PrintingPolicy policy(context_.getLangOpts());
		std::string text = name;

		type.getAsStringInternal(text, policy);
		return text;
	}

	/// Fills in the C side of a shim; throws if C cannot write it either.
	Shim make_shim(const clang::FunctionDecl *decl, const std::string &prefix,
		       const std::string &name, const std::string &header, bool value)
	{
		Shim shim;

		shim.name = prefix + name;
		shim.header = header;
		shim.is_macro = prefix == "kxx_m_";
		if (decl->isVariadic())
			throw Unrepresentable("inline function with variable arguments");
		for (unsigned i = 0; i < decl->getNumParams(); ++i) {
			clang::QualType type = decl->getParamDecl(i)->getType();
			std::string arg = "kxx_a" + std::to_string(i);

			if (anonymous_record(type))
				throw Unrepresentable("parameter of an anonymous type");
			if (const auto *decayed = type->getAs<clang::DecayedType>())
				if (!decayed->getOriginalType()->isFunctionType())
					type = is_va_list(decayed->getOriginalType()) ?
						       decayed->getOriginalType() :
						       decayed->getDecayedType();
			shim.parameters += (i ? ", " : "") + c_type(type, arg);
			shim.arguments += (i ? ", " : "") + arg;
		}
		if (shim.parameters.empty())
			shim.parameters = "void";
		clang::QualType result = decl->getReturnType();
		shim.result = c_type(result.getUnqualifiedType(), "");
		if (result->isFunctionPointerType())
			shim.result = "__typeof__(" + shim.result + ")";
		shim.call = value	  ? name :
			    shim.is_macro ? name + "(" + shim.arguments + ")" :
					    "(" + name + ")(" + shim.arguments + ")";
		shim.text = "__attribute__((always_inline)) " + shim.result + " " + shim.name +
			    "(" + shim.parameters + ") { " +
			    (result->isVoidType() ? "" : "return ") + shim.call + "; }";
		return shim;
	}

	/// The head of a C++ function with the same signature.
	std::string caller(const clang::FunctionDecl *decl, const std::string &name)
	{
		Scope scope;

		return print_function(decl->getType()->castAs<clang::FunctionType>(),
				      "kxx_call_" + name, scope, decl, false, true) +
		       " { return ::" + cxx_name(name) + "(";
	}

	void function(const clang::FunctionDecl *decl)
	{
		const clang::FunctionDecl *canonical = decl->getCanonicalDecl();
		const clang::FunctionDecl *recent = decl->getMostRecentDecl();
		std::string name = decl->getName().str();
		int file = file_of(decl);

		if (macro_names_.count(name) && shadowed(name)) {
			if (!prototype_seen_.count(name))
				shadowed_functions_.insert(name);
			return;
		}
		bool shim = by_shim(decl);
		if (shim && !decl->doesThisDeclarationHaveABody() && !decl->hasSkippedBody()) {
			if (!has_body(decl))
				drop("function", name, "static function without a definition", file);
			return;
		}
		auto [known, fresh] = functions_.try_emplace(canonical, -1);
		if (!fresh) {
			if (known->second >= 0) {
				std::vector<int> &files = model_.entities[known->second].files;
				if (std::find(files.begin(), files.end(), file) == files.end())
					files.push_back(file);
			}
			return;
		}
		std::set<int> needs;
		Scope scope{ .needs = &needs, .hint = name };
		try {
			std::string label;

			if (shim) {
				Shim made = make_shim(recent, "kxx_i_", name, shim_header(file),
						      false);
				made.cxx_caller = caller(recent, name);
				label = made.name;
				model_.shims.push_back(made);
			} else if (const auto *symbol = recent->getAttr<clang::AsmLabelAttr>()) {
				label = symbol->getLabel().str();
			} else if (cxx_name(name) != name) {
				label = name;
			}
			std::string text =
				print_function(recent->getType()->castAs<clang::FunctionType>(),
					       cxx_name(name), scope, recent, true);
			if (!label.empty())
				text += " asm(\"" + label + "\")";
			text += function_attributes(recent);
			int id = add(EntityKind::Function, name, decl);
			model_.entities[id].text = text + ";\n";
			model_.entities[id].needs = needs;
			model_.entities[id].is_inline = shim;
			functions_[canonical] = id;
		} catch (const Unrepresentable &reason) {
			drop(shim ? "inline function" : "function", name, reason.what(), file);
		}
	}

	/// True if this name means a macro in the kernel's C code, not the function.
	bool shadowed(const std::string &name) const
	{
		auto macro = model_.macros.find(name);

		return macro != model_.macros.end() && macro->second.expansion != name;
	}

	void macro_prototype(const clang::FunctionDecl *decl)
	{
		std::string name = decl->getName().str().substr(6);
		const MacroPrototype *prototype = nullptr;

		for (const MacroPrototype *candidate : prototypes_)
			if (candidate->name == name)
				prototype = candidate;
		if (!prototype || decl->isInvalidDecl() || !prototype_seen_.insert(name).second)
			return;
		const Macro &macro = model_.macros.at(name);
		int file = file_of_header(prototype->header);
		std::set<int> needs;
		Scope scope{ .needs = &needs, .hint = name };
		// An object-like macro without parameters is a value unless it names a function.
		bool value = !macro.function_like && decl->getNumParams() == 0;
		if (file < 0)
			file = macro.file;
		try {
			std::string header = prototype->through;
			if (header.empty())
				header = file_of_header(prototype->header) >= 0 ?
						 shim_header(file) :
						 prototype->header;
			Shim shim = make_shim(decl, "kxx_m_", name, header, value);
			shim.cxx_caller = caller(decl, name);
			std::string text =
				print_function(decl->getType()->castAs<clang::FunctionType>(),
					       cxx_name(name), scope, decl, true) +
				" asm(\"" + shim.name + "\")" + function_attributes(decl);
			int id = add(EntityKind::Function, name, decl);
			model_.entities[id].files = { file };
			model_.entities[id].text = text + ";\n";
			model_.entities[id].needs = needs;
			model_.entities[id].is_inline = true;
			model_.entities[id].from_macro = true;
			model_.shims.push_back(shim);
		} catch (const Unrepresentable &reason) {
			drop("macro", name, reason.what(), file);
		}
	}

	void variable(const clang::VarDecl *decl)
	{
		std::string name = decl->getName().str();
		unsigned at = offset_of(decl->getLocation());
		int file = file_at(at);

		if (decl->getStorageClass() == clang::SC_Static) {
			drop("variable", name, "static variable in a header", file);
			return;
		}
		const clang::VarDecl *canonical = decl->getCanonicalDecl();
		auto [known, fresh] = variables_.try_emplace(canonical, -1);
		if (!fresh) {
			if (known->second >= 0) {
				std::vector<int> &files = model_.entities[known->second].files;
				if (std::find(files.begin(), files.end(), file) == files.end())
					files.push_back(file);
			}
			return;
		}
		std::set<int> needs;
		Scope scope{ .needs = &needs, .hint = name };
		const clang::VarDecl *recent = decl->getMostRecentDecl();
		clang::QualType type = recent->getType();
		try {
			std::string spelled = cxx_name(name);
			std::string text;
			scope.complete = type->isArrayType();
			if (decl->getStorageClass() == clang::SC_Register) {
				text = "register " + print(type, spelled, scope);
			} else if (type->isVoidType()) {
				text = "extern const char " + spelled;
			} else {
				text = "extern " + print(type, spelled, scope);
			}
			if (const auto *symbol = recent->getAttr<clang::AsmLabelAttr>())
				text += " asm(\"" + symbol->getLabel().str() + "\")";
			else if (spelled != name)
				text += " asm(\"" + name + "\")";
			if (recent->hasAttr<clang::WeakAttr>())
				text += " __attribute__((weak))";
			int id = add(EntityKind::Variable, name, decl);
			model_.entities[id].text = text + ";\n";
			model_.entities[id].needs = needs;
			variables_[canonical] = id;
		} catch (const Unrepresentable &reason) {
			drop("variable", name, reason.what(), file);
		}
	}

	// -- constants ----------------------------------------------------------------

	static std::string integer_text(const llvm::APSInt &value, clang::QualType type,
					const clang::ASTContext &context)
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
			return (value.isSigned() ? "(__int128)((unsigned __int128)" :
						   "((unsigned __int128)") +
			       words + ")";
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

	void constant(const clang::VarDecl *decl)
	{
		std::size_t index = std::strtoul(decl->getName().data() + 6, nullptr, 10);

		if (index >= constant_macros_.size())
			return;
		const Macro &macro = *constant_macros_[index];
		const clang::Expr *init = decl->getInit();
		constant_seen_.insert(index);
		if (reserved(macro.name)) {
			drop("macro", macro.name, "its name is a keyword", macro.file);
			return;
		}
		if (!init || decl->getType()->isDependentType() || init->containsErrors() ||
		    init->isValueDependent()) {
			if (type_alias(macro))
				return;
			drop("macro", macro.name, "not an expression at file scope", macro.file);
			return;
		}
		Constant made;
		made.name = macro.name;
		made.expansion = macro.expansion;
		made.file = macro.file;
		const clang::Expr *bare = init->IgnoreParenImpCasts();
		if (const auto *binary = clang::dyn_cast<clang::BinaryOperator>(bare))
			if (binary->isCommaOp()) {
				drop("macro", macro.name, "a list, not a value", macro.file);
				return;
			}
		if (const auto *string = clang::dyn_cast<clang::StringLiteral>(bare)) {
			if (!string->isOrdinary()) {
				drop("macro", macro.name, "string of wide characters", macro.file);
				return;
			}
			made.is_string = true;
			made.type = "char";
			made.value = quoted(string->getBytes());
			model_.constants.push_back(made);
			return;
		}
		if (const auto *reference = clang::dyn_cast<clang::DeclRefExpr>(bare))
			if (const auto *function = clang::dyn_cast<clang::FunctionDecl>(
				    reference->getDecl())) {
				alias(macro, function);
				return;
			}
		clang::Expr::EvalResult result;
		if (!init->EvaluateAsRValue(result, context_, true) || result.HasSideEffects) {
			drop("macro", macro.name, "not a constant", macro.file);
			return;
		}
		if (reads_variable(init)) {
			drop("macro", macro.name, "not a constant", macro.file);
			return;
		}
		clang::QualType type = decl->getType().getCanonicalType().getUnqualifiedType();
		Scope scope;
		try {
			if (type->isEnumeralType()) {
				Scope named;
				std::set<int> needs;
				named.needs = &needs;
				type = clang::cast<clang::EnumType>(type)->getDecl()->getIntegerType();
				type = type.getCanonicalType();
			}
			if (result.Val.isInt() && type->isIntegerType()) {
				made.type = print(type, "", scope);
				made.value = integer_text(result.Val.getInt(), type, context_);
			} else if (result.Val.isLValue() && type->isPointerType() &&
				   !result.Val.getLValueBase()) {
				made.type = print(type, "", scope);
				made.is_pointer = true;
				made.value = std::to_string(
						     result.Val.getLValueOffset().getQuantity()) +
					     "L";
				if (!scope_is_plain(type))
					made.type = "void *";
			} else {
				drop("macro", macro.name, "not an integer, a string or an address",
				     macro.file);
				return;
			}
		} catch (const Unrepresentable &reason) {
			drop("macro", macro.name, reason.what(), macro.file);
			return;
		}
		model_.constants.push_back(made);
	}

	/// Clang folds a constant variable with a known value; C does not. Unevaluated operands do
	/// not count: ioctl numbers name a variable for types of a wrong size.
	bool reads_variable(const clang::Stmt *expr) const
	{
		bool known = false;

		if (const auto *choice = clang::dyn_cast<clang::ConditionalOperator>(expr))
			if (choice->getCond()->EvaluateAsBooleanCondition(known, context_))
				return reads_variable(choice->getCond()) ||
				       reads_variable(known ? choice->getTrueExpr() :
							      choice->getFalseExpr());
		if (const auto *cast = clang::dyn_cast<clang::CastExpr>(expr))
			if (cast->getCastKind() == clang::CK_LValueToRValue)
				return true;
		if (clang::isa<clang::UnaryExprOrTypeTraitExpr>(expr))
			return false;
		for (const clang::Stmt *child : expr->children())
			if (child && reads_variable(child))
				return true;
		return false;
	}

	/// True if a pointer type can be named without any declaration.
	static bool scope_is_plain(clang::QualType type)
	{
		clang::QualType target = type->getPointeeType();

		while (target->isPointerType())
			target = target->getPointeeType();
		if (const auto *record = target->getAs<clang::RecordType>())
			return record->getDecl()->getIdentifier() ||
			       record->getDecl()->getTypedefNameForAnonDecl();
		return target->isBuiltinType();
	}

	/// `#define new_name old_name`: a second name for a function.
	void alias(const Macro &macro, const clang::FunctionDecl *target)
	{
		target = target->getMostRecentDecl();
		if (macro.name == target->getName() || macro_names_.count(macro.name))
			return;
		for (const clang::NamedDecl *other : context_.getTranslationUnitDecl()->lookup(
			     &context_.Idents.get(macro.name)))
			if (clang::isa<clang::FunctionDecl>(other)) {
				++model_.empty_macros;
				return;
			}
		std::set<int> needs;
		Scope scope{ .needs = &needs, .hint = macro.name };
		std::string label = target->getName().str();
		if (by_shim(target))
			label = "kxx_i_" + label;
		else if (const auto *symbol = target->getAttr<clang::AsmLabelAttr>())
			label = symbol->getLabel().str();
		if (by_shim(target) && target->isVariadic()) {
			drop("macro", macro.name, "alias of an inline function that is not bound",
			     macro.file);
			return;
		}
		try {
			std::string text =
				print_function(target->getType()->castAs<clang::FunctionType>(),
					       cxx_name(macro.name), scope, target, true) +
				" asm(\"" + label + "\")" + function_attributes(target);
			int id = add(EntityKind::Function, macro.name, target);
			model_.entities[id].files = { macro.file };
			model_.entities[id].text = text + ";\n";
			model_.entities[id].needs = needs;
			model_.entities[id].is_inline = by_shim(target);
		} catch (const Unrepresentable &reason) {
			drop("macro", macro.name, reason.what(), macro.file);
		}
	}

public:
	/// `#define rcu_head callback_head`: a second name for a type.
	bool type_alias(const Macro &macro)
	{
		if (!identifier(macro.expansion) || keywords.count(macro.name))
			return false;
		for (const clang::NamedDecl *other : context_.getTranslationUnitDecl()->lookup(
			     &context_.Idents.get(macro.expansion))) {
			std::set<int> needs;
			Scope scope{ .needs = &needs, .hint = macro.name };
			std::string target;

			if (const auto *tag = clang::dyn_cast<clang::TagDecl>(other))
				target = print(context_.getTagDeclType(tag), "", scope);
			else if (const auto *def = clang::dyn_cast<clang::TypedefNameDecl>(other))
				target = print(context_.getTypedefType(def), "", scope);
			else
				continue;
			if (typedef_tags_.count(macro.name) || tag_names_used_.count(macro.name))
				return false;
			Entity entity;
			entity.kind = EntityKind::Typedef;
			entity.name = macro.name;
			entity.c_name = macro.name;
			entity.text = "using " + macro.name + " = " + target + ";\n";
			entity.files = { macro.file };
			entity.order = constants_start_;
			entity.needs = needs;
			model_.entities.push_back(entity);
			return true;
		}
		return false;
	}

private:
	static bool identifier(const std::string &text)
	{
		return !text.empty() && !std::isdigit(static_cast<unsigned char>(text[0])) &&
		       std::all_of(text.begin(), text.end(), [](unsigned char c) {
			       return std::isalnum(c) || c == '_';
		       });
	}

	void top_level(const clang::Decl *decl)
	{
		unsigned at = offset_of(decl->getLocation());

		if (at >= constants_start_) {
			if (const auto *var = clang::dyn_cast<clang::VarDecl>(decl))
				constant(var);
			return;
		}
		if (at >= prototypes_start_) {
			if (const auto *function_decl = clang::dyn_cast<clang::FunctionDecl>(decl))
				macro_prototype(function_decl);
			return;
		}
		if (const auto *def = clang::dyn_cast<clang::TypedefNameDecl>(decl)) {
			typedef_entity(def);
		} else if (const auto *record = clang::dyn_cast<clang::RecordDecl>(decl)) {
			if (record->isThisDeclarationADefinition() &&
			    (record->getIdentifier() || record->getTypedefNameForAnonDecl()))
				record_entity(record, "");
		} else if (const auto *list = clang::dyn_cast<clang::EnumDecl>(decl)) {
			if (list->isThisDeclarationADefinition())
				enum_entity(list, "");
		} else if (const auto *function_decl = clang::dyn_cast<clang::FunctionDecl>(decl)) {
			function(function_decl);
		} else if (const auto *var = clang::dyn_cast<clang::VarDecl>(decl)) {
			variable(var);
		} else if (clang::isa<clang::StaticAssertDecl>(decl) ||
			   clang::isa<clang::EmptyDecl>(decl) ||
			   clang::isa<clang::FileScopeAsmDecl>(decl)) {
			// There is nothing that C++ could refer to.
		} else {
			drop("declaration", decl->getDeclKindName(), "unknown kind of declaration",
			     file_at(at));
		}
	}

public:
	std::unordered_set<std::size_t> constant_seen_;

private:
	Model &model_;
	clang::ASTContext &context_;
	clang::SourceManager &sources_;
	unsigned constants_start_;
	unsigned prototypes_start_;
	const std::vector<Macro *> &constant_macros_;
	const std::vector<const MacroPrototype *> &prototypes_;

	std::unordered_map<std::string, const clang::TagDecl *> typedef_tags_;
	std::unordered_map<std::string, int> file_of_key_;
	std::unordered_map<const clang::TagDecl *, std::string> tag_names_;
	std::unordered_set<std::string> tag_names_used_;
	std::unordered_set<std::string> enumerators_;
	std::unordered_set<std::string> macro_names_;
	std::unordered_set<std::string> prototype_seen_;
	std::unordered_set<std::string> shadowed_functions_;
	std::unordered_map<const clang::TypedefNameDecl *, int> typedefs_;
	std::unordered_map<const clang::EnumDecl *, int> enums_;
	std::unordered_map<const clang::RecordDecl *, int> records_;
	std::unordered_map<const clang::FunctionDecl *, int> functions_;
	std::unordered_map<const clang::VarDecl *, int> variables_;
	std::set<std::string> embedded_;
	bool within_anonymous_ = false;
};

/// Whether an expansion could be an expression at file scope; this keeps clang's error recovery
/// simple.
bool plausible(const std::string &text)
{
	int depth = 0, braces = 0;

	for (std::size_t i = 0; i < text.size(); ++i) {
		char c = text[i];

		if (c == '"' || c == '\'') {
			for (++i; i < text.size() && text[i] != c; ++i)
				if (text[i] == '\\')
					++i;
			continue;
		}
		if (c == '(')
			++depth;
		else if (c == ')' && --depth < 0)
			return false;
		else if (c == '{')
			++braces;
		else if (c == '}' && --braces < 0)
			return false;
		else if ((c == ';' && !braces) || c == '#' || c == '@' || c == '\\')
			return false;
		if (c == '{' && i > 0) {
			std::size_t before = text.find_last_not_of(" \t", i - 1);
			if (before == std::string::npos || text[before] == '(')
				return false; // a statement expression or a list
		}
	}
	return depth == 0 && braces == 0 && text.find("__asm__") == std::string::npos &&
	       text.rfind("do ", 0) != 0 && text.find("__attribute__") == std::string::npos;
}

class Consumer : public clang::ASTConsumer {
public:
	Consumer(Model &model, unsigned constants, const std::vector<Macro *> &macros,
		 unsigned prototypes, const std::vector<const MacroPrototype *> &list)
		: model_(model), constants_(constants), macros_(macros), prototypes_(prototypes),
		  list_(list)
	{
	}

	void HandleTranslationUnit(clang::ASTContext &context) override
	{
		Walker walker(model_, context, constants_, macros_, prototypes_, list_);

		walker.walk();
		for (std::size_t i = 0; i < macros_.size(); ++i)
			if (!walker.constant_seen_.count(i) && !walker.type_alias(*macros_[i]))
				model_.dropped.push_back({ "macro", macros_[i]->name,
							   "not an expression",
							   macros_[i]->file });
	}

private:
	Model &model_;
	unsigned constants_;
	const std::vector<Macro *> &macros_;
	unsigned prototypes_;
	const std::vector<const MacroPrototype *> &list_;
};

class Action : public clang::ASTFrontendAction {
public:
	Action(Model &model, unsigned constants, const std::vector<Macro *> &macros,
	       unsigned prototypes, const std::vector<const MacroPrototype *> &list)
		: model_(model), constants_(constants), macros_(macros), prototypes_(prototypes),
		  list_(list)
	{
	}

	std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &,
							      llvm::StringRef) override
	{
		return std::make_unique<Consumer>(model_, constants_, macros_, prototypes_, list_);
	}

private:
	Model &model_;
	unsigned constants_;
	const std::vector<Macro *> &macros_;
	unsigned prototypes_;
	const std::vector<const MacroPrototype *> &list_;
};

class Diagnostics : public clang::DiagnosticConsumer {
public:
	Diagnostics(Model &model, unsigned limit) : model_(model), limit_(limit) {}

	void HandleDiagnostic(clang::DiagnosticsEngine::Level level,
			      const clang::Diagnostic &info) override
	{
		if (level < clang::DiagnosticsEngine::Error)
			return;
		std::string where;
		if (info.hasSourceManager() && info.getLocation().isValid()) {
			unsigned at = info.getSourceManager().getFileOffset(info.getLocation());

			if (at >= limit_)
				return; // expected: a macro or prototype that is not an expression
			auto after = std::upper_bound(model_.origins.begin(), model_.origins.end(),
						      at, [](unsigned value, const TextOrigin &o) {
							      return value < o.offset;
						      });
			if (after != model_.origins.begin() && std::prev(after)->file >= 0)
				where = model_.files[std::prev(after)->file].path + ": ";
		}
		llvm::SmallString<128> text;
		info.FormatDiagnostic(text);
		model_.errors.push_back(where + text.str().str());
	}

private:
	Model &model_;
	unsigned limit_;
};

} // namespace

void parse(Model &model, const std::vector<std::string> &c_flags)
{
	std::vector<Macro *> macros;
	std::vector<const MacroPrototype *> prototypes;
	std::string tail;

	tail += "\n";
	unsigned prototypes_start = model.text.size();
	for (const MacroPrototype &prototype : model.prototypes) {
		auto macro = model.macros.find(prototype.name);

		if (macro == model.macros.end() || macro->second.expansion == prototype.name)
			continue; // a function here, or absent
		prototypes.push_back(&prototype);
		tail += prototype.before + "kxx_m_" + prototype.name + prototype.after + ";\n";
	}
	unsigned constants_start = prototypes_start + tail.size();
	std::set<std::string> listed;
	for (const MacroPrototype &prototype : model.prototypes)
		listed.insert(prototype.name);
	for (auto &[name, macro] : model.macros) {
		if (macro.function_like) {
			if (!listed.count(name))
				model.dropped.push_back({ "macro", name,
							  "function-like macro without a prototype",
							  macro.file });
			continue;
		}
		if (listed.count(name))
			continue;
		if (macro.expansion.empty()) {
			++model.empty_macros;
			continue;
		}
		if (!plausible(macro.expansion)) {
			model.dropped.push_back({ "macro", name, "not an expression", macro.file });
			continue;
		}
		tail += "const __auto_type kxx_c_" + std::to_string(macros.size()) + " = (" +
			macro.expansion + ");\n";
		macros.push_back(&macro);
	}
	std::string text = model.text + tail;

	std::vector<const char *> args = { "-x",		"cpp-output",	  "-std=gnu11",
					   "-w",		"-ferror-limit",  "0",
					   "-fno-spell-checking",
					   "-fgnuc-version=4.2.1", "-Wno-error",  "-triple",
					   "x86_64-unknown-linux-gnu" };
	for (const std::string &flag : c_flags) {
		if (flag == "-fshort-wchar")
			args.insert(args.end(), { "-fwchar-type=short", "-fno-signed-wchar" });
		else if (flag == "-fms-extensions" || flag == "-fshort-enums")
			args.push_back(flag.c_str());
		else if (flag == "-funsigned-char")
			args.push_back("-fno-signed-char");
	}
	args.push_back("kxx-input.i");

	clang::CompilerInstance instance;
	auto invocation = std::make_shared<clang::CompilerInvocation>();
	instance.createDiagnostics(new clang::IgnoringDiagConsumer);
	if (!clang::CompilerInvocation::CreateFromArgs(*invocation, args,
						       instance.getDiagnostics()))
		throw UsageError("clang refused its arguments");
	invocation->getPreprocessorOpts().addRemappedFile(
		"kxx-input.i", llvm::MemoryBuffer::getMemBufferCopy(text).release());
	invocation->getFrontendOpts().SkipFunctionBodies = true;
	instance.setInvocation(invocation);
	Diagnostics diagnostics(model, prototypes_start);
	instance.createDiagnostics(&diagnostics, false);
	Action action(model, constants_start, macros, prototypes_start, prototypes);
	if (!instance.ExecuteAction(action) && model.entities.empty())
		throw UsageError("clang could not read the preprocessed headers");
}

} // namespace kxx::bindgen
