// SPDX-License-Identifier: GPL-2.0
//! Who puts in takes nothing out.
// EXPECT: has no member named .get

#include <kernel/kfifo.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

using Fifo = Kfifo<u32, 16>;

Result<u32> use(Fifo::In &in, Fifo::Out &out);
Result<u32> use(Fifo::In &in, Fifo::Out &out)
{
	if (!in.put(1))
		return ENOSPC;
#ifdef FIXED
	return out.get();
#else
	return in.get();
#endif
}
