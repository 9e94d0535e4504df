// SPDX-License-Identifier: GPL-2.0
//! The memory is that of the task which made the call.
// EXPECT: not sendable|sendable

#include <kernel/share.hpp>
#include <kernel/uaccess.hpp>

using namespace kernel;

#ifdef FIXED
static_assert(sendable<u64>);
#else
static_assert(sendable<UserReader>, "UserReader is not sendable");
#endif
