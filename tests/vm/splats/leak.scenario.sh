# SPDX-License-Identifier: GPL-2.0
# Memory that nobody frees fails the run: kmemleak finds it once the module is unloaded.
#: kernels: debug
#: modules: leak.ko
#: status: 1
#: expect: memory leaked: 1 object
