// SPDX-License-Identifier: GPL-2.0
//! Formatting into a buffer.

#include <kernel/prelude.hpp>
#include <kernel/text/format.hpp>

#include "operations.h"

using namespace kernel;

namespace {

constinit char line[64];
constinit u64 bytes = 4096;
constinit u32 queue = 3;

} // namespace

long cxx_format()
{
	return format_to(line, fmt("disk{}: read {} bytes", queue, bytes)).size();
}
long cxx_format_hex()
{
	return format_to(line, fmt("{:#x} {:08}", bytes, queue)).size();
}
