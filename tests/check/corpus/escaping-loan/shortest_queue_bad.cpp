// SPDX-License-Identifier: GPL-2.0
//! A template returns a pointer into a Vec that it took by value.

#include <kernel/prelude.hpp>

using namespace kernel;

struct Cpu {
	u32 number;
	u32 load;
};

template <typename T, typename Less>
const T *least_of(Vec<T> elements, Less less)
{
	const T *best = nullptr;

	for (const T &element : elements)
		if (!best || less(element, *best))
			best = &element;
	return best; // BUG: escaping-loan
}

class Balancer {
public:
	Result<> add(u32 number, u32 load) { return cpus_.push({ number, load }, GFP_KERNEL); }

	Result<u32> pick() const
	{
		auto snapshot = TRY(cpus_.clone(GFP_ATOMIC));
		const Cpu *cpu =
			least_of(std::move(snapshot), [](const Cpu &a, const Cpu &b) { return a.load < b.load; });

		if (!cpu)
			return ENODEV;
		return cpu->number;
	}

private:
	Vec<Cpu> cpus_;
};
