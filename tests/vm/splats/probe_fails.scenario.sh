# SPDX-License-Identifier: GPL-2.0
# A failing probe fails the run, although the driver itself loads.
#: modules: probe_fails.ko
#: leaks: ignore
#: status: 1
#: expect: the kernel reports: .*probe .*failed with error -5
