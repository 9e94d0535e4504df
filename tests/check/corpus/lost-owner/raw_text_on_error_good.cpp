// SPDX-License-Identifier: GPL-2.0
//! The text is taken back when the step that follows fails.

#include <kernel/prelude.hpp>

using namespace kernel;

/// Names of symbols in the layout that C expects.
class SymbolNames final : Pinned {
public:
	Result<> add(BStr module, BStr symbol)
	{
		auto name = TRY(CString::format(fmt("{}:{}", module, symbol), GFP_KERNEL));
		char *raw = std::move(name).into_raw();

		if (auto pushed = names_.push(raw, GFP_KERNEL); pushed.is_error()) {
			// SAFETY: from into_raw() above, and kept nowhere.
			CString gone = CString::from_raw(unsafe, raw);

			return pushed;
		}
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
