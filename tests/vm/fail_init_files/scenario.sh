# SPDX-License-Identifier: GPL-2.0
# Every allocation of the init of those samples that show files fails once, in turn.
walk-init misc_echo:3 stats_fs:10 rcu_table:5
