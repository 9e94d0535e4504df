// SPDX-License-Identifier: GPL-2.0
//! A function returns a view of one of two owners without saying so; the caller's owner is a temporary.

#include <kernel/prelude.hpp>

using namespace kernel;

class Names {
public:
	static Result<Names> create(BStr fallback)
	{
		return { std::in_place, TRY(CString::copy(fallback, GFP_KERNEL)) };
	}
	explicit Names(CString fallback) : fallback_(std::move(fallback)) {}

	Result<> show(u32 number) const
	{
		CStr name = pick(TRY(CString::format(fmt("interface{}", number), GFP_KERNEL)), fallback_);

		pr_info("link up: {}", name);
		return ok;
	}

private:
	static CStr pick(const CString &full, const CString &other)
	{
		if (full.size() > 15)
			return other;
		return full; // BUG: unbound-return
	}

	CString fallback_;
};
