// SPDX-License-Identifier: GPL-2.0
//! A set of events is no number.
// EXPECT: no match|cannot convert|could not convert

#include <kernel/eventpoll.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

PollEvents use()
{
#ifdef FIXED
	return EPOLLIN | EPOLLRDNORM;
#else
	return EPOLLIN | 64;
#endif
}
