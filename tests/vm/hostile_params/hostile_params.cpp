// SPDX-License-Identifier: GPL-2.0
//! hostile_params: parameters whose code behaves as badly as the types allow.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

/// Prints far more than fits into its buffer.
struct Boaster {
	static Result<Boaster> parse(BStr) { return Boaster{}; }
	void format(Writer &out) const
	{
		for (u32 i = 0; i < 10000; i++)
			out.put('b');
	}
};

constinit Param<param::String> label{ "none" };
Result<> reads_another(const u32 &);
constinit Param<u32, reads_another> depth{ 1 };
constinit Param<u64[300]> many;
constinit Param<Boaster> boaster;
constinit Param<u32[4]> four;

/// A callback that reads another parameter, and its own.
Result<> reads_another(const u32 &wanted)
{
	label.with([&](CStr text) { pr_info("depth {} while label is {}", wanted, text); });
	return wanted > depth.get() ? Result<>(ok) : Result<>(EINVAL);
}

struct Hostile final : Pinned {
	Result<> init() { return ok; }
};

} // namespace

KERNEL_MODULE(Hostile, {
	.name = "hostile_params",
	.license = "GPL",
	.params = {
		{ .name = "label", .value = label, .permissions = 0644 },
		{ .name = "depth", .value = depth, .permissions = 0644 },
		{ .name = "many", .value = many, .permissions = 0644 },
		{ .name = "boaster", .value = boaster, .permissions = 0644 },
		{ .name = "four", .value = four, .permissions = 0644 },
	},
})
