// SPDX-License-Identifier: GPL-2.0
//! Information that a kernel build directory provides.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace kxx {

/// The version of a compiler, "12.2.0".
struct CompilerVersion {
	int major = 0;
	int minor = 0;
	int patch = 0;

	auto operator<=>(const CompilerVersion &) const = default;
	std::string text() const;
	/// The last dotted number of a line such as "gcc-12 (Debian 12.2.0-14) 12.2.0".
	static std::optional<CompilerVersion> parse(std::string_view line);
};

/// A kernel build directory, the DIR of `make -C DIR M=…`.
class KernelBuild {
public:
	/// Reads include/config/auto.conf if it exists.
	explicit KernelBuild(std::filesystem::path directory);

	const std::filesystem::path &directory() const { return directory_; }
	/// Whether include/config/auto.conf was found.
	bool configured() const { return configured_; }
	/// CONFIG_NAME=y.
	bool enabled(const std::string &name) const { return value(name) == "y"; }
	/// The value of CONFIG_NAME without quotes; empty when it is not set.
	std::string value(const std::string &name) const;
	/// include/config/kernel.release, empty when there is none.
	const std::string &release() const { return release_; }
	/// The compiler's own description, "gcc-12 (Debian …) 12.2.0".
	std::string compiler_text() const { return value("CC_VERSION_TEXT"); }
	std::optional<CompilerVersion> compiler_version() const;
	bool built_by_clang() const { return enabled("CC_IS_CLANG"); }
	/// Whether the layout of structures is randomised.
	bool randomises_layout() const;

private:
	std::filesystem::path directory_;
	bool configured_ = false;
	std::map<std::string, std::string> config_;
	std::string release_;
};

} // namespace kxx
