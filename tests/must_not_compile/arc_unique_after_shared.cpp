// SPDX-License-Identifier: GPL-2.0
//! Once shared, an object is alone again only if the count says so.
// EXPECT: conversion from .*Arc.* to .*UniqueArc

#include <kernel/arc.hpp>

using namespace kernel;

Result<UniqueArc<u32>> use(Arc<u32> arc)
{
#ifdef FIXED
	return std::move(arc).into_unique_or_drop();
#else
	UniqueArc<u32> unique = std::move(arc);
	return unique;
#endif
}
