// SPDX-License-Identifier: GPL-2.0
//! The old name is kept by an owner while the new one replaces it.

#include <kernel/prelude.hpp>

using namespace kernel;

class Volume {
public:
	static Result<Volume> create(BStr name) { return { std::in_place, TRY(CString::copy(name, GFP_KERNEL)) }; }
	explicit Volume(CString name) : name_(std::move(name)) {}

	Result<> rename(BStr name)
	{
		if (name.empty() || name.contains('/'))
			return EINVAL;
		auto fresh = TRY(CString::copy(name.trim(), GFP_KERNEL));
		CString old = std::exchange(name_, std::move(fresh));

		renames_++;
		pr_info("{} is now {}", old, name_);
		return ok;
	}
	u32 renames() const { return renames_; }

private:
	CString name_;
	u32 renames_ = 0;
};
