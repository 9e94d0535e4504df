// SPDX-License-Identifier: GPL-2.0
//! A parser of user text calls itself through another function for every opening bracket.

#include <kernel/prelude.hpp>

using namespace kernel;

/// Counts the numbers in texts such as "[1 [2 3] 4]".
class ListParser {
public:
	explicit ListParser(BStr text) : text_(text) {}

	Result<u32> parse();

private:
	Result<u32> element();
	Result<u32> list();
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
	return element();
}

Result<u32> ListParser::element()
{
	text_ = text_.trim_start();
	if (text_.starts_with("["))
		return list(); // BUG: recursion
	const char c = next();

	return c >= '0' && c <= '9' ? Result<u32>(1u) : Result<u32>(EINVAL);
}

Result<u32> ListParser::list()
{
	u32 count = 0;

	next();
	for (;;) {
		text_ = text_.trim_start();
		if (text_.starts_with("]"))
			break;
		count += TRY(element()); // BUG: recursion
	}
	next();
	return count;
}
