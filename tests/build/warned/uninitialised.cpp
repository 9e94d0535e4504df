// SPDX-License-Identifier: GPL-2.0
//! A variable that one way through the code never sets, which shows only when functions are inlined; and a 128-bit
//! division, which is linked twice.
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

void set(u64 &to, bool really)
{
	if (really)
		to = 1;
}

u64 never_set()
{
	u64 value;

	set(value, false);
	return value;
}

} // namespace

class Uninitialised final {
public:
	static Result<Uninitialised> create()
	{
		const auto seed = reinterpret_cast<usize>(&module_loads);
		const auto wide = static_cast<unsigned __int128>(seed) << 70 | seed;

		pr_info("{} {}", never_set(), static_cast<u64>(wide / (seed | 1)));
		module_loads++;
		return { std::in_place };
	}

private:
	static inline u32 module_loads;
};

KERNEL_MODULE(Uninitialised, { .name = "uninitialised", .license = "GPL" })
