// SPDX-License-Identifier: GPL-2.0
//! The cost of a call itself, which is measured and subtracted from every other figure.

#include <kernel/prelude.hpp>

#include "operations.h"

long cxx_empty()
{
	return 0;
}
