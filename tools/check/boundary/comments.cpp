// SPDX-License-Identifier: GPL-2.0
#include "boundary/comments.hpp"

#include <algorithm>
#include <set>

namespace kxx::check::boundary {
namespace {

constexpr llvm::StringRef mark = "SAFETY:";

/// Words that give no reason on their own.
const std::set<llvm::StringRef> empty_words = {
	"a",	"all",	  "always",   "an",   "and",   "are",	   "be",   "because", "call", "code", "course",
	"fine", "fixme",  "function", "good", "here",  "i",	   "in",   "is",      "it",   "just", "know",
	"me",	"needed", "of",	      "ok",   "okay",  "required", "safe", "sound",   "sure", "tbd",  "that",
	"the",	"this",	  "to",	      "todo", "trust", "unsafe",   "we",   "works",   "xxx",
};

std::vector<std::string> words_of(llvm::StringRef text)
{
	std::vector<std::string> words;
	std::string word;

	for (char c : text) {
		if (std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '\'') {
			word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
			continue;
		}
		if (!word.empty())
			words.push_back(std::move(word));
		word.clear();
	}
	if (!word.empty())
		words.push_back(std::move(word));
	return words;
}

/// "as above", "see above", "the same as before": the reason stands elsewhere in the file.
bool refers_to_another(const std::vector<std::string> &words)
{
	auto has = [&](const char *word) { return std::ranges::find(words, word) != words.end(); };

	return words.size() <= 5 && (has("as") || has("see")) && (has("above") || has("before"));
}

} // namespace

const std::vector<llvm::StringRef> &Comments::lines(clang::FileID file)
{
	auto [at, fresh] = lines_.emplace(file, std::vector<llvm::StringRef>{});

	if (fresh) {
		llvm::SmallVector<llvm::StringRef, 0> parts;

		sources_.getBufferData(file).split(parts, '\n');
		at->second.assign(parts.begin(), parts.end());
	}
	return at->second;
}

std::string Comments::above(clang::FileID file, unsigned line)
{
	const std::vector<llvm::StringRef> &text = lines(file);
	std::vector<llvm::StringRef> found;

	// Line n is at n - 1, the one above it at n - 2.
	for (std::size_t i = line - 1; i > 0 && i <= text.size(); i--) {
		llvm::StringRef one = text[i - 1].trim();

		// A comment above a block is about its first statement.
		if (one == "{" && found.empty())
			continue;
		if (one.starts_with("//")) {
			found.push_back(one.ltrim('/').ltrim('!').trim());
			continue;
		}
		if (!one.ends_with("*/"))
			break;
		for (; i > 0; i--) {
			one = text[i - 1].trim();
			if (one.consume_front("/*")) {
				one.consume_back("*/");
				found.push_back(one.ltrim('*').trim());
				break;
			}
			one.consume_back("*/");
			found.push_back(one.ltrim('*').trim());
		}
		if (!i)
			break;
	}
	std::string joined;

	for (auto at = found.rbegin(); at != found.rend(); ++at)
		joined += at->str() + '\n';
	return joined;
}

bool Comments::in_commented_group(clang::SourceLocation declaration)
{
	const clang::SourceLocation at = sources_.getExpansionLoc(declaration);
	const std::vector<llvm::StringRef> &text = lines(sources_.getFileID(at));

	for (std::size_t i = sources_.getSpellingLineNumber(at) - 1; i > 0 && i <= text.size(); i--) {
		const llvm::StringRef one = text[i - 1].trim();

		if (one.empty() || one.starts_with("///"))
			return !one.empty();
	}
	return false;
}

Comments::Argument Comments::argument(clang::FileID file, unsigned line, unsigned last)
{
	std::string comment = above(file, line);

	// At the end of the code's last line, it is as close.
	if (const std::vector<llvm::StringRef> &own = lines(file); last >= 1 && last <= own.size())
		if (auto [code, behind] = own[last - 1].split("//"); behind.trim().starts_with(mark))
			comment = behind.str();
	const std::size_t begin = llvm::StringRef(comment).find(mark);

	if (begin == llvm::StringRef::npos)
		return Argument::Missing;
	const std::vector<std::string> words = words_of(llvm::StringRef(comment).substr(begin + mark.size()));
	const std::vector<llvm::StringRef> &text = lines(file);

	if (refers_to_another(words)) {
		for (std::size_t i = line - 2; i > 0 && i <= text.size(); i--)
			if (text[i - 1].contains(mark))
				return Argument::Given;
		return Argument::Empty;
	}
	if (words.size() < 4)
		return Argument::Empty;
	std::set<std::string> code;
	unsigned reasons = 0;
	bool only_code = true;

	for (std::size_t i = line; i <= last && i <= text.size(); i++)
		for (std::string &word : words_of(text[i - 1].split("//").first))
			code.insert(std::move(word));
	for (const std::string &word : words) {
		if (empty_words.contains(word))
			continue;
		reasons++;
		only_code &= code.contains(word);
	}
	return reasons >= 2 && !only_code ? Argument::Given : Argument::Empty;
}

} // namespace kxx::check::boundary
