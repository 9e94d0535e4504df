# SPDX-License-Identifier: GPL-2.0
# `kxx test` runs a KUnit suite in C, and counts the cases that pass and those that are skipped.
#: kernels: debug
#: host: yes
#: expect: arithmetic
#: expect: ^1 passed, 0 failed, 1 skipped$
"$KXX" test -k "$KERNEL" $MODULES
