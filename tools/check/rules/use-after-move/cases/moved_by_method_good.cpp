// SPDX-License-Identifier: GPL-2.0
//! A method moves a member away, and another method of the same object reads it afterwards.
#include <kernel/prelude.hpp>

using namespace kernel;

class Draft {
public:
	Draft(Box<u32> page, Box<u32> spare) : page_(std::move(page)), spare_(std::move(spare)) {}

	Box<u32> publish()
	{
		Box<u32> page = std::move(page_);

		page_ = std::move(spare_);
		return page;
	}
	u32 page() const { return *page_; }

private:
	Box<u32> page_;
	Box<u32> spare_;
};

u32 print(Box<u32> page, Box<u32> spare);
u32 print(Box<u32> page, Box<u32> spare)
{
	Draft draft(std::move(page), std::move(spare));
	Box<u32> printed = draft.publish();

	return *printed + draft.page();
}
