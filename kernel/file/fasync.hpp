// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Sends signals to processes when a file has news.
//!
//! C: include/linux/fs.h (fasync_struct)
#pragma once

#include <linux/fs.hpp>
#include <uapi/asm-generic/siginfo.hpp>
#include <uapi/asm/signal.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/types.hpp>

namespace kernel {

/// The reason for a signal, as si_code gives it.
enum class SignalBand : int {
	In = ::macro::POLL_IN,
	Out = ::macro::POLL_OUT,
	Error = ::macro::POLL_ERR,
	Priority = ::macro::POLL_PRI,
	HangUp = ::macro::POLL_HUP,
};

/// The processes that set O_ASYNC on a file's descriptors and get SIGIO.
///
/// Make it a member of the open file's state, and name it there with
/// `static constexpr auto fasync = &Echo::signals_;`. The kernel empties it before the file's
/// release().
///
/// Example:
///     FasyncQueue signals;
///     signals.notify(SignalBand::In); // nobody set O_ASYNC
class FasyncQueue {
public:
	FasyncQueue(const FasyncQueue &) = delete;
	FasyncQueue &operator=(const FasyncQueue &) = delete;
	constexpr FasyncQueue() = default;

	/// Sends the signals. Context: any.
	void notify(SignalBand band) const __atomic { ::kill_fasync(&raw_, ::macro::SIGIO, static_cast<int>(band)); }

	/// The C list for the file's fasync(), which C calls.
	///
	/// Safety:
	/// - It is changed by fasync_helper() only.
	::fasync_struct **as_raw(unsafe_t) const __lifetimebound { return &raw_; }

private:
	mutable ::fasync_struct *raw_ = nullptr;
};

} // namespace kernel
