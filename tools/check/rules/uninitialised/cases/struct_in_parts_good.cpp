// SPDX-License-Identifier: GPL-2.0
//! Everything is written before it is used, each time in another way.
#include <kernel/file/uaccess.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Limits {
	u32 least;
	u32 most;
	u32 step;
};

bool load(u32 from, Limits &limits)
{
	if (from > 10)
		return false;
	limits.least = from;
	limits.most = from * 2;
	limits.step = 1;
	return true;
}

Result<> report(UserReader from, UserWriter to);
Result<> report(UserReader from, UserWriter to)
{
	Limits limits;
	u8 bytes[16];
	u8 zeroes[8];
	u32 kind;

	if (!load(5, limits))
		return EINVAL;
	TRY(to.write(limits));
	limits.step = 2;
	TRY(from.read(span_of(bytes)));
	for (usize i = 0; i < 8; i++)
		zeroes[i] = 0;
	to.write_some(span_of(bytes));
	to.write_some(span_of(zeroes));
	switch (bytes[0]) {
	case 0:
		kind = 1;
		break;
	default:
		kind = 2;
	}
	return to.write(kind);
}
