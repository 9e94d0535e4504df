// SPDX-License-Identifier: GPL-2.0
//! The number of a command is a byte.
// EXPECT: less than 256

#include <kernel/ioctl.hpp>

using namespace kernel;

#ifdef FIXED
using Command = ioctl::None<'k', 255>;
#else
using Command = ioctl::None<'k', 256>;
#endif
static_assert(Command::number != 0);
