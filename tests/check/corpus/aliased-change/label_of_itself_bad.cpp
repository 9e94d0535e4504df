// SPDX-License-Identifier: GPL-2.0
//! A setter lets go of its text before it appends a view, which is of that very text.

#include <kernel/prelude.hpp>

using namespace kernel;

class Label {
public:
	BStr text() const & __lifetimebound { return text_; }

	Result<> set(BStr text)
	{
		text_ = String();
		TRY(text_.reserve(text.size(), GFP_KERNEL));
		TRY(text_.append(text, GFP_KERNEL));
		sets_++;
		return ok;
	}
	/// Drops the blanks at both ends.
	Result<> trim()
	{
		if (text_.empty())
			return ok;
		return set(text().trim()); // BUG: aliased-change
	}
	u32 sets() const { return sets_; }

private:
	String text_;
	u32 sets_ = 0;
};
