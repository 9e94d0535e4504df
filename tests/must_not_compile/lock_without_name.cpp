// SPDX-License-Identifier: GPL-2.0
// EXPECT: wrong number of template arguments
#include <kernel/sync/mutex.hpp>

using namespace kernel;

#ifdef FIXED
Mutex<u32, "test.lock"> lock;
#else
Mutex<u32> lock;
#endif
