// SPDX-License-Identifier: GPL-2.0
//! A function has a buffer for the largest packet on its stack.

#include <kernel/file/uaccess.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Injector {
public:
	Result<usize> inject(UserReader from);

private:
	u64 sum_ = 0;
};

Result<usize> Injector::inject(UserReader from) // BUG: stack-depth
{
	u8 packet[9216];
	const usize size = from.read_some(span_of(packet));

	if (!size)
		return EFAULT;
	for (u8 byte : span_of(packet).first(size))
		sum_ += byte;
	return size;
}
