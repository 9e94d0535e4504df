/* SPDX-License-Identifier: GPL-2.0 */
/* Pages: functions for C's macros. */
#ifndef KXX_HELPERS_MM_H
#define KXX_HELPERS_MM_H

#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/io.h>
#include <linux/mm.h>

static __always_inline struct page *kxx_alloc_pages(gfp_t flags, unsigned int order)
{
	return alloc_pages(flags, order);
}

static __always_inline void kxx_free_pages(struct page *page, unsigned int order)
{
	__free_pages(page, order);
}

static __always_inline void *kxx_kmap_local_page(struct page *page)
{
	return kmap_local_page(page);
}

static __always_inline void kxx_kunmap_local(void *address)
{
	kunmap_local(address);
}

static __always_inline unsigned long kxx_page_to_pfn(const struct page *page)
{
	return page_to_pfn(page);
}

static __always_inline phys_addr_t kxx_page_to_phys(const struct page *page)
{
	return page_to_phys(page);
}

#endif
