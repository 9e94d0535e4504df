// SPDX-License-Identifier: GPL-2.0
//! What is viewed for reading is not written.
// EXPECT: read-only

#include <kernel/span.hpp>

using namespace kernel;

#ifdef FIXED
void use(Span<int> numbers)
#else
void use(Span<const int> numbers)
#endif
{

	for (auto &n : numbers)
		n = 1;
}
