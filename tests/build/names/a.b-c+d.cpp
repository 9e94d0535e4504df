// SPDX-License-Identifier: GPL-2.0
[[gnu::used, gnu::section(".modinfo")]] static const char license[] = "license=GPL";
