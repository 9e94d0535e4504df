// SPDX-License-Identifier: GPL-2.0 OR MIT
//! The parts of an XArray that do not depend on its items.
#include <helpers/xarray.hpp>

#include <kernel/container/xarray.hpp>

namespace kernel::detail {

[[gnu::noinline]] int xa_insert_with(::xarray *raw, usize index, void *entry, ::xa_node **first)
{
	return ::kxx_xa_insert_with(raw, index, entry, first);
}

[[gnu::noinline]] int xa_alloc_with(::xarray *raw, u32 *index, void *entry, u32 min, u32 max, ::xa_node **first)
{
	return ::kxx_xa_alloc_with(raw, index, entry, min, max, first);
}

[[gnu::noinline]] void *xa_replace(::xarray *raw, usize index, void *entry)
{
	return ::kxx_xa_replace(raw, index, entry);
}

[[gnu::noinline]] void xa_fill(::xarray *raw, usize index, void *entry)
{
	::kxx_xa_fill(raw, index, entry);
}

[[gnu::noinline]] Error xa_refusal(int error)
{
	return error == -::macro::EBUSY ? Error(EEXIST) : Error::from_c(error);
}

} // namespace kernel::detail
