// SPDX-License-Identifier: GPL-2.0
//! The message is printed where its argument lives.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

void describe()
{
	u32 number = 5;

	pr_info("{}", number);
}

} // namespace

void show();
void show()
{
	describe();
}
