// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/memory/page.hpp refuses.
#include <kernel/memory/page.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED page_mapping_moved: use of deleted function
// Mappings must end in the reverse order of their creation, so a mapping stays in its block.
void use(Page &page)
{
	auto mapping = page.map();
#ifdef FIXED
	auto &other = mapping;
#else
	auto other = std::move(mapping);
#endif
	other.bytes().fill(0);
}

// REFUSED page_mapping_of_temporary: use of deleted function
// The bytes would be read after their mapping has ended.
usize use(Page &page)
{
#ifdef FIXED
	auto mapping = page.map();
	Span<u8> bytes = mapping.bytes();
#else
	Span<u8> bytes = page.map().bytes();
#endif
	return bytes.size();
}

// REFUSED page_uninit_without_unsafe: no matching function|too few arguments|cannot convert|could not convert
// A page that is not zeroed holds what others left there.
Result<Page> use();
Result<Page> use()
{
#ifdef FIXED
	return Page::alloc(GFP_KERNEL);
#else
	return Page::alloc_uninit(GFP_KERNEL);
#endif
}

// REFUSED page_written_while_shared: discards qualifiers|passing .const
// A page that others share is only read.
#ifdef FIXED
void use(Page &page)
#else
void use(const Page &page)
#endif
{
	page.fill_zero();
}
