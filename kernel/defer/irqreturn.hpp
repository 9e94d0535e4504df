// SPDX-License-Identifier: GPL-2.0 OR MIT
//! What an interrupt handler answers.
//!
//! C: include/linux/irqreturn.h
#pragma once

#include <linux/irqreturn.hpp>

#include <kernel/base/annotations.hpp>

namespace kernel {

/// Whether the interrupt was this device's, and whether work is left. Not an error: a handler has none.
///
/// Example:
///     auto handle = [](bool mine) { return mine ? IrqReturn::Handled : IrqReturn::None; };
///     test.expect_eq(static_cast<int>(to_c(handle(true))), 1);
enum class [[nodiscard]] IrqReturn : unsigned char {
	/// Not from this device; C's IRQ_NONE.
	None = ::IRQ_NONE,
	/// From this device, and done; C's IRQ_HANDLED.
	Handled = ::IRQ_HANDLED,
	/// The handler's thread shall go on; C's IRQ_WAKE_THREAD. Only where there is one.
	WakeThread = ::IRQ_WAKE_THREAD,
};

[[gnu::always_inline]] constexpr ::irqreturn to_c(IrqReturn answer) __atomic
{
	return static_cast<::irqreturn>(answer);
}

} // namespace kernel
