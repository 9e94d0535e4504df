// SPDX-License-Identifier: GPL-2.0
#include "parse/appended.hpp"

#include <set>

namespace kxx::bindgen {

/// Whether an expansion could be an expression at file scope; this keeps clang's error recovery simple.
static bool plausible(const std::string &text)
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
	return depth == 0 && braces == 0 && text.find("__asm__") == std::string::npos && text.rfind("do ", 0) != 0 &&
	       text.find("__attribute__") == std::string::npos;
}

static void append_prototypes(Appended &appended, const Model &model)
{
	for (const MacroPrototype &prototype : model.prototypes) {
		auto macro = model.macros.find(prototype.name);

		if (macro == model.macros.end() || macro->second.expansion == prototype.name)
			continue; // a function here, or absent
		appended.prototypes.push_back(&prototype);
		appended.prototype_of[prototype.name] = &prototype;
		appended.text += prototype.before + "kxx_m_" + prototype.name + prototype.after + ";\n";
	}
}

static void append_constants(Appended &appended, Model &model)
{
	std::set<std::string> listed;

	for (const MacroPrototype &prototype : model.prototypes)
		listed.insert(prototype.name);
	for (const auto &[name, macro] : model.macros) {
		if (listed.contains(name))
			continue;
		if (macro.function_like) {
			model.dropped.push_back(
				{ "macro", name, "function-like macro without a prototype", macro.file });
		} else if (macro.expansion.empty()) {
			++model.empty_macros;
		} else if (!plausible(macro.expansion)) {
			model.dropped.push_back({ "macro", name, "not an expression", macro.file });
		} else {
			appended.text += "const __auto_type kxx_c_" + std::to_string(appended.constants.size()) +
					 " = (" + macro.expansion + ");\n";
			appended.constants.push_back(&macro);
		}
	}
}

Appended append_macros(Model &model)
{
	Appended appended;

	appended.prototypes_start = model.text.size();
	append_prototypes(appended, model);
	appended.constants_start = model.text.size() + appended.text.size();
	append_constants(appended, model);
	return appended;
}

} // namespace kxx::bindgen
