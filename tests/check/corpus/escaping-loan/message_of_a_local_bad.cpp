// SPDX-License-Identifier: GPL-2.0
//! A message, which refers to its arguments, is returned with one that is a local variable.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

auto describe()
{
	u32 number = 5;

	return fmt("{}", number); // BUG: escaping-loan
}

} // namespace

void show();
void show()
{
	auto message = describe();

	static_cast<void>(message);
}
