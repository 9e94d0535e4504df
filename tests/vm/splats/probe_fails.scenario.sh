# SPDX-License-Identifier: GPL-2.0
# A probe that fails, of a driver that loads, fails the run.
#: modules: probe_fails.ko
#: leaks: ignore
#: status: 1
#: expect: the kernel reports: .*probe .*failed with error -5
