// SPDX-License-Identifier: GPL-2.0
//! A file with the findings that a module had when `kxx check` came to it: they are not reported again.
#pragma once

#include "check/result.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kxx::check {

/// The name of the baseline that is used without being asked for, if it is beside a Kbuild file.
inline constexpr char usual_baseline[] = "kxx-check.baseline";

/// How many findings of each kind are accepted. A kind has no line numbers, so it survives changes above its place.
class Baseline {
public:
	/// Reads a file. Throws Failure if it is not a baseline.
	explicit Baseline(const std::filesystem::path &path);

	/// Takes one finding of this kind off, if there is one left.
	bool accept(const Finding &finding);

	/// The lines that are left, of the rules and files that were looked at.
	template <typename Predicate>
	std::vector<Stale> stale(Predicate was_checked) const
	{
		std::vector<Stale> lines;

		for (const auto &[kind, count] : kinds_)
			if (count != 0 && was_checked(kind.rule, directory_ / kind.file))
				lines.push_back(
					{ path_.string(), kind.rule, kind.file, kind.function, kind.message, count });
		return lines;
	}

	/// The text of a baseline at `path` that accepts these findings.
	static std::string write(const std::filesystem::path &path, const std::vector<Finding> &findings);

private:
	struct Kind {
		std::string rule;
		/// Relative to the baseline's directory.
		std::string file;
		std::string function;
		/// Without numbers of lines.
		std::string message;

		auto operator<=>(const Kind &) const = default;
	};

	static Kind kind_of(const Finding &finding, const std::filesystem::path &directory);

	std::filesystem::path path_;
	std::filesystem::path directory_;
	std::map<Kind, unsigned> kinds_;
};

} // namespace kxx::check
