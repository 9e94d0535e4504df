// SPDX-License-Identifier: GPL-2.0
//! A text of the C++ library.
// BEFORE: 7
#include <kernel/prelude.hpp>

using namespace kernel;

#ifdef FIXED
void use(CString &text);
#else
#include <string> // MISTAKE: use CString or String
void use(std::string &text);
#endif
