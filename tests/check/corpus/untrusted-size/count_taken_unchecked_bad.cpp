// SPDX-License-Identifier: GPL-2.0
//! A process writes how many samples it wants, and nobody compares the number before memory is taken for them.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Scope final : Pinned {
public:
	Result<usize> write(const File &, UserReader from) const
	{
		const u32 count = TRY(from.read<u32>()).unchecked();
		auto samples = samples_.lock();

		TRY(samples->reserve(count, GFP_KERNEL_ACCOUNT)); // BUG: untrusted-size
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
