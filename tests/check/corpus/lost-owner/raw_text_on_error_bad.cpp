// SPDX-License-Identifier: GPL-2.0
//! A text is given up as a raw pointer before a step that may fail and return.

#include <kernel/prelude.hpp>

using namespace kernel;

/// Names of symbols in the layout that C expects.
class SymbolNames final : Pinned {
public:
	Result<> add(BStr module, BStr symbol)
	{
		auto name = TRY(CString::format(fmt("{}:{}", module, symbol), GFP_KERNEL));
		char *raw = std::move(name).into_raw();

		TRY(names_.push(raw, GFP_KERNEL)); // BUG: lost-owner
		count_++;
		return ok;
	}
	u32 count() const { return count_; }
	~SymbolNames()
	{
		for (char *raw : names_) {
			// SAFETY: from into_raw() in add(), and here once.
			CString gone = CString::from_raw(unsafe, raw);
		}
	}

private:
	Vec<char *> names_;
	u32 count_ = 0;
};
