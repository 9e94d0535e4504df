# SPDX-License-Identifier: GPL-2.0
# Each allocation in the init of the simple samples fails once; fail_init_files and fail_init_work test the others. This
# scenario also looks for leaks, which the samples' own scenarios do not.
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
# Parameters also allocate: this one needs memory for the text of a label.
fail-nth-walk -q insmod /modules/params.ko label=disk mode=safe sizes=1,2
