// SPDX-License-Identifier: GPL-2.0
// EXPECT: constraint
#include <kernel/box.hpp>
#include <kernel/sync/seqlock.hpp>

using namespace kernel;

#ifdef FIXED
SeqLock<u64, "test.lock"> lock;
#else
SeqLock<Box<u64>, "test.lock"> lock; // a reader could copy half of an owner
#endif
