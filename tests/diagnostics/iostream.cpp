// SPDX-License-Identifier: GPL-2.0
//! The streams of the C++ library.
// BEFORE: 9
#include <kernel/prelude.hpp>

using namespace kernel;

#ifdef FIXED
void use();
void use() { pr_info("loaded"); }
#else
#include <iostream> // MISTAKE: use pr_info\(\)
void use();
void use() { std::cout << "loaded"; }
#endif
