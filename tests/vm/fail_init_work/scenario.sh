# SPDX-License-Identifier: GPL-2.0
# Every allocation of the init of those samples that start threads and timers, or listen, fails once, in turn.
walk-init timer_stats:1 work_pipeline:5 async_echo:5
