// SPDX-License-Identifier: GPL-2.0
//! A header of C.
// BEFORE: 4
#include <kernel/prelude.hpp>

using namespace kernel;

#ifdef FIXED
#include <linux/proc_fs.hpp>
#else
#include <linux/proc_fs.h> // MISTAKE: #include <linux/proc_fs.hpp>
#endif
