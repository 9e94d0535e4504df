// SPDX-License-Identifier: GPL-2.0 OR MIT
//! The result of an interrupt handler.
//!
//! C: include/linux/irqreturn.h
#pragma once

#include <linux/irqreturn.hpp>

#include <kernel/base/annotations.hpp>

namespace kernel {

/// Whether the interrupt was this device's, and whether work is left. It is not an error: a handler
/// cannot fail.
///
/// Example:
///     auto handle = [](bool mine) { return mine ? IrqReturn::Handled : IrqReturn::None; };
///     test.expect_eq(static_cast<int>(to_c(handle(true))), 1);
enum class [[nodiscard]] IrqReturn : unsigned char {
	/// The interrupt is not from this device; C's IRQ_NONE.
	None = ::IRQ_NONE,
	/// The interrupt is from this device, and was handled; C's IRQ_HANDLED.
	Handled = ::IRQ_HANDLED,
	/// Wakes the handler's thread, which must exist; C's IRQ_WAKE_THREAD.
	WakeThread = ::IRQ_WAKE_THREAD,
};

/// The number for C.
[[gnu::always_inline]] constexpr ::irqreturn to_c(IrqReturn answer) __atomic
{
	return static_cast<::irqreturn>(answer);
}

} // namespace kernel
