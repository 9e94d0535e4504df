// SPDX-License-Identifier: GPL-2.0
#include "gate/kernel_build.hpp"

#include <fstream>
#include <regex>

#include <fmt/format.h>

namespace kxx {

std::string CompilerVersion::text() const
{
	return fmt::format("{}.{}.{}", major, minor, patch);
}

std::optional<CompilerVersion> CompilerVersion::parse(std::string_view line)
{
	static const std::regex dotted(R"(([0-9]+)\.([0-9]+)(?:\.([0-9]+))?)");
	std::string text(line.substr(0, line.find('\n')));
	std::optional<CompilerVersion> found;

	for (std::sregex_iterator it(text.begin(), text.end(), dotted), end; it != end; ++it)
		found = { std::stoi((*it)[1]), std::stoi((*it)[2]), (*it)[3].matched ? std::stoi((*it)[3]) : 0 };
	return found;
}

KernelBuild::KernelBuild(std::filesystem::path directory) : directory_(std::move(directory))
{
	std::ifstream config(directory_ / "include" / "config" / "auto.conf");

	configured_ = config.is_open();
	for (std::string line; std::getline(config, line);) {
		std::size_t equals = line.find('=');

		if (!line.starts_with("CONFIG_") || equals == std::string::npos)
			continue;
		std::string value = line.substr(equals + 1);
		if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
			value = value.substr(1, value.size() - 2);
		config_[line.substr(7, equals - 7)] = value;
	}
	std::ifstream release(directory_ / "include" / "config" / "kernel.release");
	std::getline(release, release_);
}

std::string KernelBuild::value(const std::string &name) const
{
	auto found = config_.find(name);

	return found == config_.end() ? std::string() : found->second;
}

std::optional<CompilerVersion> KernelBuild::compiler_version() const
{
	if (auto version = CompilerVersion::parse(compiler_text()))
		return version;
	// GCC_VERSION is 120200 for 12.2.0, and 0 for another compiler.
	std::string number = value("GCC_VERSION");
	if (number.empty() || number == "0")
		return std::nullopt;
	int packed = std::atoi(number.c_str());
	return CompilerVersion{ packed / 10000, packed / 100 % 100, packed % 100 };
}

bool KernelBuild::randomises_layout() const
{
	return enabled("RANDSTRUCT") || enabled("GCC_PLUGIN_RANDSTRUCT") || enabled("RANDSTRUCT_FULL") ||
	       enabled("RANDSTRUCT_PERFORMANCE");
}

} // namespace kxx
