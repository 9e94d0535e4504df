// SPDX-License-Identifier: GPL-2.0
//! The parser counts the open brackets and needs no recursion.

#include <kernel/prelude.hpp>

using namespace kernel;

/// Counts the numbers in texts such as "[1 [2 3] 4]".
class ListParser {
public:
	explicit ListParser(BStr text) : text_(text) {}

	Result<u32> parse();

private:
	char next()
	{
		const char *c = text_.get(0);

		text_ = text_.drop(1);
		return c ? *c : '\0';
	}

	BStr text_;
};

Result<u32> ListParser::parse()
{
	u32 count = 0;
	u32 open = 0;

	do {
		text_ = text_.trim_start();
		const char c = next();

		if (c == '[')
			open++;
		else if (c == ']' && open)
			open--;
		else if (c >= '0' && c <= '9')
			count++;
		else
			return EINVAL;
	} while (open);
	return count;
}
