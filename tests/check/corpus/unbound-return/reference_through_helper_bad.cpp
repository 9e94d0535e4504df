// SPDX-License-Identifier: GPL-2.0
//! A reference goes through two helpers, neither of which says from where its result borrows.

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
		const Channel &channel = channel_or_spare(Board{}, number);

		return channel.gain;
	}

private:
	static const Channel &channel_or_spare(const Board &board, u32 number)
	{
		const Channel *found = board.channels.get(number);

		return found ? *found : spare(board); // BUG: unbound-return
	}
	static const Channel &spare(const Board &board) { return board.spare; } // BUG: unbound-return
};
