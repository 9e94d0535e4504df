// SPDX-License-Identifier: GPL-2.0
#include "emit.hpp"

#include "common/files.hpp"
#include "homes.hpp"
#include "kbuild_flags.hpp"

#include <algorithm>
#include <fstream>
#include <functional>
#include <set>
#include <sstream>
#include <unordered_set>

#include <nlohmann/json.hpp>

namespace kxx::bindgen {
namespace fs = std::filesystem;
namespace {

constexpr const char *head = "// SPDX-License-Identifier: GPL-2.0\n"
			     "#pragma once\n#pragma GCC system_header\n";

/// Macros that a compiler's own headers also define.
const std::unordered_set<std::string> guarded_constants = {
	"NULL",	      "INT_MAX",    "INT_MIN",	   "UINT_MAX",	  "LONG_MAX",	 "LONG_MIN",  "ULONG_MAX",
	"LLONG_MAX",  "LLONG_MIN",  "ULLONG_MAX",  "SHRT_MAX",	  "SHRT_MIN",	 "USHRT_MAX", "CHAR_BIT",
	"SIZE_MAX",   "SSIZE_MAX",  "UINTPTR_MAX", "PATH_MAX",	  "U8_MAX",	 "UINT8_MAX", "INT8_MAX",
	"INT8_MIN",   "UINT16_MAX", "INT16_MAX",   "INT16_MIN",	  "UINT32_MAX",	 "INT32_MAX", "INT32_MIN",
	"UINT64_MAX", "INT64_MAX",  "INT64_MIN",   "PTRDIFF_MAX", "PTRDIFF_MIN", "assert",    "linux",
	"unix",	      "SCHAR_MAX",  "SCHAR_MIN",   "UCHAR_MAX",	  "CHAR_MAX",	 "CHAR_MIN",  "MODULE",
};

/// Two parts of the types of each header: names (enums, typedefs) that declarations need,
/// and records. Parts that need each other share a file.
class Parts {
public:
	explicit Parts(const Model &model) : model_(model)
	{
		std::size_t count = model.files.size() * 2;

		members_.resize(count);
		edges_.resize(count);
		group_.assign(count, -1);
		for (std::size_t i = 0; i < model.entities.size(); ++i)
			if (is_type(model.entities[i]) && owner(model.entities[i]) >= 0)
				members_[node(model.entities[i])].push_back(i);
		for (std::size_t i = 0; i < count; ++i)
			for (int entity : members_[i])
				for (int need : model.entities[entity].needs)
					if (owner(model.entities[need]) >= 0)
						edges_[i].insert(node(model.entities[need]));
		find_groups();
	}

	static bool is_type(const Entity &entity)
	{
		return entity.kind == EntityKind::Enum || entity.kind == EntityKind::Typedef ||
		       entity.kind == EntityKind::Record;
	}

	static int owner(const Entity &entity) { return entity.files.empty() ? -1 : entity.files.front(); }

	static int node(const Entity &entity)
	{
		bool record = entity.kind == EntityKind::Record || entity.heavy;

		return owner(entity) * 2 + (record ? 1 : 0);
	}

	int group(int of_node) const { return members_[of_node].empty() ? -1 : group_[of_node]; }

	/// "parts/linux/fs.types"
	std::string path(int of_group) const { return paths_[of_group]; }

	/// Text of the file of one group.
	std::string text(int of_group) const
	{
		std::string text = head;
		std::set<int> includes;
		std::vector<int> entities;

		for (int of_node : nodes_[of_group]) {
			entities.insert(entities.end(), members_[of_node].begin(), members_[of_node].end());
			for (int edge : edges_[of_node])
				if (group_[edge] != of_group)
					includes.insert(group_[edge]);
		}
		for (int include : includes)
			text += "#include <" + paths_[include] + ".hpp>\n";
		std::sort(entities.begin(), entities.end(),
			  [&](int a, int b) { return model_.entities[a].order < model_.entities[b].order; });
		std::set<int> inside(entities.begin(), entities.end()), done;
		text += "extern \"C\" {\n";
		std::function<void(int)> put = [&](int entity) {
			if (!done.insert(entity).second)
				return;
			for (int need : model_.entities[entity].needs)
				if (inside.count(need))
					put(need);
			text += model_.entities[entity].text;
		};
		for (int entity : entities)
			put(entity);
		return text + "}\n";
	}

