// SPDX-License-Identifier: GPL-2.0
//! The generator's data about one kernel's headers, without clang's types.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace kxx::bindgen {

/// One C header that the preprocessor opened.
struct HeaderFile {
	/// The path as in the linemarker.
	std::string path;
	/// The name that a C++ user includes, without extension: "linux/slab", "uapi/asm/ioctl".
	std::string key;
	/// The header of the list through which it was first opened ("linux/slab.h").
	std::string root;
	/// Files that it includes directly.
	std::set<int> includes;
};

/// A range of the preprocessed text that comes from one file.
struct TextOrigin {
	unsigned offset = 0;
	int file = 0;
	unsigned line = 0;
};

/// A macro as defined after all headers.
struct Macro {
	std::string name;
	std::string body;
	bool function_like = false;
	int file = -1;
	/// The final expansion of an object-like macro.
	std::string expansion;
};

enum class EntityKind { Enum, Typedef, Record, Function, Variable };

/// One declaration and the C++ text for it.
struct Entity {
	EntityKind kind = EntityKind::Record;
	std::string name;
	/// The name in C; empty for a type that has none.
	std::string c_name;
	std::string text;
	/// Headers that declare it; the first one owns it.
	std::vector<int> files;
	/// End of the declaration in the preprocessed text: C's own order of completeness.
	unsigned order = 0;
	/// Entities that must be declared (enums, typedefs) or complete (records) before.
	std::set<int> needs;
	/// A typedef that needs a complete record.
	bool heavy = false;
	bool is_inline = false;
	bool from_macro = false;
};

/// One field, named or bit-field, with its place.
struct FieldLayout {
	std::string c_path;
	std::string cxx_path;
	uint64_t offset_bits = 0;
	/// Bytes; 0 for flexible arrays.
	uint64_t size = 0;
	/// Width of a bit-field, -1 for others.
	int width = -1;
	bool flexible = false;
	bool is_signed = false;
};

/// Layout of one record or enum.
struct TypeLayout {
	std::string c_name;
	std::string cxx_name;
	/// The name in debug information: the tag, or the typedef of an anonymous type.
	std::string plain_name;
	char kind = 's'; // s struct, u union, e enum
	int file = 0;
	uint64_t size = 0;
	uint64_t align = 0;
	bool is_signed = false;
	std::vector<FieldLayout> fields;
};

/// A macro with a constant value.
struct Constant {
	std::string name;
	std::string type;
	std::string value;
	/// The expansion, for the assertion in C.
	std::string expansion;
	int file = 0;
	bool is_string = false;
	bool is_pointer = false;
};

/// One name of an enumeration.
struct Enumerator {
	std::string name;
	std::string value;
	int file = -1;
};

/// A C function that gives C++ access to an inline function or a macro.
struct Shim {
	std::string name;
	std::string header;
	std::string text;
	/// Parts for tools that write callers: type, parameters ("int a0, ..."), arguments.
	std::string result;
	std::string parameters;
	std::string arguments;
	std::string call;
	std::string cxx_caller;
	bool is_macro = false;
};

/// An item that was not bound, and the reason.
struct Dropped {
	std::string kind;
	std::string name;
	std::string reason;
	int file = -1;
};

/// A hand-written prototype of a macro.
struct MacroPrototype {
	std::string name;
	/// The header in which C++ finds it.
	std::string header;
	/// The header that its shim includes, if that is another one.
	std::string through;
	std::string before;
	std::string after;
	int line = 0;
};

struct Model {
	std::vector<HeaderFile> files;
	/// Every file that the preprocessor opened, as the linemarkers spell it.
	std::set<std::string> opened;
	std::vector<TextOrigin> origins;
	/// The text for clang: no directives but #pragma.
	std::string text;
	std::map<std::string, Macro> macros;
	std::vector<MacroPrototype> prototypes;

	std::vector<Entity> entities;
	std::vector<TypeLayout> layouts;
	std::vector<Constant> constants;
	std::vector<Enumerator> enumerators;
	std::vector<Shim> shims;
	std::vector<Dropped> dropped;
	std::vector<std::string> errors;
	unsigned empty_macros = 0;
	unsigned renamed = 0;
};

} // namespace kxx::bindgen
