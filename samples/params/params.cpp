// SPDX-License-Identifier: GPL-2.0 OR MIT
//! params: every kind of module parameter.
//!
//!     insmod params.ko depth=12 mode=safe ratio=3:4 sizes=1,2,3 label=disk verbose

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

enum class Mode : u8 { Fast, Safe, Paranoid };

/// The names of a Mode on the command line.
consteval auto param_names(Mode)
{
	return param::names<Mode>(
		{ { "fast", Mode::Fast }, { "safe", Mode::Safe }, { "paranoid", Mode::Paranoid } });
}

/// A user-defined type: "3:4".
struct Ratio {
	u8 left = 1, right = 1;

	static Result<Ratio> parse(BStr text)
	{
		auto [first, second] = TRY(text.split_once(':'));
		const u8 left = TRY(digit(first));
		const u8 right = TRY(digit(second));

		return Ratio{ left, right };
	}
	void format(Writer &out) const { out.put(fmt("{}:{}", left, right)); }

private:
	static Result<u8> digit(BStr text) { return parse_within<u8>(text, 1, 9, NumberBase::Decimal); }
};

/// Called before a new depth, written at run time, takes effect.
Result<> change_depth(const u32 &depth)
{
	if (depth == 0 || depth > 1024) {
		pr_warn("depth {} refused: must be between 1 and 1024", depth);
		return ERANGE;
	}
	pr_info("depth is now {}", depth);
	return ok;
}

constinit Param<u8> tiny{ 1 };
constinit Param<i8> small_signed{ -1 };
constinit Param<u16> port{ 80 };
constinit Param<i16> offset{ -2 };
constinit Param<i32> level{ 0 };
constinit Param<u64> bytes{ 1ull << 40 };
constinit Param<i64> skew{ 0 };
constinit Param<u32, change_depth> depth{ 64 };
constinit Param<bool> verbose{ false };
constinit Param<Mode> mode{ Mode::Fast };
constinit Param<Ratio> ratio;
constinit Param<param::String> label{ "none" };
constinit Param<u32[4]> sizes;

class Params final : Pinned {
public:
	Result<> init()
	{
		pr_info("tiny {} small_signed {} port {} offset {} level {}", tiny.get(),
			small_signed.get(), port.get(), offset.get(), level.get());
		pr_info("bytes {} skew {} depth {} verbose {}", bytes.get(), skew.get(), depth.get(),
			verbose.get());
		pr_info("mode {}", mode.get());
		ratio.with([](const Ratio &r) { pr_info("ratio {}:{}", r.left, r.right); });
		label.with([](CStr text) { pr_info("label {}", text); });
		for (u32 i = 0; i < sizes.size(); i++)
			pr_info("sizes[{}] = {}", i, sizes[i]);
		return ok;
	}

	~Params() { pr_info("unloaded with depth {}", depth.get()); }
};

} // namespace

KERNEL_MODULE(Params, {
	.name = "params",
	.license = "GPL",
	.authors = { "The kxx authors", "Their users" },
	.description = "Every kind of module parameter",
	.version = "1.0",
	.aliases = { "kxx-params", "kxx-sample-params" },
	.params = {
		{ .name = "tiny", .value = tiny, .description = "8 bits" },
		{ .name = "small_signed", .value = small_signed, .description = "8 bits with a sign" },
		{ .name = "port", .value = port, .description = "16 bits" },
		{ .name = "offset", .value = offset, .description = "16 bits with a sign" },
		{ .name = "level", .value = level, .description = "32 bits with a sign" },
		{ .name = "bytes", .value = bytes, .description = "64 bits" },
		{ .name = "skew", .value = skew, .description = "64 bits with a sign" },
		{ .name = "depth", .value = depth, .description = "1 to 1024, may be changed at run time",
		  .permissions = 0644 },
		{ .name = "verbose", .value = verbose, .description = "A flag", .permissions = 0644 },
		{ .name = "mode", .value = mode, .description = "fast, safe or paranoid",
		  .permissions = 0644 },
		{ .name = "ratio", .value = ratio, .description = "Two digits, like 3:4",
		  .permissions = 0644 },
		{ .name = "label", .value = label, .description = "Any text", .permissions = 0600 },
		{ .name = "sizes", .value = sizes, .description = "Up to four numbers" },
	},
})
