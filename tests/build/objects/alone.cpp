// SPDX-License-Identifier: GPL-2.0
#include "number.h"

[[gnu::used, gnu::section(".modinfo")]] static const char license[] = "license=GPL";
[[gnu::used]] static const int number = NUMBER;
