// SPDX-License-Identifier: GPL-2.0
#include "common/words.hpp"

namespace kxx {

std::vector<std::string> split_words(const std::string &text)
{
	std::vector<std::string> words;
	std::string word;
	bool inside = false;
	char quote = 0;

	for (std::size_t i = 0; i < text.size(); i++) {
		char c = text[i];

		if (quote) {
			if (c == quote)
				quote = 0;
			else if (c == '\\' && quote == '"' && i + 1 < text.size() &&
				 (text[i + 1] == '"' || text[i + 1] == '\\'))
				word += text[++i];
			else
				word += c;
		} else if (c == '\'' || c == '"') {
			quote = c;
			inside = true;
		} else if (c == '\\' && i + 1 < text.size()) {
			word += text[++i];
			inside = true;
		} else if (c == ' ' || c == '\t' || c == '\n') {
			if (inside)
				words.push_back(word);
			word.clear();
			inside = false;
		} else {
			word += c;
			inside = true;
		}
	}
	if (inside)
		words.push_back(word);
	return words;
}

} // namespace kxx
