// SPDX-License-Identifier: GPL-2.0
#include <kernel/prelude.hpp>

struct OnlyCxx {};

KERNEL_MODULE(OnlyCxx, { .name = "only_cxx", .license = "GPL" })
