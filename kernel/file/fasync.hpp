// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Who gets a signal when a file has news.
//!
//! C: include/linux/fs.h (fasync_struct)
#pragma once

#include <linux/fs.hpp>
#include <uapi/asm-generic/siginfo.hpp>
#include <uapi/asm/signal.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/types.hpp>

namespace kernel {

/// Why a signal is sent, as si_code says it.
enum class SignalBand : int {
	In = ::macro::POLL_IN,
	Out = ::macro::POLL_OUT,
	Error = ::macro::POLL_ERR,
	Priority = ::macro::POLL_PRI,
	HangUp = ::macro::POLL_HUP,
};

/// The owners of a file's descriptors that set O_ASYNC: who is sent SIGIO.
///
/// A member of the state of an open file, named there by `static constexpr auto fasync = &Echo::signals_;`.
/// The kernel empties it before the file's release().
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
	void notify(SignalBand band) const __atomic
	{
		::kill_fasync(&raw_, ::macro::SIGIO, static_cast<int>(band));
	}

	/// For the file's fasync(), which C calls.
	::fasync_struct **as_raw(unsafe_t) const __lifetimebound { return &raw_; }

private:
	mutable ::fasync_struct *raw_ = nullptr;
};

} // namespace kernel
