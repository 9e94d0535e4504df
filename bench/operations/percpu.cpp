// SPDX-License-Identifier: GPL-2.0
//! Per-CPU numbers.

#include <kernel/memory/percpu.hpp>
#include <kernel/prelude.hpp>

#include "operations.h"

using namespace kernel;

namespace {

struct Stats {
	Stats(PerCpu<u64> reads) : reads(std::move(reads)) {}

	PerCpu<u64> reads;
};

constinit Stats *stats = nullptr;

Result<> make()
{
	stats = TRY(make_box<Stats>(GFP_KERNEL, TRY(PerCpu<u64>::create(GFP_KERNEL)))).into_raw();
	return ok;
}

} // namespace

int cxx_percpu_setup()
{
	return make().to_c();
}
// SAFETY: from make(), and taken back once.
void cxx_percpu_teardown()
{
	auto gone = Box<Stats>::from_raw(unsafe, stats);
}

long cxx_percpu_add()
{
	stats->reads.add(3);
	return 0;
}
long cxx_percpu_local()
{
	auto reads = stats->reads.local();

	return ++*reads;
}
