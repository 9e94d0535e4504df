// SPDX-License-Identifier: GPL-2.0
//! A signal that the kernel does not have.
// EXPECT: is not a constant expression|call to consteval

#include <kernel/signal.hpp>

using namespace kernel;

#ifdef FIXED
constexpr Signal own{ 64ul };
#else
constexpr Signal own{ 65ul };
#endif
static_assert(own.number() > 0);
