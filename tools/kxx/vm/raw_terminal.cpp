// SPDX-License-Identifier: GPL-2.0
#include "vm/raw_terminal.hpp"

#include <unistd.h>

namespace kxx::vm {

RawTerminal::RawTerminal() : active_(isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &before_) == 0)
{
	if (!active_)
		return;
	termios raw = before_;
	cfmakeraw(&raw);
	tcsetattr(STDIN_FILENO, TCSANOW, &raw);
}

RawTerminal::~RawTerminal()
{
	if (active_)
		tcsetattr(STDIN_FILENO, TCSANOW, &before_);
}

} // namespace kxx::vm
