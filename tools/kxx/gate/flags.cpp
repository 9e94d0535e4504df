// SPDX-License-Identifier: GPL-2.0
//! Flags on which both sides of a call must agree; Rust calls them target modifiers.
#include <map>
#include <sstream>

#include <fmt/format.h>

#include "gate/gate.hpp"

namespace kxx::gate {
namespace {

/// A setting and the flag that made it, keyed by the name of the setting.
using Settings = std::map<std::string, std::string>;

/// Flags that are on or off; the compiler's default is that the flag is absent.
bool is_switch(const std::string &name)
{
	static const std::set<std::string> switches = {
		"short-wchar", "strict-aliasing", "short-enums",	"delete-null-pointer-checks",
		"pack-struct", "strict-overflow", "omit-frame-pointer", "asynchronous-unwind-tables",
		"wrapv",
	};

	return switches.contains(name);
}

bool is_valued(const std::string &name)
{
	static const std::set<std::string> valued = {
		"cf-protection", "patchable-function-entry", "trivial-auto-var-init",
		"pack-struct",	 "zero-call-used-regs",	     "asan-shadow-offset",
	};

	return valued.contains(name);
}

/// -mtune does not affect any convention between two functions.
bool is_private_machine_flag(const std::string &flag)
{
	return flag.starts_with("-mtune") || flag.starts_with("-mbranch-cost");
}

void sanitizers(Settings &settings, const std::string &list, bool on)
{
	std::istringstream items(list);

	for (std::string item; std::getline(items, item, ',');) {
		if (on) {
			settings["sanitize " + item] = "-fsanitize=" + item;
		} else if (item == "all") {
			std::erase_if(settings,
				      [](const auto &setting) { return setting.first.starts_with("sanitize "); });
		} else {
			settings.erase("sanitize " + item);
		}
	}
}

void add(Settings &settings, const std::string &flag)
{
	if (flag.starts_with("-fsanitize="))
		return sanitizers(settings, flag.substr(11), true);
	if (flag.starts_with("-fno-sanitize="))
		return sanitizers(settings, flag.substr(14), false);
	if (flag.starts_with("-fsanitize-coverage=")) {
		settings["sanitize-coverage"] = flag;
		return;
	}
	bool machine = flag.starts_with("-m");
	if (!machine && !flag.starts_with("-f"))
		return;
	if (machine && is_private_machine_flag(flag))
		return;

	bool off = flag.compare(2, 3, "no-") == 0;
	std::string name = flag.substr(off ? 5 : 2);
	if (std::size_t equals = name.find('='); equals != std::string::npos)
		name.erase(equals);
	if (machine) {
		if (name == "hard-float" || name == "soft-float")
			name = "float";
		settings[name] = flag;
	} else if (name == "unsigned-char" || name == "signed-char") {
		settings["char"] = off == (name == "signed-char") ? "-funsigned-char" : "";
		if (settings["char"].empty())
			settings.erase("char");
	} else if (name.starts_with("stack-protector")) {
		if (off)
			settings.erase("stack-protector");
		else
			settings["stack-protector"] = flag;
	} else if (is_switch(name) || is_valued(name)) {
		// -fcf-protection=none and -ftrivial-auto-var-init=uninitialized are the defaults.
		if (flag.ends_with("=none") || flag.ends_with("=uninitialized") ||
		    (off &&
		     (name == "short-wchar" || name == "short-enums" || name == "wrapv" || name == "pack-struct")))
			settings.erase(name);
		else if (!off && (name == "strict-aliasing" || name == "strict-overflow" ||
				  name == "delete-null-pointer-checks" || name == "asynchronous-unwind-tables"))
			settings.erase(name);
		else
			settings[name] = flag;
	}
}

Settings read(const std::vector<std::string> &flags)
{
	Settings settings;

	for (const std::string &flag : flags)
		add(settings, flag);
	return settings;
}

} // namespace

std::vector<Finding> compare_flags(const std::vector<std::string> &flags, const std::vector<std::string> &kernel_flags)
{
	Settings ours = read(flags), theirs = read(kernel_flags);
	std::vector<Finding> findings;
	auto refuse = [&findings](std::string message, std::string note) {
		findings.push_back({ .rule = "abi-flag", .message = std::move(message), .note = std::move(note) });
	};

	for (const auto &[name, flag] : theirs) {
		auto found = ours.find(name);

		if (found == ours.end())
			refuse(fmt::format("the kernel is built with '{}', the C++ code is not", flag),
			       fmt::format("compile every C++ file of the module with '{}'", flag));
		else if (found->second != flag)
			refuse(fmt::format("the C++ code is built with '{}', the kernel with '{}'", found->second,
					   flag),
			       fmt::format("compile every C++ file of the module with '{}'", flag));
	}
	for (const auto &[name, flag] : ours)
		if (!theirs.contains(name))
			refuse(fmt::format("the C++ code is built with '{}', the kernel is not", flag),
			       fmt::format("remove '{}' from the flags of the module", flag));
	return findings;
}

} // namespace kxx::gate
