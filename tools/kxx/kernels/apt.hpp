// SPDX-License-Identifier: GPL-2.0
//! Asks apt for packages, without installing any.
#pragma once

#include "common/failure.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kxx::kernels {

/// Compares Debian versions as far as kernels need it: digits as numbers, the rest as text, `~`
/// before everything. Returns a negative number, zero or a positive number.
int compare_versions(std::string_view a, std::string_view b);

/// The packages that make up one stock kernel.
struct StockPackages {
	std::string release; ///< the kernel's release, as `uname -r` says
	std::string image, headers, headers_common, kbuild;

	std::vector<std::string> all() const { return { image, headers, headers_common, kbuild }; }
};

/// Picks the newest kernel of a series ("6.12") for amd64 out of a list of package names,
/// one per line. Flavours (cloud, rt), unsigned and debug packages do not count, nor does
/// a kernel whose headers or build tools are not in the list.
std::optional<StockPackages> pick_newest(std::string_view names, std::string_view series);

/// The candidate's version out of `apt-cache policy` output; empty when there is none.
std::string candidate_version(std::string_view policy);

/// Names of all packages that start with `prefix`, one per line.
std::string package_names(const std::string &prefix);
/// The version that `apt-get download` would get; empty when there is none.
std::string package_version(const std::string &name);

/// Runs `apt-get update` if we are root; returns false if we are not or if it failed.
bool update_lists();
/// True if the lists are more than some hours old, so that it is worthwhile to ask the mirror.
bool lists_are_stale();

/// A package that cannot be downloaded or unpacked: another version of it may do.
struct PackageError : Failure {
	explicit PackageError(const std::string &what, std::string note = {})
		: Failure(Fault::Environment, what, std::move(note))
	{
	}
};

/// Downloads one package into `directory` and returns the .deb's path. Throws PackageError.
std::filesystem::path download(const std::string &name, const std::filesystem::path &directory);
/// Unpacks a .deb below `root`. Throws PackageError.
void unpack(const std::filesystem::path &deb, const std::filesystem::path &root);

} // namespace kxx::kernels
