// SPDX-License-Identifier: GPL-2.0
//! The setter makes the new text before it lets go of the old one.

#include <kernel/prelude.hpp>

using namespace kernel;

class Label {
public:
	BStr text() const & __lifetimebound { return text_; }

	Result<> set(BStr text)
	{
		String fresh;

		TRY(fresh.reserve(text.size(), GFP_KERNEL));
		TRY(fresh.append(text, GFP_KERNEL));
		text_ = std::move(fresh);
		sets_++;
		return ok;
	}
	/// Drops the blanks at both ends.
	Result<> trim()
	{
		if (text_.empty())
			return ok;
		return set(text().trim());
	}
	u32 sets() const { return sets_; }

private:
	String text_;
	u32 sets_ = 0;
};
