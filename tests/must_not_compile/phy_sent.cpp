// SPDX-License-Identifier: GPL-2.0
//! Another task would have the PHY after the lock is gone.
// EXPECT: static assertion failed

#include <kernel/net/phy.hpp>

using namespace kernel;

#ifdef FIXED
static_assert(!sendable<phy::Locked> && !shareable<phy::Locked>);
#else
static_assert(sendable<phy::Locked>);
#endif
