# SPDX-License-Identifier: GPL-2.0
# `kxx test` fails for a KUnit suite in C with a case that fails, and names the case.
#: kernels: debug
#: host: yes
#: status: 1
#: expect: adds_up
#: expect: ^0 passed, 1 failed, 1 skipped$
"$KXX" test -k "$KERNEL" $MODULES
