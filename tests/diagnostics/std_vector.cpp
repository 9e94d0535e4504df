// SPDX-License-Identifier: GPL-2.0
//! An array of the C++ library.
// BEFORE: 0
#include <kernel/prelude.hpp>

using namespace kernel;

#ifdef FIXED
void use(Vec<int> &numbers);
#else
#include <vector> // MISTAKE: use Vec
void use(std::vector<int> &numbers);
#endif
