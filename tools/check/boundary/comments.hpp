// SPDX-License-Identifier: GPL-2.0
//! The comments above a line, and whether one of them argues why `unsafe` code is sound.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <clang/Basic/SourceManager.h>
#include <llvm/ADT/StringRef.h>

namespace kxx::check::boundary {

/// Reads comments from the text of files, since the syntax tree keeps only those of declarations.
class Comments {
public:
	explicit Comments(clang::SourceManager &sources) : sources_(sources) {}

	/// What a `// SAFETY:` comment is worth.
	enum class Argument {
		Missing, ///< There is no such comment.
		Empty,	 ///< It gives no reason.
		Given,
	};

	/// Judges the SAFETY comment directly above a line. The lines from there to `last` are the code that it is
	/// about.
	Argument argument(clang::FileID file, unsigned line, unsigned last);

	/// The text of the comment directly above a line, without its slashes; empty if there is none.
	std::string above(clang::FileID file, unsigned line);

	/// Whether the lines above a declaration, up to an empty one, are declarations with a comment: it is about all
	/// of them.
	bool in_commented_group(clang::SourceLocation declaration);

private:
	const std::vector<llvm::StringRef> &lines(clang::FileID file);

	clang::SourceManager &sources_;
	std::map<clang::FileID, std::vector<llvm::StringRef>> lines_;
};

} // namespace kxx::check::boundary
