// SPDX-License-Identifier: GPL-2.0
//! Which types another task may get, decided over their declarations.
//!
//! For classes of the library, its own words are the truth (kernel/base/share.hpp); for those of the user, bases and
//! members are, also private ones and the captures of lambdas, which C++20 does not reveal to the library.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "unit.hpp"

namespace kxx::check::tasks {

enum class Question {
	Sendable,  ///< whether another task may use and destroy an object
	Shareable, ///< whether several tasks may use a const object at once
	Owning,	   ///< whether an object refers to nothing that somebody else owns
};

/// Why the answer is no.
struct Fault {
	/// The members that lead to the reason.
	std::vector<const clang::FieldDecl *> path;
	/// What is wrong with the last of them: "is a pointer, ...".
	std::string what;
};

/// Answers questions about types.
class Sharing {
public:
	explicit Sharing(Unit &unit);

	/// Why the answer is no, or nothing.
	std::optional<Fault> against(Question question, clang::QualType type);

private:
	/// What the library says of a type itself, and of which other types it depends on.
	struct Word {
		bool no = false;
		/// Whether the user wrote the answer for this class.
		bool is_explicit = false;
		std::vector<std::pair<Question, clang::QualType>> conditions;
	};

	std::optional<Fault> decide(Question question, clang::QualType type);
	std::optional<Fault> pointed(Question question, clang::QualType to, const char *what);
	std::optional<Fault> members(Question question, const clang::CXXRecordDecl *record);
	std::optional<Fault> by_word(const Word &word, clang::QualType type);
	Word word(Question question, clang::QualType type);
	const clang::ClassTemplateDecl *find(llvm::StringRef name);

	Unit &unit_;
	const clang::ClassTemplateDecl *sharing_;
	const clang::ClassTemplateDecl *borrows_;
	std::map<std::pair<Question, const void *>, std::optional<Fault>> known_;
};

/// Whether a mutable object of the class is safe: a lock, an atomic, or another class of the library that has no value to
/// assign.
bool is_synchronised(Unit &unit, clang::QualType type);

} // namespace kxx::check::tasks
