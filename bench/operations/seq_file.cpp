// SPDX-License-Identifier: GPL-2.0
//! A line in a file that somebody reads.

#include <kernel/attr/seq_file.hpp>
#include <kernel/prelude.hpp>

#include "operations.h"

using namespace kernel;

namespace {

constinit char buffer[256];
constinit ::seq_file raw = [] {
	::seq_file made{};

	made.buf = buffer;
	made.size = sizeof(buffer);
	return made;
}();
constinit u64 bytes = 4096;
constinit u32 queue = 3;

} // namespace

long cxx_seq_line()
{
	// SAFETY: initialised above; one caller at a time.
	Seq &seq = Seq::from_raw(unsafe, &raw);

	raw.count = 0;
	seq.print(fmt("disk{}: read {} bytes\n", queue, bytes));
	return static_cast<long>(raw.count);
}
