# SPDX-License-Identifier: GPL-2.0
# Every allocation of the init of simple samples fails once, in turn; of the others: fail_init_files, fail_init_work.
# Their leaks are looked for here, not in their own scenarios.
#: kernels: debug
#: modules: ../../../samples/minimal
#: modules: ../../../samples/print
#: modules: ../../../samples/params
#: modules: ../../../samples/two_files
#: modules: ../exports
#: file: walk-init
set -e
walk-init minimal print params two_files counter
# These two allocate; a walk that injects nothing there would prove nothing.
grep -q '^fail-nth-walk: [1-9]' /tmp/minimal
grep -q '^fail-nth-walk: [5-9]' /tmp/two_files
# Parameters allocate, too: the text of a label.
fail-nth-walk -q insmod /modules/params.ko label=disk mode=safe sizes=1,2
