// SPDX-License-Identifier: GPL-2.0
//! A struct is written field by field, and one field is forgotten.
#include <kernel/file/uaccess.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Limits {
	u32 least;
	u32 most;
	u32 step;
};

Result<> report(UserWriter to);
Result<> report(UserWriter to)
{
	Limits limits;

	limits.least = 1;
	limits.most = 100;
	return to.write(limits); // BUG: uninitialised
}
