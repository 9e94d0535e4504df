# SPDX-License-Identifier: GPL-2.0
# A module that refuses to load fails the run.
#: kernels: 6.12
#: modules: init_fails.ko
#: leaks: ignore
#: status: 1
#: expect: 'insmod init_fails' failed
