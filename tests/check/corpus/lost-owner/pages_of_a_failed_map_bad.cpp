// SPDX-License-Identifier: GPL-2.0
//! Pages that were given up for a mapping are lost when the mapping fails.

#include <kernel/memory/page.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class DmaPool final : Pinned {
public:
	Result<usize> add()
	{
		auto pages = TRY(Pages<2>::alloc(GFP_KERNEL));
		const usize frame = pages.frame();
		::page *raw = std::move(pages).into_raw();

		TRY(map(frame));		    // BUG: lost-owner
		TRY(mapped_.push(raw, GFP_KERNEL)); // BUG: lost-owner
		return frame;
	}
	~DmaPool()
	{
		for (::page *raw : mapped_) {
			// SAFETY: from into_raw() in add(), and in the pool once.
			auto gone = Pages<2>::from_raw(unsafe, raw);
		}
	}

private:
	Result<> map(usize frame) const
	{
		if (frame >> 20)
			return ERANGE;
		return ok;
	}

	Vec<::page *> mapped_;
};