	std::size_t groups() const { return nodes_.size(); }

private:
	void find_groups()
	{
		std::size_t count = members_.size();
		std::vector<int> index(count, -1), low(count, 0);
		std::vector<bool> on_stack(count, false);
		std::vector<int> stack;
		int next = 0;
		std::function<void(int)> visit = [&](int v) {
			index[v] = low[v] = next++;
			stack.push_back(v);
			on_stack[v] = true;
			for (int w : edges_[v]) {
				if (index[w] < 0) {
					visit(w);
					low[v] = std::min(low[v], low[w]);
				} else if (on_stack[w]) {
					low[v] = std::min(low[v], index[w]);
				}
			}
			if (low[v] != index[v])
				return;
			std::vector<int> nodes;
			int w;
			do {
				w = stack.back();
				stack.pop_back();
				on_stack[w] = false;
				group_[w] = nodes_.size();
				nodes.push_back(w);
			} while (w != v);
			std::sort(nodes.begin(), nodes.end());
			nodes_.push_back(nodes);
			paths_.push_back("parts/" + model_.files[nodes[0] / 2].key +
					 (nodes[0] % 2 ? ".types" : ".names"));
		};
		for (std::size_t v = 0; v < count; ++v)
			if (!members_[v].empty() && index[v] < 0)
				visit(v);
	}

