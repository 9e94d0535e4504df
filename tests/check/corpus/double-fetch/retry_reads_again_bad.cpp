// SPDX-License-Identifier: GPL-2.0
//! A loop that retries after a lack of memory reads the same user memory again in each round.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>
#include <kernel/time/delay.hpp>

using namespace kernel;

namespace {

struct Rule {
	u32 chain;
	u32 verdict;
};

class Firewall final : Pinned {
public:
	Result<usize> write(const File &, UserReader from) const
	{
		const Rule first = TRY(from.again().read<Rule>());

		if (first.verdict > 2 || first.chain > 7)
			return EINVAL;
		for (u32 attempt = 0; attempt < 3; attempt++) {
			const Rule rule = TRY(from.again().read<Rule>()); // BUG: double-fetch
			if (rules_.lock()->push(rule, GFP_KERNEL).is_ok())
				return sizeof(Rule);
			sleep(10_ms);
		}
		return ENOMEM;
	}

private:
	Mutex<Vec<Rule>, "firewall.rules"> rules_;
};

class Module final : Pinned {
public:
	Result<> init() { return device_.publish(); }

private:
	misc::Device<Firewall, "firewall"> device_;
};

} // namespace

KERNEL_MODULE(Module, { .name = KBUILD_MODNAME, .license = "GPL" })
