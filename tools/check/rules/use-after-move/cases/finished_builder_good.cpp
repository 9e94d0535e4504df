// SPDX-License-Identifier: GPL-2.0
//! A method that uses the object up is called on what std::move() gives.
#include <kernel/prelude.hpp>

using namespace kernel;

class Batch {
public:
	explicit Batch(Vec<u32> rows) : rows_(std::move(rows)) {}

	/// The rows, which the batch then has no more.
	Vec<u32> finish() &&
	{
		pr_info("{} rows", rows_.size());
		return std::move(rows_);
	}

private:
	Vec<u32> rows_;
};

usize sizes(Batch first, Batch second)
{
	Vec<u32> one = std::move(first).finish();

	return one.size() + std::move(second).finish().size();
}
