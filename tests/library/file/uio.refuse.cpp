// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/file/uio.hpp refuses.
#include <kernel/file/miscdevice.hpp>
#include <kernel/file/uio.hpp>

using namespace kernel;

// REFUSED uio_padding: constraints not satisfied|no matching function
// Padding would leak stale kernel memory to the process.
struct Answer {
	u64 number;
	u8 kind;
#ifdef FIXED
	u8 zero[7];
#endif
};
Result<> use(IovWriter to, const Answer &answer);
Result<> use(IovWriter to, const Answer &answer)
{
	return to.write(answer);
}

// REFUSED uio_write_through_reader: write_iter\(\) (of a file with positions )?is .Result<usize> write_iter
// write_iter() reads from the process, so it takes an IovReader.
class State final : Pinned {
public:
#ifdef FIXED
	Result<usize> write_iter(const File &, IovReader) const { return 0; }
#else
	Result<usize> write_iter(const File &, IovWriter) const { return 0; }
#endif
};
void use();
void use()
{
	misc::Device<State, "example"> device;
	static_cast<void>(device.publish());
}
