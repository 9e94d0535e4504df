# SPDX-License-Identifier: GPL-2.0
# Every allocation of the init of those samples that start threads and timers, or listen, fails once, in turn.
#: kernels: debug
#: modules: ../../../samples/timer_stats
#: modules: ../../../samples/work_pipeline
#: modules: ../../../samples/async_echo
#: file: ../fail_init/walk-init
walk-init timer_stats:1 work_pipeline:5 async_echo:5
