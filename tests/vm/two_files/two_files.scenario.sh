# SPDX-License-Identifier: GPL-2.0
# Two C++ files and a C file make one module: they share templates, inline variables and virtual functions, and call
# each other.
#: modules: ../../../samples/two_files
#: leaks: ignore
#: expect: two_files: checksum 20$
#: expect: two_files: square of area 25$
#: expect: two_files: rectangle of area 6$
#: expect: two_files: 2 shapes alive, twice that is 4$
#: expect: two_files: unloaded, 0 shapes alive$
