// SPDX-License-Identifier: GPL-2.0
//! One helper reads a command from user space to check it, and another reads it again to execute it.
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
		TRY(check(from.again()));
		TRY(execute(std::move(from)));
		return sizeof(Step);
	}

private:
	static Result<> check(UserReader from)
	{
		const Step step = TRY(from.read<Step>());

		return step.port < 8 ? Result<>(ok) : EPERM;
	}
	Result<> execute(UserReader from) const
	{
		const Step step = TRY(from.read<Step>()); // BUG: double-fetch

		if (step.opcode == 1)
			ports_.or_with(1u << (step.port & 31));
		return ok;
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
