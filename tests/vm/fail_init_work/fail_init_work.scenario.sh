# SPDX-License-Identifier: GPL-2.0
# Each allocation in the init of the samples that start threads or timers, or listen, fails once.
#: kernels: debug
#: modules: ../../../samples/timer_stats
#: modules: ../../../samples/work_pipeline
#: modules: ../../../samples/async_echo
#: file: ../fail_init/walk-init
walk-init timer_stats:1 work_pipeline:5 async_echo:5
