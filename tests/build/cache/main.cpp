// SPDX-License-Identifier: GPL-2.0
//! Gets a layout twice: here from the bindings, in probe.c from the kernel's own header.
#include <kernel/prelude.hpp>
#include <linux/miscdevice.hpp>

using namespace kernel;

extern "C" {
extern const unsigned long offset_in_c;
}
// probe.c has the other one. Both can be read from the object file, without a kernel that runs it.
extern "C" [[gnu::used]] constinit const unsigned long offset_in_cxx = offsetof(struct miscdevice, fops);

class Layout final {
public:
	static Result<Layout> create()
	{
		pr_info("offset of fops: {} in C, {} in C++", offset_in_c, offset_in_cxx);
		return { std::in_place };
	}
};

KERNEL_MODULE(Layout, {
			      .name = "layout",
			      .license = "GPL",
			      .authors = { "A tester" },
			      .description = "Compares a layout in C and in C++",
		      })
