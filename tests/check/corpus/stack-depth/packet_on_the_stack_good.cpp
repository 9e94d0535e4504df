// SPDX-License-Identifier: GPL-2.0
//! The buffer for the largest packet is allocated.

#include <kernel/file/uaccess.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Injector {
public:
	Result<usize> inject(UserReader from);

private:
	u64 sum_ = 0;
};

Result<usize> Injector::inject(UserReader from)
{
	auto packet = TRY(Vec<u8>::from_elem(0, 9216, GFP_KERNEL));
	const usize size = from.read_some(span_of(packet));

	if (!size)
		return EFAULT;
	for (u8 byte : span_of(packet).first(size))
		sum_ += byte;
	return size;
}
