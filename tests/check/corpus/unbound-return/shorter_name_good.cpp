// SPDX-License-Identifier: GPL-2.0
//! The function says that its result borrows from its parameters, and the caller keeps the owner.

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
		const auto full = TRY(CString::format(fmt("interface{}", number), GFP_KERNEL));
		CStr name = pick(full, fallback_);

		pr_info("link up: {}", name);
		return ok;
	}

private:
	static CStr pick(const CString &full __lifetimebound, const CString &other __lifetimebound)
	{
		if (full.size() > 15)
			return other;
		return full;
	}

	CString fallback_;
};
