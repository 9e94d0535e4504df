// SPDX-License-Identifier: GPL-2.0
//! Both helpers say from where their results borrow.

#include <kernel/prelude.hpp>

using namespace kernel;

struct Channel {
	u32 number = 0;
	u32 gain = 1;
};

struct Board {
	Vec<Channel> channels;
	Channel spare;
};

class Mixer {
public:
	static u32 gain(u32 number)
	{
		const Board board;
		const Channel &channel = channel_or_spare(board, number);

		return channel.gain;
	}

private:
	static const Channel &channel_or_spare(const Board &board __lifetimebound, u32 number)
	{
		const Channel *found = board.channels.get(number);

		return found ? *found : spare(board);
	}
	static const Channel &spare(const Board &board __lifetimebound) { return board.spare; }
};
