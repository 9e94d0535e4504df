// SPDX-License-Identifier: GPL-2.0
//! An interrupt handler answers by name.
// EXPECT: cannot convert|could not convert|no match

#include <kernel/irqreturn.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

IrqReturn use(bool mine)
{
#ifdef FIXED
	return mine ? IrqReturn::Handled : IrqReturn::None;
#else
	return mine;
#endif
}
