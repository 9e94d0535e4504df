// SPDX-License-Identifier: GPL-2.0
//! Branches on static keys.

#include <kernel/base/jump_label.hpp>
#include <kernel/prelude.hpp>

#include "operations.h"

using namespace kernel;

namespace {

constinit StaticKey<false> tracing;
constinit StaticKey<true> checking;
constinit u64 traced = 0;

} // namespace

long cxx_static_key_off()
{
	if (static_branch_unlikely<tracing>())
		traced++;
	return 0;
}

long cxx_static_key_on()
{
	if (static_branch_likely<checking>())
		traced++;
	return 0;
}
