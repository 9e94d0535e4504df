// SPDX-License-Identifier: GPL-2.0
#include "check/new_rule.hpp"

#include "check/rules.hpp"
#include "common/failure.hpp"
#include "common/files.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace kxx::check {
namespace fs = std::filesystem;
namespace {

constexpr std::pair<const char *, const char *> files[] = {
	{ "page.md", R"(# @RULE@: what is wrong, in one line

## Why

What happens to the kernel, and when. Name a real fault, if you know one.

## Bad

```cpp
```

## Good

```cpp
```

## How to silence

`// kxx-allow: @RULE@ reason`, on the line of the finding or above it. Say which reasons there can be.
)" },
	{ "rule.hpp", R"(// SPDX-License-Identifier: GPL-2.0
//! @RULE@: what is wrong, in one line.
#pragma once

#include <memory>

#include "analysis.hpp"

namespace kxx::check {

/// Makes the analysis of the rule "@RULE@".
std::unique_ptr<Analysis> make_@NAME@();

} // namespace kxx::check
)" },
	{ "rule.cpp", R"(// SPDX-License-Identifier: GPL-2.0
#include "rules/@RULE@/rule.hpp"

#include "unit.hpp"

namespace kxx::check {
namespace {

class @CLASS@ final : public Analysis {
public:
	void check_file(Unit &unit) override
	{
		for (const clang::FunctionDecl *function : unit.users_functions())
			if (is_wrong(function))
				unit.report({ .rule = "@RULE@",
					      .level = Level::Error,
					      .place = unit.place(function->getLocation()),
					      .function = name_of(function),
					      .message = "what the user wrote, and why it is wrong",
					      .help = "what to write instead",
					      .trace = {} });
	}

private:
	static bool is_wrong(const clang::FunctionDecl *) { return false; }
};

} // namespace

std::unique_ptr<Analysis> make_@NAME@()
{
	return std::make_unique<@CLASS@>();
}

} // namespace kxx::check
)" },
	{ "cases/one_bad.cpp", R"(// SPDX-License-Identifier: GPL-2.0
//! What is wrong here.

#include <kernel/prelude.hpp>

using namespace kernel;

void one()
{
	pr_info("the line that is wrong"); // BUG: @RULE@
}
)" },
	{ "cases/one_good.cpp", R"(// SPDX-License-Identifier: GPL-2.0
//! The same code without the fault.

#include <kernel/prelude.hpp>

using namespace kernel;

void one()
{
	pr_info("the line as it should be");
}
)" },
};

void check_name(const std::string &name)
{
	const bool plain = std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });

	if (!plain || name.empty() || name.starts_with('-') || name.ends_with('-') || name.starts_with("kxx-"))
		throw Failure(Fault::Environment, fmt::format("'{}' cannot be the name of a rule", name),
			      "use lowercase words with '-' between them, such as use-after-move");
	if (std::ranges::find(all_pages(), name, &Page::rule) != all_pages().end())
		throw Failure(Fault::Environment, fmt::format("there is a rule '{}' already", name),
			      "kxx check --rules lists the rules");
}

/// "use-after-move" → "use_after_move", or "UseAfterMove"
std::string without_dashes(const std::string &rule, bool camel)
{
	std::string out;
	bool upper = camel;

	for (const char c : rule) {
		if (c == '-') {
			upper = camel;
			if (!camel)
				out += '_';
			continue;
		}
		out += upper ? static_cast<char>(c - 'a' + 'A') : c;
		upper = false;
	}
	return out;
}

std::string fill(std::string text, const std::string &rule)
{
	const std::pair<const char *, std::string> values[] = { { "@RULE@", rule },
								{ "@NAME@", without_dashes(rule, false) },
								{ "@CLASS@", without_dashes(rule, true) } };

	for (const auto &[key, value] : values)
		for (std::size_t at = 0; (at = text.find(key, at)) != text.npos; at += value.size())
			text.replace(at, std::string_view(key).size(), value);
	return text;
}

/// Adds the rule's header and its line to the registry.
std::string registered(std::string text, const std::string &rule, const fs::path &registry)
{
	const std::size_t last_include = text.rfind("\n#include \"");
	const std::size_t table = text.find("Rule rules[] = {");
	const std::size_t end = table == text.npos ? text.npos : text.find("\n};", table);

	if (last_include == text.npos || end == text.npos)
		throw Failure(Fault::Environment, fmt::format("'{}' has no table of rules", registry.string()));
	text.insert(end, fill("\n\t{ \"@RULE@\", make_@NAME@ },", rule));
	text.insert(text.find('\n', last_include + 1), fill("\n#include \"rules/@RULE@/rule.hpp\"", rule));
	return text;
}

} // namespace

std::vector<fs::path> make_rule(const fs::path &root, const std::string &name)
{
	const fs::path rules = root / "tools" / "check" / "rules";
	const fs::path registry = rules / "registry.cpp";
	std::vector<fs::path> written;

	check_name(name);
	if (!fs::exists(registry))
		throw Failure(Fault::Environment, fmt::format("there is no '{}'", registry.string()),
			      "rules are written in a checkout of kxx, with the kxx that was built there");
	if (fs::exists(rules / name))
		throw Failure(Fault::Environment, fmt::format("'{}' exists already", (rules / name).string()));
	const std::string table = registered(read_file(registry), name, registry);
	for (const auto &[file, text] : files) {
		written.push_back(rules / name / file);
		make_directory(written.back().parent_path());
		write_file(written.back(), fill(text, name));
	}
	replace_file(registry, table);
	written.push_back(registry);
	return written;
}

} // namespace kxx::check
