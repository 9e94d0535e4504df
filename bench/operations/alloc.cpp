// SPDX-License-Identifier: GPL-2.0
//! Box and Vec against kmalloc() and a hand-written array.

#include <kernel/prelude.hpp>

#include "operations.h"

using namespace kernel;

namespace {

struct Request {
	u64 sector, length;
	u32 flags;
};

constinit u64 next_sector = 0;
constinit Vec<u32> *reserved = nullptr;

Result<> make_request()
{
	auto request = TRY(make_box<Request>(GFP_ATOMIC, next_sector, 8u, 1u));

	next_sector += request->length;
	return ok;
}

Result<> push_64()
{
	Vec<u32> numbers;

	for (u32 i = 0; i < 64; i++)
		TRY(numbers.push(i, GFP_ATOMIC));
	return ok;
}

Result<> reserve()
{
	auto vec = TRY(make_box<Vec<u32>>(GFP_KERNEL));

	TRY(vec->reserve(16, GFP_KERNEL));
	reserved = std::move(vec).into_raw();
	return ok;
}

} // namespace

long cxx_box()
{
	return make_request().to_c();
}

long cxx_vec_grow()
{
	return push_64().to_c();
}

int cxx_alloc_setup()
{
	return reserve().to_c();
}
// SAFETY: from reserve(), and taken back once.
void cxx_alloc_teardown()
{
	auto gone = Box<Vec<u32>>::from_raw(unsafe, reserved);
}
long cxx_vec_reserved()
{
	reserved->pop();
	return reserved->push(1, GFP_ATOMIC).to_c();
}
