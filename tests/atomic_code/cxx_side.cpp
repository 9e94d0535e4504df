// SPDX-License-Identifier: GPL-2.0
//! Every case in C++.

#include <kernel/base/access_once.hpp>
#include <kernel/base/jump_label.hpp>
#include <kernel/memory/arc.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/sync/barrier.hpp>
#include <kernel/sync/refcount.hpp>

using namespace kernel;

namespace {

using s8 = i8;
using s16 = i16;
using s32 = i32;
using s64 = i64;
using ulong = usize;
using pointer = const int *;
enum small_enum : u8 { SMALL_A, SMALL_B = 200 };

constinit StaticKey<true> key_true;
constinit StaticKey<false> key_false;

struct Two {
	explicit Two(u64 a) : a(a) {}
	u64 a, b;
};

[[gnu::always_inline]] inline const void *box(::gfp_t flags)
{
	auto made = make_box<Two>(Gfp(flags), 42u);

	if (made.is_error())
		return nullptr;
	// SAFETY: the check above shows that it is not an error.
	return std::move(made).take(unsafe).into_raw();
}

} // namespace

#define CASE(group, name, Result, c_parameters, c_expression, cxx_parameters, ...)       \
	extern "C" {                                                                     \
	__externally_visible [[gnu::used]] Result case_##group##__##name cxx_parameters; \
	Result case_##group##__##name cxx_parameters                                     \
	{                                                                                \
		return __VA_ARGS__;                                                      \
	}                                                                                \
	}
#include "cases.h"

namespace {
class Cases {
public:
	static Result<Cases> create() { return Cases{}; }
};
} // namespace
KERNEL_MODULE(Cases, { .name = "cxx_side", .license = "GPL" })
