# SPDX-License-Identifier: GPL-2.0
# The smallest sample loads, and frees its numbers when it is unloaded.
#: modules: ../../../samples/minimal
#: leaks: ignore
#: expect: minimal: loaded$
#: expect: minimal: unloaded, 3 numbers forgotten$
