// SPDX-License-Identifier: GPL-2.0
//! Our terminal as the guest's.
#pragma once

#include <termios.h>

namespace kxx::vm {

/// The terminal passes every key to the guest while one of these lives.
class RawTerminal {
public:
	RawTerminal();
	~RawTerminal();
	RawTerminal(const RawTerminal &) = delete;
	RawTerminal &operator=(const RawTerminal &) = delete;

private:
	termios before_{};
	bool active_;
};

} // namespace kxx::vm
