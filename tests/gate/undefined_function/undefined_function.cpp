// SPDX-License-Identifier: GPL-2.0
//! A C++ function that nobody defines.
// EXPECT: undefined_function.cpp:16: error: in 'init_module': 'disk::flush(int)' is not defined, and no module exports it [undefined-symbol]
#include <kernel/prelude.hpp>

using namespace kernel;

namespace disk {
int flush(int sector);
}

class UndefinedFunction final {
public:
	static Result<Box<UndefinedFunction>> create()
	{
		pr_info("{}", disk::flush(3));
		return make_box<UndefinedFunction>(GFP_KERNEL);
	}
};

KERNEL_MODULE(UndefinedFunction, { .name = "undefined_function", .license = "GPL" })
