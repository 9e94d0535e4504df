// SPDX-License-Identifier: GPL-2.0
//! A helper that tests a struct of a process says what it has tested.
#include <kernel/file/uaccess.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

struct Request {
	i32 row;
	i32 column;
};

static bool fits(const Request &request)
{
	return request.row >= 0 && request.row < 8 && request.column < 8; // the column may be below zero
}
static Result<> check(const Request &request)
{
	if (request.column < 0)
		return EINVAL;
	return ok;
}

Result<u32> look(UserReader from, const u32 (&cells)[8][8]);
Result<u32> look(UserReader from, const u32 (&cells)[8][8])
{
	const Request request = TRY(from.read<Request>());

	TRY(check(request));
	if (!fits(request))
		return EINVAL;
	return cells[request.row][request.column];
}
