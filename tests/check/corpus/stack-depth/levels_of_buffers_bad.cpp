// SPDX-License-Identifier: GPL-2.0
//! Each level of a store has its block on the stack, and a write goes through ten levels.

#include <kernel/prelude.hpp>

using namespace kernel;

struct Block {
	u8 bytes[1900];
};

class Store {
public:
	Result<u64> write(Span<const u8> data);
};

template <u32 level>
[[gnu::noinline]] u64 write_level(const Block &above)
{
	Block block;
	u64 sum = 0;

	for (usize i = 0; i < sizeof(block.bytes); i++) {
		block.bytes[i] = static_cast<u8>(above.bytes[i] * 31 + level);
		sum += block.bytes[i];
	}
	if constexpr (level > 0)
		sum ^= write_level<level - 1>(block);
	return sum;
}

Result<u64> Store::write(Span<const u8> data) // BUG: stack-depth
{
	Block top = {};

	if (data.size() > sizeof(top.bytes))
		return EMSGSIZE;
	TRY(span_of(top.bytes).first(data.size()).copy_from(data));
	return write_level<9>(top);
}