	const Model &model_;
	std::vector<std::vector<int>> members_;
	std::vector<std::set<int>> edges_;
	std::vector<int> group_;
	std::vector<std::vector<int>> nodes_;
	std::vector<std::string> paths_;
};

std::string file_stem(const std::string &key)
{
	return key.substr(key.rfind('/') + 1);
}

std::string constants_text(const std::vector<const Constant *> &constants)
{
	std::string text;
	std::string type;

	for (const Constant *constant : constants) {
		bool guard = guarded_constants.count(constant->name);
		std::string kind = constant->is_string || constant->is_pointer ? "" : constant->type;

		if (!type.empty() && (kind != type || guard)) {
			text += ";\n";
			type.clear();
		}
		if (guard)
			text += "#ifndef " + constant->name + "\n";
		if (constant->is_string) {
			text += "inline constexpr char " + constant->name + "[] = " + constant->value + ";\n";
		} else if (constant->is_pointer) {
			// A cast from an integer is never constexpr, but it is still folded.
			bool null = constant->value == "0L";
			text += std::string(null ? "inline constexpr" : "inline const") + " __typeof__((" +
				constant->type + ")0) " + constant->name + " = " +
				(null ? "nullptr" : "(" + constant->type + ")" + constant->value) + ";\n";
		} else if (type.empty()) {
			text += "inline constexpr " + constant->type + " " + constant->name + " = " + constant->value;
			type = kind;
		} else {
			text += ",\n\t" + constant->name + " = " + constant->value;
		}
		if (guard) {
			if (!type.empty())
				text += ";\n";
			type.clear();
			text += "#endif\n";
		}
	}
	if (!type.empty())
		text += ";\n";
	return text;
}

constexpr const char *assertion_macros =
	"#define T(t, s, a) _Static_assert(sizeof(t) == s && _Alignof(t) == a, #t)\n"
	"#define F(t, f, o, s) _Static_assert(__builtin_offsetof(t, f) == o && sizeof(((t *)0)->f) == s, "
	"#t \".\" #f)\n"
	"#define O(t, f, o) _Static_assert(__builtin_offsetof(t, f) == o, #t \".\" #f)\n"
	"#define E(t, s, n) _Static_assert(sizeof(t) == s && ((t)-1 < 0) == n, #t)\n";

/// The size and alignment of a type and the offsets of its fields, on one line. A constant
/// expression cannot name the place of a bit-field.
std::string assertions_of(const TypeLayout &type, const std::string &name, bool cxx)
{
	if (type.kind == 'e')
		return "E(" + name + ", " + std::to_string(type.size) + ", " + (type.is_signed ? "1" : "0") + ");";
	std::string text = "T(" + name + ", " + std::to_string(type.size) + ", " + std::to_string(type.align) + ");";

	for (const FieldLayout &field : type.fields) {
		if (field.width >= 0)
			continue;
		text += (field.flexible ? " O(" : " F(") + name + ", " + (cxx ? field.cxx_path : field.c_path) + ", " +
			std::to_string(field.offset_bits / 8);
		text += field.flexible ? ");" : ", " + std::to_string(field.size) + ");";
	}
	return text;
}

/// The macros that share a name with the type or with one of its fields, separated by spaces.
std::string hiding_macros(const TypeLayout &type, const Model &model)
{
	std::set<std::string> found;
	auto look_at = [&](const std::string &text) {
		std::string word;

		for (char letter : text + ".") {
			if (std::isalnum(static_cast<unsigned char>(letter)) || letter == '_') {
				word += letter;
			} else {
				if (model.macros.contains(word))
					found.insert(word);
				word.clear();
			}
		}
	};

	look_at(type.plain_name);
	for (const FieldLayout &field : type.fields)
		look_at(field.c_path);
	std::string text;
	for (const std::string &word : found)
		text += (text.empty() ? "" : " ") + word;
	return text;
}

} // namespace

std::vector<std::string> emit_headers(const Model &model, const fs::path &home_list, const fs::path &output)
{
	std::map<std::string, std::set<std::string>> homes = read_homes(home_list, model);
	const fs::path include = output / "include";
	make_directory(output / "layout");
	Parts parts(model);
	std::vector<std::string> written;
	std::set<fs::path> directories;
	auto put = [&](const std::string &key, const std::string &text) {
		fs::path path = include / (key + ".hpp");

		if (directories.insert(path.parent_path()).second)
			make_directory(path.parent_path());
		write_file(path, text);
	};

	for (std::size_t group = 0; group < parts.groups(); ++group) {
		put(parts.path(group), parts.text(group));
		written.push_back(parts.path(group) + ".hpp");
	}

	std::vector<std::vector<int>> declared(model.files.size());
	for (std::size_t i = 0; i < model.entities.size(); ++i)
		if (!Parts::is_type(model.entities[i]))
			for (int file : model.entities[i].files)
				if (file >= 0)
					declared[file].push_back(i);
	std::vector<std::vector<const Constant *>> constants(model.files.size());
	for (const Constant &constant : model.constants)
		if (constant.file >= 0)
			constants[constant.file].push_back(&constant);
	std::unordered_set<std::string> keys;
	for (std::size_t i = 0; i < model.files.size(); ++i) {
		const HeaderFile &file = model.files[i];
		std::set<int> groups;
		std::set<int> siblings;
		std::string text = head;

		for (int kind : { 0, 1 })
			if (int group = parts.group(i * 2 + kind); group >= 0)
				groups.insert(group);
		for (int entity : declared[i])
			for (int need : model.entities[entity].needs)
				if (Parts::owner(model.entities[need]) >= 0)
					groups.insert(parts.group(Parts::node(model.entities[need])));
		for (int group : groups)
			if (group >= 0)
				text += "#include <" + parts.path(group) + ".hpp>\n";
		// linux/mutex.h also stands for linux/mutex_types.h and uapi/linux/mutex.h, but
		// linux/pci.h does not stand for the thousands of numbers in linux/pci_ids.h.
		for (int included : file.includes)
			if (included != static_cast<int>(i) && constants[included].size() < 1000 &&
			    file_stem(model.files[included].key).rfind(file_stem(file.key), 0) == 0)
				text += "#include <" + model.files[included].key + ".hpp>\n";
		for (const std::string &other : homes[file.key])
			text += "#include <" + other + ".hpp>\n";
		homes.erase(file.key);
		if (!declared[i].empty()) {
			text += "extern \"C\" {\n";
			for (int entity : declared[i])
				text += model.entities[entity].text;
			text += "}\n";
		}
		if (!constants[i].empty())
			text += "namespace macro {\n" + constants_text(constants[i]) + "}\n";
		put(file.key, text);
		written.push_back(file.key + ".hpp");
	}

	// Headers that only newer kernels have.
	for (const auto &[home, others] : homes) {
		std::string text = head;
		for (const std::string &other : others)
			text += "#include <" + other + ".hpp>\n";
		put(home, text);
		written.push_back(home + ".hpp");
	}

	std::string shims;
	for (const Shim &shim : model.shims)
		shims += shim.name + "\t" + shim.header + "\t" + shim.text + "\n";
	write_file(output / "shims.tsv", shims);
	std::string callers;
	for (const Shim &shim : model.shims)
		callers += shim.name + "\t" + shim.text + "\t" + shim.result + " kxx_call_" + shim.name.substr(6) +
			   "(" + shim.parameters + ") { " + (shim.result == "void" ? "" : "return ") + shim.call +
			   "; }\t" + shim.cxx_caller + shim.arguments + "); }\n";
	write_file(output / "layout" / "callers.tsv", callers);
	std::string checks;
	for (const TypeLayout &type : model.layouts) {
		if (type.file < 0 || model.files[type.file].root.empty())
			continue;
		if (int group = parts.group(type.file * 2 + (type.kind == 'e' ? 0 : 1)); group >= 0)
			checks += parts.path(group) + ".hpp\t" + model.files[type.file].root + "\t" +
				  hiding_macros(type, model) + "\t" + assertions_of(type, type.c_name, false) + "\n";
	}
	write_file(output / "layout" / "checks.tsv", checks);
	write_file(output / "layout" / "checks.h", assertion_macros);
	// The name in C, the kind, the header, and the name in C++ if it differs.
	std::string names;
	auto name = [&](const std::string &c, const char *kind, int file, const std::string &cxx) {
		if (file >= 0 && !c.empty())
			names += c + "\t" + kind + "\t" + model.files[file].key + ".hpp" +
				 (cxx == c ? "" : "\t" + cxx) + "\n";
	};
	static const char *const kinds[] = { "enum", "typedef", "record", "function", "variable" };
	for (const Entity &entity : model.entities)
		name(entity.c_name,
		     entity.from_macro	? "macro"
		     : entity.is_inline ? "inline"
					: kinds[static_cast<int>(entity.kind)],
		     Parts::owner(entity), entity.name);
	for (const Enumerator &enumerator : model.enumerators)
		name(enumerator.name, "enumerator", enumerator.file, enumerator.name);
	for (const Constant &constant : model.constants)
		name(constant.name, "constant", constant.file, "macro::" + constant.name);
	write_file(output / "names.tsv", names);
	return written;
}

unsigned emit_layout(const Model &model, const std::string &input, const std::vector<std::string> &headers,
		     const fs::path &output)
{
	unsigned assertions = 0;
	std::string c = input, cxx;
	std::string constants;

	// The headers' own flags decide here; named address spaces do not affect layouts.
	for (const Constant &constant : model.constants) {
		if (constant.is_string || constant.is_pointer)
			continue;
		c += "_Static_assert((" + constant.name + ") == " + constant.value + ", \"" + constant.name + "\");\n";
		++assertions;
	}
	// Fields may have the names of later macros.
	std::set<std::string> hiding;
	for (const TypeLayout &type : model.layouts) {
		std::istringstream words(hiding_macros(type, model));

		for (std::string word; words >> word;)
			hiding.insert(word);
	}
	for (const std::string &word : hiding)
		c += "#undef " + word + "\n";

	for (const auto &[name, value, file] : model.enumerators) {
		// In C the name means the macro, if there is one.
		if (auto macro = model.macros.find(name);
		    macro != model.macros.end() && macro->second.expansion != name)
			continue;
		c += "_Static_assert(" + name + " == " + value + ", \"" + name + "\");\n";
		++assertions;
	}

	for (const std::string &header : headers)
		cxx += "#include <" + header + ">\n";
	// g++ folds offsetof of nested members only without the cast, which system headers hide.
	std::string cxx_macros = assertion_macros;
	for (const char *word : { "_Static_assert", "_Alignof" })
		for (std::size_t at; (at = cxx_macros.find(word)) != std::string::npos;)
			cxx_macros.replace(at, std::string(word).size(), word[1] == 'S' ? "static_assert" : "alignof");
	std::size_t place = cxx_macros.find("((t)-1 < 0)");
	cxx_macros.replace(place, 11, "((__underlying_type(t))-1 < 0)");
	c += assertion_macros;
	cxx += cxx_macros;
	// Members that are const or volatile cannot be set in a constant expression, and neither
	// word changes a layout.
	std::string bits = "#define const\n#define volatile\n";
	for (const std::string &header : headers)
		if (header.find(".types.hpp") != std::string::npos)
			bits += "#include <" + header + ">\n";
	bits += "#define B(t, f, n) constexpr t kxx_set_##n() { t x{}; "
		"x.f = (decltype(x.f))-1; return x; } "
		"extern \"C\" t kxx_bits_##n; constinit t kxx_bits_##n = "
		"kxx_set_##n();\n";
	unsigned bit_field = 0;
	for (const TypeLayout &type : model.layouts) {
		c += assertions_of(type, type.c_name, false) + "\n";
		cxx += assertions_of(type, type.cxx_name, true) + "\n";
		assertions += 1 + type.fields.size();
		for (const FieldLayout &field : type.fields)
			if (field.width >= 0) {
				// Read back from the object file: see check.cpp.
				std::string number = std::to_string(bit_field++);
				c += "const " + type.c_name + " kxx_bits_" + number + " = { ." + field.c_path +
				     " = -1 };\n";
				bits += "B(" + type.cxx_name + ", " + field.cxx_path + ", " + number + ")\n";
			}
	}
	write_file(output / "layout" / "layout.c", c);
	write_file(output / "layout" / "layout.cpp", cxx);
	write_file(output / "layout" / "bits.cpp", bits);
	return assertions;
}

void emit_report(const Model &model, unsigned assertions, const fs::path &output)
{
	nlohmann::json report;
	nlohmann::json counts;
	unsigned records = 0, enums = 0, typedefs = 0, functions = 0, inlines = 0, variables = 0;
	unsigned macros = 0, fields = 0, bit_fields = 0;

	for (const Entity &entity : model.entities) {
		records += entity.kind == EntityKind::Record;
		enums += entity.kind == EntityKind::Enum;
		typedefs += entity.kind == EntityKind::Typedef;
		variables += entity.kind == EntityKind::Variable;
		if (entity.kind == EntityKind::Function) {
			macros += entity.from_macro;
			inlines += entity.is_inline && !entity.from_macro;
			functions += !entity.is_inline;
		}
	}
	std::string types;
	for (const TypeLayout &type : model.layouts) {
		types += std::string(1, type.kind) + "\t" + type.plain_name + "\t" + std::to_string(type.size) + "\t" +
			 std::to_string(type.align) + "\t" + (type.file >= 0 ? model.files[type.file].key : "") + "\n";
		for (const FieldLayout &field : type.fields) {
			++fields;
			bit_fields += field.width >= 0;
			types += "f\t" + field.c_path + "\t" + std::to_string(field.offset_bits) + "\t" +
				 std::to_string(field.size) + "\t" + std::to_string(field.width) + "\n";
		}
	}
	write_file(output / "layout" / "types.tsv", types);
	counts["headers"] = model.files.size();
	counts["records"] = records;
	counts["enums"] = enums;
	counts["typedefs"] = typedefs;
	counts["types"] = records + enums + typedefs;
	counts["fields"] = fields;
	counts["bit-fields"] = bit_fields;
	counts["functions"] = functions;
	counts["inline functions"] = inlines;
	counts["macros with a prototype"] = macros;
	counts["variables"] = variables;
	counts["constants"] = model.constants.size();
	counts["assertions"] = assertions;
	counts["macros without a value"] = model.empty_macros;
	counts["renamed"] = model.renamed;
	std::map<std::string, unsigned> reasons;
	for (const Dropped &item : model.dropped) {
		++reasons[item.kind + ": " + item.reason];
		report["not representable"].push_back(
			{ { "kind", item.kind },
			  { "name", item.name },
			  { "reason", item.reason },
			  { "header", item.file >= 0 ? model.files[item.file].key + ".h" : "" } });
	}
	counts["not representable"] = model.dropped.size();
	report["counts"] = counts;
	report["reasons"] = reasons;
	report["errors"] = model.errors;
	write_file(output / "report.json", report.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

} // namespace kxx::bindgen
