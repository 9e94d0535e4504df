// SPDX-License-Identifier: GPL-2.0
//! Each end is with one at a time.
// EXPECT: use of deleted function|implicitly deleted|implicitly declared as deleted

#include <kernel/kfifo.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

using Fifo = Kfifo<u32, 16>;

bool use(Fifo::In &in);
bool use(Fifo::In &in)
{
#ifdef FIXED
	auto other = std::move(in);
#else
	auto other = in;
#endif
	return other.put(1);
}
