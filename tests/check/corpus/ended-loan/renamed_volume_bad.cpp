// SPDX-License-Identifier: GPL-2.0
//! A view of the old name is printed after the name was assigned a new text.
//! Like CVE-2017-7533: inotify used the name of a file while a rename replaced and freed it.

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
		CStr old = name_.view();

		name_ = TRY(CString::copy(name.trim(), GFP_KERNEL));
		renames_++;
		pr_info("{} is now {}", old, name_); // BUG: ended-loan
		return ok;
	}
	u32 renames() const { return renames_; }

private:
	CString name_;
	u32 renames_ = 0;
};
