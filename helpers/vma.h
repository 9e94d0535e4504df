/* SPDX-License-Identifier: GPL-2.0 */
/* Areas of a process's address space: fields, and flags that became const. */
#ifndef KXX_HELPERS_VMA_H
#define KXX_HELPERS_VMA_H

#include <linux/mm.h>
#include <linux/version.h>

static __always_inline unsigned long kxx_vma_start(const struct vm_area_struct *vma)
{
	return vma->vm_start;
}

static __always_inline unsigned long kxx_vma_end(const struct vm_area_struct *vma)
{
	return vma->vm_end;
}

static __always_inline unsigned long kxx_vma_pgoff(const struct vm_area_struct *vma)
{
	return vma->vm_pgoff;
}

static __always_inline unsigned long kxx_vma_flags(const struct vm_area_struct *vma)
{
	return vma->vm_flags;
}

static __always_inline void kxx_vma_set_flags(struct vm_area_struct *vma, unsigned long flags)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 3, 0)
	vm_flags_set(vma, flags);
#else
	vma->vm_flags |= flags;
#endif
}

static __always_inline void kxx_vma_clear_flags(struct vm_area_struct *vma, unsigned long flags)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 3, 0)
	vm_flags_clear(vma, flags);
#else
	vma->vm_flags &= ~flags;
#endif
}

#endif
