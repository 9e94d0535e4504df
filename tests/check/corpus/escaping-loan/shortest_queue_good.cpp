// SPDX-License-Identifier: GPL-2.0
//! A template returns an index into a Vec that the caller keeps.

#include <kernel/prelude.hpp>

using namespace kernel;

struct Cpu {
	u32 number;
	u32 load;
};

template <typename T, typename Less>
usize least_of(const Vec<T> &elements, Less less)
{
	usize best = 0;

	for (usize i = 1; i < elements.size(); i++)
		if (less(*elements.get(i), *elements.get(best)))
			best = i;
	return best;
}

class Balancer {
public:
	Result<> add(u32 number, u32 load) { return cpus_.push({ number, load }, GFP_KERNEL); }

	Result<u32> pick() const
	{
		auto snapshot = TRY(cpus_.clone(GFP_ATOMIC));
		const usize index = least_of(snapshot, [](const Cpu &a, const Cpu &b) { return a.load < b.load; });
		const Cpu *cpu = snapshot.get(index);

		if (!cpu)
			return ENODEV;
		return cpu->number;
	}

private:
	Vec<Cpu> cpus_;
};
