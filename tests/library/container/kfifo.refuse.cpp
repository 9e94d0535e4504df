// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/container/kfifo.hpp refuses.
#include <kernel/container/kfifo.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED kfifo_end_copied: use of deleted function|implicitly deleted|implicitly declared as deleted
// Only one task at a time may use an end, so an end is not copied.
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

// REFUSED kfifo_get_from_the_wrong_end: has no member named .get
// The end that puts elements in takes none out.
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

// REFUSED kfifo_odd_size: a power of two of places
// Indices wrap at a power of two.
void use();
void use()
{
#ifdef FIXED
	Kfifo<u32, 16> fifo;
#else
	Kfifo<u32, 15> fifo;
#endif
	fifo.in().ignore();
}

// REFUSED kfifo_of_owners: what is owned goes into a List
// Values are copied, so owners have no place in a ring.
void use();
void use()
{
#ifdef FIXED
	Kfifo<u32, 16> fifo;
#else
	Kfifo<Box<u32>, 16> fifo;
#endif
	fifo.in().ignore();
}
