// SPDX-License-Identifier: GPL-2.0 OR MIT
//! The parts of a MapleTree that do not depend on its items.
#include <helpers/maple_tree.hpp>

#include <kernel/container/maple_tree.hpp>

namespace kernel::detail {

int mt_insert(::maple_tree *raw, usize first, usize last, void *entry, Gfp flags)
{
	return ::mtree_insert_range(raw, first, last, entry, flags.bits());
}

int mt_alloc(::maple_tree *raw, usize *first, void *entry, usize size, usize least, usize most, Gfp flags)
{
	if (!size || least > most || size - 1 > most - least)
		return -::macro::EINVAL;
	return ::kxx_mt_alloc_range(raw, first, entry, size, least, most, flags.bits());
}

void *mt_range_of(::maple_tree *raw, usize index, usize *first, usize *last)
{
	return ::kxx_mt_range_of(raw, index, first, last);
}

void *mt_next_range(::maple_tree *raw, usize index, usize *first, usize *last)
{
	return ::kxx_mt_next_range(raw, index, first, last);
}

} // namespace kernel::detail
