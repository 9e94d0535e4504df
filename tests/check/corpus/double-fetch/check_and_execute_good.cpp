// SPDX-License-Identifier: GPL-2.0
//! The command is read once, checked, and the same copy executed.
//! Like CVE-2016-6136: the audit code checked the arguments of execve() and read them again to log them.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

namespace {

struct Step {
	u32 opcode;
	u32 port;
};

class Sequencer final : Pinned {
public:
	Result<usize> write(const File &, UserReader from) const
	{
		const Step step = TRY(from.read<Step>());

		TRY(check(step));
		execute(step);
		return sizeof(Step);
	}

private:
	static Result<> check(const Step &step) { return step.port < 8 ? Result<>(ok) : EPERM; }
	void execute(const Step &step) const
	{
		if (step.opcode == 1)
			ports_.or_with(1u << (step.port & 31));
	}

	Atomic<u32> ports_;
};

class Module final : Pinned {
public:
	Result<> init() { return device_.publish(); }

private:
	misc::Device<Sequencer, "sequencer"> device_;
};

} // namespace

KERNEL_MODULE(Module, { .name = KBUILD_MODNAME, .license = "GPL" })
