// SPDX-License-Identifier: GPL-2.0
//! A command from user space that is not known is refused.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

enum class Opcode : u8 { Start = 1, Stop = 2, Reset = 3 };

class Motor final : Pinned {
public:
	Result<usize> write(const File &, UserReader from) const
	{
		const u8 opcode = TRY(from.read<u8>()).unchecked();

		switch (static_cast<Opcode>(opcode)) {
		case Opcode::Start:
			running_.store(true, relaxed);
			break;
		case Opcode::Stop:
			running_.store(false, relaxed);
			break;
		case Opcode::Reset:
			resets_.inc();
			break;
		default:
			return EINVAL;
		}
		return 1;
	}

private:
	Atomic<bool> running_{ false };
	Atomic<u32> resets_;
};

class MotorModule final : Pinned {
public:
	Result<> init() { return device_.publish(); }

private:
	misc::Device<Motor, "motor"> device_;
};
