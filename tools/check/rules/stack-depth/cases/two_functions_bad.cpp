// SPDX-License-Identifier: GPL-2.0
//! Two frames that are small enough alone.
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

u32 inner(Span<u8> outer)
{
	u8 bytes[5000] = {};

	bytes[0] = static_cast<u8>(outer.size());
	outer.fill(bytes[0]);
	return bytes[0];
}

} // namespace

u32 outer();
u32 outer() // BUG: stack-depth
{
	u8 bytes[5000] = {};

	return inner(span_of(bytes));
}
