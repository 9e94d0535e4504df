// SPDX-License-Identifier: GPL-2.0
#include "vm/caught_signals.hpp"

namespace kxx::vm {

static volatile std::sig_atomic_t caught;

CaughtSignals::CaughtSignals()
{
	struct sigaction action = {};

	caught = 0;
	action.sa_handler = catch_signal;
	for (std::size_t i = 0; i < signals.size(); i++) {
		sigaction(signals[i], nullptr, &before_[i]);
		if (before_[i].sa_handler != SIG_IGN)
			sigaction(signals[i], &action, nullptr);
	}
}

CaughtSignals::~CaughtSignals()
{
	for (std::size_t i = 0; i < signals.size(); i++)
		sigaction(signals[i], &before_[i], nullptr);
}

int caught_signal()
{
	return caught;
}

void catch_signal(int signal)
{
	caught = signal;
}

} // namespace kxx::vm
