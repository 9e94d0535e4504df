// SPDX-License-Identifier: GPL-2.0
//! The page is inserted with the key of the locked array.

#include <kernel/container/xarray.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Page {
	explicit Page(u32 number) : number(number) {}
	u32 number;
};

class Pages final {
public:
	Result<> copy(u32 from, u32 to) const
	{
		auto fresh = TRY(make_box<Page>(GFP_KERNEL, to));
		auto pages = pages_.lock();

		if (!pages.find(from))
			return ENOENT;
		return pages.insert(to, std::move(fresh));
	}
	Result<> add(u32 number, Box<Page> page) const { return pages_.insert(number, std::move(page), GFP_ATOMIC); }

private:
	XArray<Box<Page>, "pages.all"> pages_;
};

} // namespace

Result<> copy_page();
Result<> copy_page()
{
	Pages pages;

	TRY(pages.add(1, TRY(make_box<Page>(GFP_KERNEL, 1u))));
	return pages.copy(1, 2);
}
