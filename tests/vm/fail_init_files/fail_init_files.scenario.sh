# SPDX-License-Identifier: GPL-2.0
# Each allocation in the init of the samples that publish files fails once.
#: kernels: debug
#: modules: ../../../samples/misc_echo
#: modules: ../../../samples/stats_fs
#: modules: ../../../samples/rcu_table
#: file: ../fail_init/walk-init
walk-init misc_echo:3 stats_fs:10 rcu_table:5
