// SPDX-License-Identifier: GPL-2.0
//! The number of samples is compared with a limit before memory is taken for them.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Scope final : Pinned {
public:
	Result<usize> write(const File &, UserReader from) const
	{
		const u32 count = TRY(TRY(from.read<u32>()).at_most(4096));
		auto samples = samples_.lock();

		TRY(samples->reserve(count, GFP_KERNEL_ACCOUNT));
		return sizeof(count);
	}

private:
	Mutex<Vec<u64>, "scope.samples"> samples_;
};

class ScopeModule final : Pinned {
public:
	Result<> init() { return device_.publish(); }

private:
	misc::Device<Scope, "scope"> device_;
};
